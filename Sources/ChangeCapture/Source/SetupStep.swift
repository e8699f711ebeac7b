/// One thing a source needs done at its database before it can be followed.
package struct SetupStep: Sendable, Equatable {
    /// What was done, once it is: `created publication aisle_shop`.
    package let title: String
    /// The statements that do it, for whoever has the rights.
    package let sql: String

    package init(_ title: String, _ sql: String) {
        self.title = title
        self.sql = sql
    }
}

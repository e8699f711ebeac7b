/// No document.
package struct MatchNoneQuery: Query {
    /// Why the plan knows that nothing matches; shown by explain.
    package let reason: String

    package init(reason: String = "") {
        self.reason = reason
    }

    package var description: String { "MatchNoDocsQuery(\"\(reason)\")" }
}

/// How a document is read: the table whose rows are documents, its key, and the query that
/// assembles them.
package struct DocumentQuery: Sendable, Equatable {
    package let table: String
    package let key: String
    /// Takes the keys (SQLite: a JSON array as parameter 1; PostgreSQL: an array as `$1`) and
    /// returns one row for each that exists. Column names are field names.
    package let sql: String

    package init(table: String, key: String, sql: String) {
        self.table = table
        self.key = key
        self.sql = sql
    }
}

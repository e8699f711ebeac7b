/// A call of SQLite that failed.
package struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// SQLite's extended result code.
    package let code: Int32
    /// SQLite's words.
    package let message: String
    /// The statement, or what was asked instead, such as `open /data/catalog.sqlite`.
    package let sql: String

    /// The primary code, without the extension in its upper bytes.
    package var primaryCode: Int32 { code & 0xFF }

    package var description: String { "SQLite: \(message) (code \(code)) in: \(sql)" }
}

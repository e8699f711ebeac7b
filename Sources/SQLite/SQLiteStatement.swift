import CSQLite

/// A prepared statement of one connection. One thread at a time: not Sendable.
package final class SQLiteStatement {
    private let connection: SQLiteConnection
    private let statement: OpaquePointer
    private let sql: String

    init(_ connection: SQLiteConnection, _ sql: String) throws(SQLiteError) {
        var prepared: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        var rest = ""
        let code = sql.withCString { text in
            let code = sqlite3_prepare_v2(connection.handle, text, -1, &prepared, &tail)
            rest = tail.map { String(cString: $0) } ?? ""
            return code
        }
        guard code == SQLITE_OK, let prepared else {
            let message = code == SQLITE_OK ? "no statement" : connection.lastMessage
            throw SQLiteError(code: code, message: message, sql: sql)
        }
        guard rest.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
            sqlite3_finalize(prepared)
            throw SQLiteError(code: SQLITE_ERROR, message: "more than one statement", sql: sql)
        }
        self.connection = connection
        self.statement = prepared
        self.sql = sql
    }

    deinit { sqlite3_finalize(statement) }

    package var columnCount: Int { Int(sqlite3_column_count(statement)) }

    package func columnName(_ column: Int) -> String {
        sqlite3_column_name(statement, Int32(column)).map { String(cString: $0) } ?? ""
    }

    /// Starts over with new parameters, by position.
    package func bind(_ values: [SQLiteValue]) throws(SQLiteError) {
        sqlite3_reset(statement)
        sqlite3_clear_bindings(statement)
        let wanted = Int(sqlite3_bind_parameter_count(statement))
        guard wanted == values.count else {
            throw SQLiteError(
                code: SQLITE_RANGE, message: "\(values.count) values for \(wanted) parameters",
                sql: sql)
        }
        for (index, value) in values.enumerated() {
            try connection.check(bind(value, at: Int32(index + 1)), sql)
        }
    }

    private func bind(_ value: SQLiteValue, at index: Int32) -> Int32 {
        // SQLITE_TRANSIENT, a cast in a macro: SQLite copies the bytes at once.
        let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .real(let number): return sqlite3_bind_double(statement, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text64(
                        statement, index, characters.baseAddress, UInt64(bytes.count), copy,
                        UInt8(SQLITE_UTF8))
                }
            }
        case .blob(let bytes):
            if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob64(statement, index, $0.baseAddress, UInt64($0.count), copy)
            }
        }
    }

    /// Moves to the next row; false after the last.
    package func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(statement)
            return false
        default:
            let error = connection.lastError(sql)
            sqlite3_reset(statement)
            throw error
        }
    }

    /// Lets go of the read transaction a statement holds between two rows.
    package func reset() { sqlite3_reset(statement) }

    /// Runs a statement that gives no rows, with its parameters.
    package func run(_ values: [SQLiteValue] = []) throws(SQLiteError) {
        try bind(values)
        while try step() {}
    }

    /// A value of the current row. Columns count from 0.
    package func value(_ column: Int) -> SQLiteValue {
        let index = Int32(column)
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, index))
        case SQLITE_TEXT: return .text(String(decoding: bytes(column), as: UTF8.self))
        case SQLITE_BLOB: return .blob(Array(bytes(column)))
        default: return .null
        }
    }

    /// A text or blob of the current row without a copy. Valid until the next step.
    package func bytes(_ column: Int) -> UnsafeRawBufferPointer {
        let index = Int32(column)
        let start = sqlite3_column_blob(statement, index)
        return UnsafeRawBufferPointer(
            start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, index)))
    }

    package func integer(_ column: Int) -> Int64 { sqlite3_column_int64(statement, Int32(column)) }

    package func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    package func row() -> [SQLiteValue] { (0..<columnCount).map { value($0) } }
}

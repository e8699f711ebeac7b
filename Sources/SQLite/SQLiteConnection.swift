import CSQLite

/// One open database. One thread at a time: not Sendable; whoever shares it guards it with a lock.
package final class SQLiteConnection {
    /// How much a commit promises after a power cut.
    package enum Durability: Sendable {
        /// Every commit is on disk when it returns.
        case full
        /// The last commits may be lost, never torn.
        case normal
    }

    /// How long a statement waits for another connection's lock. Unit: milliseconds.
    package static let busyTimeoutMilliseconds: Int32 = 5000

    let handle: OpaquePointer
    package let path: String
    private var transactionDepth = 0

    /// Opens or creates a database with a write-ahead log.
    /// - Parameter path: a file, or `:memory:`.
    package init(
        path: String, readOnly: Bool = false, durability: Durability = .full
    ) throws(SQLiteError) {
        var opened: OpaquePointer?
        let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw SQLiteError(code: code, message: message, sql: "open \(path)")
        }
        self.handle = opened
        self.path = path
        sqlite3_busy_timeout(opened, SQLiteConnection.busyTimeoutMilliseconds)
        if !readOnly { try execute("PRAGMA journal_mode=WAL") }
        try execute("PRAGMA synchronous=\(durability == .full ? "FULL" : "NORMAL")")
        try execute("PRAGMA foreign_keys=ON")
        try execute("PRAGMA secure_delete=OFF")
    }

    deinit { sqlite3_close_v2(handle) }

    var lastMessage: String { String(cString: sqlite3_errmsg(handle)) }

    func lastError(_ sql: String) -> SQLiteError {
        SQLiteError(code: sqlite3_extended_errcode(handle), message: lastMessage, sql: sql)
    }

    func check(_ code: Int32, _ sql: String) throws(SQLiteError) {
        if code != SQLITE_OK { throw lastError(sql) }
    }

    /// Runs statements separated by semicolons and drops their rows.
    package func execute(_ sql: String) throws(SQLiteError) {
        try check(sqlite3_exec(handle, sql, nil, nil, nil), sql)
    }

    package func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
        try SQLiteStatement(self, sql)
    }

    /// Runs one statement with parameters and drops its rows.
    package func run(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) {
        try prepare(sql).run(values)
    }

    /// All rows of one statement, for results known to be small.
    package func rows(
        _ sql: String, _ values: [SQLiteValue] = []
    ) throws(SQLiteError) -> [[SQLiteValue]] {
        let statement = try prepare(sql)
        try statement.bind(values)
        var rows: [[SQLiteValue]] = []
        while try statement.step() { rows.append(statement.row()) }
        return rows
    }

    /// Commits what `body` did, or undoes all of it when it throws. May be nested.
    package func transaction<T>(_ body: () throws -> T) throws -> T {
        let nested = transactionDepth > 0
        let savepoint = "level\(transactionDepth)"
        try execute(nested ? "SAVEPOINT \(savepoint)" : "BEGIN IMMEDIATE")
        transactionDepth += 1
        defer { transactionDepth -= 1 }
        do {
            let result = try body()
            try execute(nested ? "RELEASE \(savepoint)" : "COMMIT")
            return result
        } catch {
            // The error that matters is the first; SQLite may have rolled back by itself.
            try? execute(nested ? "ROLLBACK TO \(savepoint); RELEASE \(savepoint)" : "ROLLBACK")
            throw error
        }
    }

    /// Rows the last statement inserted, changed or deleted.
    package var changedRowCount: Int { Int(sqlite3_changes64(handle)) }

    package var lastInsertedRowID: Int64 { sqlite3_last_insert_rowid(handle) }

    /// The number an application keeps in the file to tell its own schema versions apart.
    package var userVersion: Int64 {
        get throws(SQLiteError) { try rows("PRAGMA user_version").first?.first?.integer ?? 0 }
    }

    package func setUserVersion(_ version: Int64) throws(SQLiteError) {
        try execute("PRAGMA user_version=\(version)")
    }
}

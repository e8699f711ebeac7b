import ChangeCapture
import JSON
import Primitives
import SQLite

/// Follows a SQLite catalog through the outbox that its triggers fill.
///
/// Two connections: one reads (each batch and re-read in a short read transaction, so that the
/// write-ahead log can be truncated), one deletes what every consumer has acknowledged.
package final class SQLiteSource: ChangeSource {
    package static let kind = "sqlite"
    package static let options = ["path"]

    let name: String
    let path: String
    private let configuration: SourceConfiguration
    private let reader: SQLiteConnection
    private let writer: SQLiteConnection
    private let identity: SourceFile.Identity?
    private let parser = JSONParser()
    private var incarnation = ""
    private var sequence: UInt64 = 0
    private var dataVersion: Int64 = -1
    private var schemaVersion: Int64 = -1
    /// Last outbox row of a history that is being read in pages.
    private var pageEnd: Int64?
    /// Acknowledged, and not yet all deleted from the outbox.
    private var unforgotten: UInt64?
    private var statements: [String: SQLiteStatement] = [:]

    package init(name: String, configuration: SourceConfiguration) throws(SourceError) {
        guard let path = configuration.options["path"] else {
            throw SourceError(
                .misconfigured, "the source \(name) names no database",
                remedy: "add path: FILE to its entry under sources")
        }
        self.name = name
        self.path = path
        self.configuration = configuration
        guard SourceFile.exists(path) else {
            throw SourceError(
                .unavailable, "the catalog \(path) does not exist",
                remedy: "create it, or correct path of the source \(name)")
        }
        identity = SourceFile.identity(path)
        do {
            reader = try SQLiteConnection(path: path, durability: .normal)
            writer = try SQLiteConnection(path: path, durability: .normal)
        } catch {
            throw SQLiteSource.translated(error)
        }
    }

    package func preparation() throws(SourceError) -> [SetupStep] {
        try attempt { try OutboxInstaller(connection: reader, path: path).steps(configuration) }
    }

    package func prepare() throws(SourceError) -> [SetupStep] {
        try attempt {
            try OutboxInstaller(connection: writer, path: path).install(configuration)
        }
    }

    /// The outbox goes on whatever was deleted from it.
    package func renew() {}

    package func start(after position: SourcePosition?) throws(SourceError) -> SourcePosition {
        try attempt {
            try writer.execute(
                "PRAGMA busy_timeout = \(SQLiteSourceLimits.forgettingMilliseconds)")
            try checkSetup()
            let end = try currentPosition()
            incarnation = end.incarnation
            dataVersion = -1
            pageEnd = nil
            if let position { try checkHistory(position, end) }
            sequence = position?.sequence ?? end.sequence
            try announce()
            return SourcePosition(incarnation: incarnation, sequence: sequence)
        }
    }

    /// Keeps other followers from deleting what this one has not acknowledged, from the beginning
    /// on. While somebody writes, the first acknowledgement does it.
    private func announce() throws {
        do {
            try writer.run(
                "INSERT INTO \(Outbox.consumers) VALUES (?1, 0) ON CONFLICT(name) DO NOTHING",
                [.text(name)])
        } catch {
            if !error.isBusy { throw error }
        }
    }

    /// - Throws: `.misconfigured` when rows could change without being logged.
    private func checkSetup() throws {
        schemaVersion = try pragma("schema_version")
        let installer = OutboxInstaller(connection: reader, path: path)
        guard let first = try installer.steps(configuration).first else { return }
        let lacking = first.title.split(separator: " ").dropFirst().joined(separator: " ")
        throw SourceError(
            .misconfigured, "the catalog \(path) lacks the \(lacking) it needs",
            remedy: "run: aisle cdc init, and when changes may have passed unseen: "
                + "aisle cdc verify --repair \(name)")
    }

    private func checkHistory(_ position: SourcePosition, _ end: SourcePosition) throws {
        let forgotten =
            try reader.rows("SELECT forgotten FROM \(Outbox.source)")
            .first?.first?.integer ?? 0
        guard position.incarnation == end.incarnation, position.sequence <= end.sequence else {
            throw SourceError(
                .historyLost, "the catalog \(path) is not the one that was followed so far",
                remedy: "run: aisle cdc resync \(name)")
        }
        guard position.sequence >= UInt64(forgotten) else {
            throw SourceError(
                .historyLost,
                "changes up to \(forgotten) were deleted, only \(position.sequence) were applied",
                remedy: "run: aisle cdc resync \(name)")
        }
    }

    /// A file that nobody reads is held by nobody.
    package func stop() {}

    /// Nothing times out in a file; what was acknowledged is deleted when nobody writes.
    package func keepAlive() throws(SourceError) { try forget() }

    package func nextBatch(
        timeoutMilliseconds: Int, changeLimit: Int
    ) throws(SourceError) -> ChangeBatch? {
        let end = MonotonicClock.nanoseconds() + UInt64(timeoutMilliseconds) * 1_000_000
        var pause = SQLiteSourceLimits.hotPollMicroseconds
        while true {
            if let batch = try attempt({ try readBatch(changeLimit) }) { return batch }
            guard MonotonicClock.nanoseconds() < end else { return nil }
            SourceFile.sleep(microseconds: pause)
            pause = min(pause * 2, SQLiteSourceLimits.idlePollMicroseconds)
        }
    }

    /// Changes after `sequence`, if another connection has committed since the last look.
    ///
    /// The outbox does not tell transactions apart, but a read transaction sees whole ones only:
    /// what it sees last is the end of one. A history longer than `limit` is read in pages up to
    /// that end before later commits are looked at.
    private func readBatch(_ limit: Int) throws -> ChangeBatch? {
        let version = try pragma("data_version")
        guard version != dataVersion || pageEnd != nil else { return nil }
        if try pragma("schema_version") != schemaVersion { try checkSetup() }
        try checkOutbox()
        let statement = try prepared(
            "SELECT seq, tbl, op, old, new, at_us, (SELECT max(seq) FROM \(Outbox.table)) "
                + "FROM \(Outbox.table) WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3")
        try statement.bind([
            .integer(Int64(sequence)), .integer(pageEnd ?? .max), .integer(Int64(limit)),
        ])
        defer { statement.reset() }
        var changes: [RowChange] = []
        var end: Int64 = 0
        var committed: Int64 = 0
        while try statement.step() {
            changes.append(try change(statement))
            sequence = UInt64(statement.integer(0))
            committed = statement.integer(5)
            end = pageEnd ?? statement.integer(6)
        }
        if pageEnd == nil { dataVersion = version }
        pageEnd = sequence < UInt64(end) ? end : nil
        guard !changes.isEmpty else { return nil }
        return ChangeBatch(
            changes: changes, end: SourcePosition(incarnation: incarnation, sequence: sequence),
            commitMicroseconds: committed, isWhole: pageEnd == nil)
    }

    /// Another follower of the same name may have had rows deleted that this one has not read.
    private func checkOutbox() throws {
        let statement = try prepared("SELECT forgotten FROM \(Outbox.source)")
        defer { statement.reset() }
        guard try statement.step(), statement.integer(0) > Int64(sequence) else { return }
        throw SourceError(
            .historyLost,
            "changes up to \(statement.integer(0)) were deleted from the outbox, "
                + "only \(sequence) were read",
            remedy: "another daemon follows \(path) as \(name): "
                + "stop it, or give each its own name under sources")
    }

    private func pragma(_ name: String) throws -> Int64 {
        let statement = try prepared("PRAGMA \(name)")
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    private func change(_ statement: SQLiteStatement) throws -> RowChange {
        let kind: RowChange.Kind =
            switch statement.text(2) {
            case "i": .insert
            case "u": .update
            default: .delete
            }
        return RowChange(
            table: statement.text(1), kind: kind, old: try image(statement.bytes(3)),
            new: try image(statement.bytes(4)))
    }

    private func image(_ bytes: UnsafeRawBufferPointer) throws -> [String: CellValue] {
        guard !bytes.isEmpty else { return [:] }
        var columns: [String: CellValue] = [:]
        for member in try parser.parse(bytes).members {
            columns[member.key] = CellValue(member.value)
        }
        return columns
    }

    package func documents(
        _ query: DocumentQuery, keys: [CellValue], at position: SourcePosition
    ) throws(SourceError) -> [SourceDocument] {
        try attempt {
            let statement = try prepared(query.sql)
            try statement.bind([.text(KeyList.json(keys))])
            defer { statement.reset() }
            let row = try SQLiteRowWriter(statement, query: query)
            var found: [String: [UInt8]] = [:]
            do {
                while try statement.step() {
                    let document = try row.document(statement)
                    if let id = document.key.documentID { found[id] = document.json }
                }
            } catch let error as SQLiteError where error.isAboutRows {
                // A table or a column that is gone shows in the same way as a value that is wrong.
                _ = try reader.prepare(query.sql)
                throw SourceError(
                    .badRow, error.description, remedy: "correct the row or the document query")
            }
            return keys.map { key in
                SourceDocument(key: key, json: key.documentID.flatMap { found[$0] })
            }
        }
    }

    /// A statement that is used again and again, compiled once.
    private func prepared(_ sql: String) throws -> SQLiteStatement {
        if let known = statements[sql] { return known }
        let statement = try reader.prepare(sql)
        statements[sql] = statement
        return statement
    }

    package func keys(
        of query: DocumentQuery, after key: CellValue?, limit: Int
    ) throws(SourceError) -> [CellValue] {
        let column = Outbox.quoted(query.key)
        let lower = key == nil ? "" : "WHERE \(column) > ?1 "
        let sql =
            "SELECT \(column) FROM \(Outbox.quoted(query.table)) \(lower)"
            + "ORDER BY \(column) LIMIT \(limit)"
        return try attempt {
            try reader.rows(sql, key.map { [SQLiteValue($0)] } ?? []).map { CellValue($0[0]) }
        }
    }

    package func estimatedCount(of query: DocumentQuery) throws(SourceError) -> Int {
        try attempt {
            let rows = try reader.rows("SELECT count(*) FROM \(Outbox.quoted(query.table))")
            return Int(rows.first?.first?.integer ?? 0)
        }
    }

    package func fanOut(
        _ sql: String, changed: [CellValue], after key: CellValue?, limit: Int
    ) throws(SourceError) -> [CellValue] {
        let paged =
            "WITH affected(document_key) AS (\(sql)) SELECT DISTINCT document_key "
            + "FROM affected WHERE ?2 IS NULL OR document_key > ?2 "
            + "ORDER BY document_key LIMIT ?3"
        return try attempt {
            try reader.rows(
                paged,
                [
                    .text(KeyList.json(changed)), key.map { SQLiteValue($0) } ?? .null,
                    .integer(Int64(limit)),
                ]
            ).map { CellValue($0[0]) }
        }
    }

    package func currentPosition() throws(SourceError) -> SourcePosition {
        guard SourceFile.identity(path) == identity else {
            throw SourceError(
                .unavailable,
                "the catalog \(path) does not exist any more, or another took its place",
                remedy: "restore it, or correct path of the source \(name); it is opened again")
        }
        return try attempt {
            let row = try reader.rows(
                "SELECT uuid, max(forgotten, coalesce((SELECT max(seq) FROM \(Outbox.table)), 0)) "
                    + "FROM \(Outbox.source)"
            ).first
            return SourcePosition(
                incarnation: row?.first?.text ?? "", sequence: UInt64(row?.last?.integer ?? 0))
        }
    }

    package func acknowledge(_ position: SourcePosition) throws(SourceError) {
        guard position.incarnation == incarnation else { return }
        unforgotten = position.sequence
        try forget()
    }

    /// Deletes acknowledged rows, some at a time. A catalog that is being written is left alone:
    /// it is tried again with the next sign of life.
    private func forget() throws(SourceError) {
        guard let sequence = unforgotten else { return }
        try attempt {
            do {
                if try forgetSome(through: sequence) { unforgotten = nil }
            } catch let error as SQLiteError where error.isBusy {
                return
            }
        }
    }

    /// - Returns: whether nothing is left to delete.
    private func forgetSome(through sequence: UInt64) throws -> Bool {
        try writer.transaction {
            try writer.run(
                "INSERT INTO \(Outbox.consumers) VALUES (?1, ?2) "
                    + "ON CONFLICT(name) DO UPDATE SET seq = ?2",
                [.text(name), .integer(Int64(sequence))])
            try writer.run(
                "DELETE FROM \(Outbox.table) WHERE seq IN (SELECT seq FROM \(Outbox.table) "
                    + "WHERE seq <= (SELECT min(seq) FROM \(Outbox.consumers)) "
                    + "ORDER BY seq LIMIT \(SQLiteSourceLimits.forgottenAtOnce))")
            let deleted = writer.changedRowCount
            try writer.execute(
                "UPDATE \(Outbox.source) SET forgotten = max(forgotten, min(coalesce("
                    + "(SELECT min(seq) - 1 FROM \(Outbox.table)), \(Int64.max)), "
                    + "(SELECT min(seq) FROM \(Outbox.consumers))))")
            return deleted < SQLiteSourceLimits.forgottenAtOnce
        }
    }

    package func lag(behind position: SourcePosition) throws(SourceError) -> SourceLag {
        let end = try currentPosition()
        let bytes = try attempt {
            try reader.rows(
                "SELECT count(*) * 200 FROM \(Outbox.table)"
            ).first?.first?.integer ?? 0
        }
        return SourceLag(
            end: end, behind: end.sequence - min(end.sequence, position.sequence),
            retainedBytes: UInt64(bytes))
    }
}

import ChangeCapture
import Glibc
import Primitives

/// Follows a PostgreSQL catalog through a logical replication slot and the `pgoutput` plugin.
///
/// Rows arrive after their transaction committed, in commit order. A transaction can arrive before
/// it is visible to other sessions, so a re-read first makes sure that its snapshot contains every
/// transaction delivered so far.
package final class PostgresSource: ChangeSource {
    package static let kind = "postgres"
    package static let options = ["dsn", "dsn_env", "slot", "publication"]

    let name: String
    private let configuration: SourceConfiguration
    private let conninfo: String
    private let slot: String
    private let publication: String
    private var queries: PostgresConnection?
    private var stream: ReplicationStream?
    private var relations: [UInt32: OutputMessage.Relation] = [:]
    private var incarnation = ""
    /// Transactions delivered that no snapshot here has been seen to contain.
    private var unseen: Set<UInt32> = []
    package var unseenCount: Int { unseen.count }
    private var position: UInt64 = 0
    private var isInTransaction = false
    private var committed: Int64 = 0
    /// When history without changes was passed last, and the setup checked. Unit: nanoseconds.
    private var lastIdle: UInt64 = 0
    private var lastCheck: UInt64 = 0

    package init(name: String, configuration: SourceConfiguration) throws(SourceError) {
        self.name = name
        self.configuration = configuration
        slot = configuration.options["slot"] ?? "aisle_\(name)"
        publication = configuration.options["publication"] ?? "aisle_\(name)"
        guard PostgresName.isPlain(slot), PostgresName.isPlain(publication) else {
            throw SourceError(
                .misconfigured, "the slot \(slot) or publication \(publication) is no plain name",
                remedy: "use lower-case letters, digits and underscores")
        }
        if let dsn = configuration.options["dsn"] {
            conninfo = dsn
        } else if let variable = configuration.options["dsn_env"] {
            guard let value = getenv(variable) else {
                throw SourceError(
                    .misconfigured, "the environment has no \(variable)",
                    remedy: "set it to the connection string of the source \(name)")
            }
            conninfo = String(cString: value)
        } else {
            throw SourceError(
                .misconfigured, "the source \(name) names no database",
                remedy: "add dsn_env: VARIABLE to its entry under sources")
        }
    }

    private func connection() throws(SourceError) -> PostgresConnection {
        if let queries { return queries }
        let opened = try PostgresConnection(conninfo)
        // Compiling a plan takes longer than reading a few hundred documents by key.
        try opened.execute("SET TimeZone = 'UTC'; SET extra_float_digits = 1; SET jit = off")
        // The stream lives while a long statement runs.
        opened.onWait = { [weak self] () throws(SourceError) in
            try self?.stream?.sendStatusIfDue()
        }
        queries = opened
        return opened
    }

    /// Drops a broken connection, so that the next call opens another.
    private func attempt<T>(_ body: () throws -> T) throws(SourceError) -> T {
        do {
            return try body()
        } catch {
            let failure =
                error as? SourceError
                ?? SourceError(.unavailable, "\(error)", remedy: "the statement is tried again")
            if failure.kind == .unavailable { queries = nil }
            throw failure
        }
    }

    private func installer() throws(SourceError) -> PostgresInstaller {
        PostgresInstaller(
            connection: try connection(), slot: slot, publication: publication,
            configuration: configuration)
    }

    package func preparation() throws(SourceError) -> [SetupStep] {
        try attempt { try installer().steps() }
    }

    package func prepare() throws(SourceError) -> [SetupStep] {
        try attempt { try installer().install() }
    }

    package func renew() throws(SourceError) {
        stop()
        try attempt {
            _ = try connection().rows(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots "
                    + "WHERE slot_name = $1 AND wal_status = 'lost'", [slot])
            _ = try installer().install()
        }
    }

    package func start(after position: SourcePosition?) throws(SourceError) -> SourcePosition {
        stop()
        return try attempt {
            try checkSetup()
            incarnation = try systemName()
            let confirmed = try confirmedPosition()
            if let position {
                guard position.incarnation == incarnation, position.sequence >= confirmed else {
                    throw SourceError(
                        .historyLost,
                        "the slot \(slot) is at \(LogPosition.text(confirmed)) of \(incarnation), "
                            + "the index at \(LogPosition.text(position.sequence)) "
                            + "of \(position.incarnation)",
                        remedy: "run: aisle cdc resync \(name)")
                }
            }
            let end = try currentPosition()
            if let position, position.sequence > end.sequence {
                throw SourceError(
                    .historyLost,
                    "the server's log ends at \(LogPosition.text(end.sequence)), before what was "
                        + "followed, \(LogPosition.text(position.sequence)): it is an older copy",
                    remedy: "every document is read again")
            }
            self.position = position?.sequence ?? confirmed
            stream = try ReplicationStream(
                conninfo, slot: slot, publication: publication, after: self.position)
            return SourcePosition(incarnation: incarnation, sequence: self.position)
        }
    }

    private func checkSetup() throws(SourceError) {
        lastCheck = MonotonicClock.nanoseconds()
        if let missing = try installer().missing() {
            throw SourceError(
                .misconfigured, "the database lacks \(missing)",
                remedy: "run: aisle cdc init, and when changes may have passed unseen: "
                    + "aisle cdc verify --repair \(name)")
        }
    }

    package func stop() {
        stream = nil
        queries = nil
        relations = [:]
        unseen = []
        isInTransaction = false
    }

    /// The cluster's identifier and timeline: both change what a log position means.
    private func systemName() throws(SourceError) -> String {
        let row = try connection().rows(
            "SELECT system_identifier || '-' || timeline_id "
                + "FROM pg_control_system(), pg_control_checkpoint()")
        return row.text(0, 0) ?? ""
    }

    private func confirmedPosition() throws(SourceError) -> UInt64 {
        let row = try connection().rows(
            "SELECT confirmed_flush_lsn, wal_status, plugin FROM pg_replication_slots "
                + "WHERE slot_name = $1", [slot])
        guard row.count > 0 else {
            throw SourceError(
                .historyLost, "there is no replication slot \(slot)",
                remedy: "run: aisle cdc init, then: aisle cdc resync \(name)")
        }
        guard row.text(0, 1) != "lost" else {
            throw SourceError(
                .historyLost, "the server dropped history the slot \(slot) still needed",
                remedy: "run: aisle cdc resync \(name); raise max_slot_wal_keep_size")
        }
        guard row.text(0, 2) == "pgoutput", let position = LogPosition.parse(row.text(0, 0)) else {
            throw SourceError(
                .misconfigured, "the slot \(slot) is not a pgoutput slot",
                remedy: "drop it, or name another slot")
        }
        return position
    }

    package func keepAlive() throws(SourceError) { try stream?.sendStatusIfDue() }

    package func nextBatch(
        timeoutMilliseconds: Int, changeLimit: Int
    ) throws(SourceError) -> ChangeBatch? {
        guard let stream else {
            throw SourceError(.unavailable, "not started", remedy: "the source is started again")
        }
        let now = MonotonicClock.nanoseconds()
        let patience = now + UInt64(timeoutMilliseconds) * 1_000_000
        let patient = max(patience, now + PostgresSourceLimits.transactionNanoseconds)
        var changes: [RowChange] = []
        return try attempt {
            while changes.count < changeLimit {
                // What has begun is read on; between transactions only what is there.
                let deadline = isInTransaction ? patient : changes.isEmpty ? patience : 0
                let came = try stream.next(deadline: deadline) { message in
                    try self.take(OutputMessage.decode(message), into: &changes)
                }
                if !came { break }
            }
            return batch(changes, stream)
        }
    }

    private func batch(_ changes: [RowChange], _ stream: ReplicationStream) -> ChangeBatch? {
        if changes.isEmpty {
            // Keepalives report history that held nothing for us: following it frees the log.
            let now = MonotonicClock.nanoseconds()
            guard !isInTransaction, stream.serverEnd > position,
                stream.serverEnd > position + PostgresSourceLimits.idleBytes
                    || now >= lastIdle + PostgresSourceLimits.idleNanoseconds
            else { return nil }
            lastIdle = now
            position = stream.serverEnd
        }
        return ChangeBatch(
            changes: changes, end: SourcePosition(incarnation: incarnation, sequence: position),
            commitMicroseconds: committed, isWhole: !isInTransaction)
    }

    private func take(_ message: OutputMessage, into changes: inout [RowChange]) throws {
        switch message {
        case .begin(let transaction, let time):
            isInTransaction = true
            committed = time
            unseen.insert(transaction)
        case .commit(let end):
            isInTransaction = false
            position = end
        case .relation(let relation):
            relations[relation.id] = relation
            try checkColumns(of: relation)
        case .change(let id, let kind, let old, let new):
            guard let relation = relations[id] else { return }
            changes.append(
                RowChange(
                    table: relation.name, kind: kind, old: image(relation, old),
                    new: image(relation, new)))
        case .truncate(let ids):
            for id in ids {
                guard let relation = relations[id] else { continue }
                changes.append(RowChange(table: relation.name, kind: .truncate))
            }
        case .other: break
        }
    }

    private func image(
        _ relation: OutputMessage.Relation, _ cells: [CellValue]?
    ) -> [String: CellValue] {
        guard let cells else { return [:] }
        return Dictionary(zip(relation.columns, cells)) { first, _ in first }
    }

    /// A table announces its columns before its first row and after every change of its form.
    private func checkColumns(of relation: OutputMessage.Relation) throws(SourceError) {
        for (table, columns) in configuration.tables where table == relation.name {
            for column in columns where !relation.columns.contains(column) {
                throw SourceError(
                    .misconfigured, "the table \(table) lost its column \(column)",
                    remedy: "restore it, or correct the rules of \(table) and resume")
            }
        }
    }

    package func documents(
        _ query: DocumentQuery, keys: [CellValue], at position: SourcePosition
    ) throws(SourceError) -> [SourceDocument] {
        do {
            return try read(query, keys: keys)
        } catch {
            if error.kind != .badRow { throw error }
            // A key no row can have, such as a word where numbers are, is no fault of a row.
            let fitting = try fitting(keys, query)
            if fitting.count == keys.count { throw error }
            let ids = Set(fitting.compactMap { $0.documentID })
            let strangers = keys.filter { !ids.contains($0.documentID ?? "") }
            let found = fitting.isEmpty ? [] : try read(query, keys: fitting)
            return found + strangers.map { SourceDocument(key: $0, json: nil) }
        }
    }

    /// The keys that the key column's type can hold.
    private func fitting(
        _ keys: [CellValue], _ query: DocumentQuery
    ) throws(SourceError) -> [CellValue] {
        do {
            _ = try column1(
                "SELECT 1 FROM \(PostgresName.quoted(query.table)) "
                    + "WHERE \(PostgresName.quoted(query.key)) = ANY($1) LIMIT 1",
                [PostgresName.array(keys.compactMap { $0.documentID })])
            return keys
        } catch {
            if error.kind != .badRow { throw error }
            if keys.count == 1 { return [] }
            let middle = keys.count / 2
            return try fitting(Array(keys[..<middle]), query)
                + fitting(Array(keys[middle...]), query)
        }
    }

    private func read(
        _ query: DocumentQuery, keys: [CellValue]
    ) throws(SourceError) -> [SourceDocument] {
        try attempt {
            let connection = try connection()
            try beginWhereVisible(connection)
            defer { try? connection.execute("COMMIT") }
            let names = keys.compactMap { $0.documentID }
            let rows = try connection.rows(
                "SELECT d.\(PostgresName.quoted(query.key))::text, row_to_json(d)::text "
                    + "FROM (\(query.sql)) AS d", [PostgresName.array(names)])
            var found: [String: SourceDocument] = [:]
            for row in 0..<rows.count {
                guard let key = rows.text(row, 0), let json = rows.bytes(row, 1) else { continue }
                found[key] = SourceDocument(key: .text(key), json: Array(json))
            }
            return keys.map { key in
                let document = key.documentID.flatMap { found[$0] }
                return SourceDocument(key: key, json: document?.json)
            }
        }
    }

    /// Opens a read transaction whose snapshot contains every transaction delivered so far.
    private func beginWhereVisible(_ connection: PostgresConnection) throws(SourceError) {
        let end = MonotonicClock.nanoseconds() + PostgresSourceLimits.visibilityNanoseconds
        while true {
            try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try forgetSeen(connection)
            if unseen.isEmpty { return }
            try connection.execute("ROLLBACK")
            guard MonotonicClock.nanoseconds() < end else {
                throw SourceError(
                    .unavailable, "a committed transaction stays invisible to other sessions",
                    remedy: "check the synchronous standby the server waits for")
            }
            usleep(PostgresSourceLimits.visibilityPauseMicroseconds)
        }
    }

    /// Drops the transactions that a snapshot taken now contains: so will every later one.
    private func forgetSeen(_ connection: PostgresConnection) throws(SourceError) {
        if unseen.isEmpty { return }
        // The stream carries 32 bits of a transaction's number; the snapshot tells the rest.
        let rows = try connection.rows(
            "WITH now AS (SELECT pg_current_snapshot() AS s), top AS "
                + "(SELECT pg_snapshot_xmax(s)::text::bigint AS x, s FROM now) "
                + "SELECT t FROM top, LATERAL "
                + "(SELECT t, (x >> 32 << 32) + t AS f FROM unnest($1::bigint[]) AS t) AS ids "
                + "WHERE NOT pg_visible_in_snapshot("
                + "(CASE WHEN f > x THEN f - 4294967296 ELSE f END)::text::xid8, s)",
            [PostgresName.array(unseen.map { String($0) })])
        unseen = Set((0..<rows.count).compactMap { rows.text($0, 0).flatMap { UInt32($0) } })
    }

    package func estimatedCount(of query: DocumentQuery) throws(SourceError) -> Int {
        let table = PostgresName.quoted(query.table)
        let limit = PostgresSourceLimits.countedRows
        return try attempt {
            let counted = try connection().rows(
                "SELECT count(*) FROM (SELECT FROM \(table) LIMIT \(limit)) AS page"
            ).text(0, 0).flatMap { Int($0) }
            if let counted, counted < limit { return counted }
            // Seq Scan on product  (cost=0.00..35811.00 rows=2000000 width=0)
            let plan = try connection().rows("EXPLAIN SELECT FROM \(table)").text(0, 0) ?? ""
            let words = plan.split { " ()".contains($0) }
            let rows = words.first { $0.hasPrefix("rows=") }.flatMap { Int($0.dropFirst(5)) }
            return max(limit, rows ?? 0)
        }
    }

    package func keys(
        of query: DocumentQuery, after key: CellValue?, limit: Int
    ) throws(SourceError) -> [CellValue] {
        // Qualified: a bare name would order by the column of the result, which is text.
        let column = "source.\(PostgresName.quoted(query.key))"
        let lower = key == nil ? "" : "WHERE \(column) > $1 "
        return try column1(
            "SELECT \(column)::text FROM \(PostgresName.quoted(query.table)) AS source \(lower)"
                + "ORDER BY \(column) LIMIT \(limit)", key.map { [$0.documentID] } ?? [])
    }

    package func fanOut(
        _ sql: String, changed: [CellValue], after key: CellValue?, limit: Int
    ) throws(SourceError) -> [CellValue] {
        let lower = key == nil ? "" : "WHERE document_key > $2 "
        var parameters: [String?] = [PostgresName.array(changed.compactMap { $0.documentID })]
        if let key { parameters.append(key.documentID) }
        return try column1(
            "SELECT document_key::text FROM (SELECT DISTINCT document_key FROM (\(sql)) "
                + "AS affected(document_key) \(lower)ORDER BY document_key LIMIT \(limit)) AS page "
                + "ORDER BY page.document_key", parameters)
    }

    private func column1(
        _ sql: String, _ parameters: [String?]
    ) throws(SourceError) -> [CellValue] {
        try attempt {
            let rows = try connection().rows(sql, parameters)
            return (0..<rows.count).compactMap { rows.text($0, 0).map { .text($0) } }
        }
    }

    package func currentPosition() throws(SourceError) -> SourcePosition {
        try attempt {
            let row = try connection().rows("SELECT pg_current_wal_flush_lsn()")
            return SourcePosition(
                incarnation: try systemName(), sequence: LogPosition.parse(row.text(0, 0)) ?? 0)
        }
    }

    package func acknowledge(_ position: SourcePosition) throws(SourceError) {
        guard position.incarnation == incarnation else { return }
        try stream?.acknowledge(position.sequence)
    }

    package func lag(behind position: SourcePosition) throws(SourceError) -> SourceLag {
        if MonotonicClock.nanoseconds() >= lastCheck + PostgresSourceLimits.setupNanoseconds {
            try attempt { try checkSetup() }
        }
        // Changes set in place alone read no document, and would gather here for good.
        try attempt { try forgetSeen(connection()) }
        let end = try currentPosition()
        let retained = try attempt {
            try connection().rows(
                "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::bigint "
                    + "FROM pg_replication_slots WHERE slot_name = $1", [slot]
            ).text(0, 0)
        }
        return SourceLag(
            end: end, behind: end.sequence - min(end.sequence, position.sequence),
            retainedBytes: retained.flatMap { UInt64($0) } ?? 0)
    }
}

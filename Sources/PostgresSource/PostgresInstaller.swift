import ChangeCapture

/// Brings a database's publication, row identities and slot to what the rules need.
struct PostgresInstaller {
    let connection: PostgresConnection
    let slot: String
    let publication: String
    let configuration: SourceConfiguration

    /// What is missing, in the order in which it is to be done.
    func steps() throws(SourceError) -> [SetupStep] {
        try checkLevel()
        var steps: [SetupStep] = []
        for (table, columns) in configuration.tables {
            try checkTable(table, columns)
            for part in try lackingFullIdentity(table, columns) {
                steps.append(
                    SetupStep(
                        "set the replica identity of \(part) to FULL",
                        "ALTER TABLE \(PostgresName.quoted(part)) REPLICA IDENTITY FULL"))
            }
        }
        steps += try publicationSteps()
        if try connection.rows(
            "SELECT 1 FROM pg_replication_slots WHERE slot_name = $1", [slot]
        ).count == 0 {
            steps.append(
                SetupStep(
                    "created replication slot \(slot)",
                    "SELECT pg_create_logical_replication_slot('\(slot)', 'pgoutput')"))
        }
        return steps
    }

    /// Does what is missing. A slot waits for open write transactions to end, though not for ever.
    func install() throws(SourceError) -> [SetupStep] {
        let steps = try steps()
        try connection.execute(
            "SET statement_timeout = \(PostgresSourceLimits.slotCreationMilliseconds)")
        for step in steps { try run(step) }
        try connection.execute("RESET statement_timeout")
        return steps
    }

    private func run(_ step: SetupStep) throws(SourceError) {
        do {
            try connection.execute(step.sql)
        } catch {
            guard error.reason.contains("statement timeout") else { throw error }
            let seconds = PostgresSourceLimits.slotCreationMilliseconds / 1000
            throw SourceError(
                .unavailable,
                "not done within \(seconds) s, for an open transaction is in the way: "
                    + step.sql,
                remedy: "end it (the oldest xact_start of pg_stat_activity, or a prepared one)")
        }
    }

    /// The first thing a follower lacks, its slot aside; nil when all is there.
    func missing() throws(SourceError) -> String? {
        try checkLevel()
        let published = try publishedTables()
        for (table, columns) in configuration.tables {
            try checkTable(table, columns)
            if published?.contains(table) != true {
                return "the table \(table) in the publication \(publication)"
            }
            if let part = try lackingFullIdentity(table, columns).first {
                return "REPLICA IDENTITY FULL of \(part)"
            }
        }
        return try unpublishedKinds() == nil ? nil : "a publication \(publication) of all changes"
    }

    private func checkLevel() throws(SourceError) {
        let level = try connection.rows("SHOW wal_level").text(0, 0) ?? ""
        guard level == "logical" else {
            throw SourceError(
                .misconfigured, "the server's wal_level is \(level), not logical",
                remedy: "run ALTER SYSTEM SET wal_level = 'logical' and restart the server")
        }
    }

    private func publicationSteps() throws(SourceError) -> [SetupStep] {
        let wanted = configuration.tables.map { $0.name }
        let present = try publishedTables()
        let name = PostgresName.quoted(publication)
        guard let present else {
            let list = wanted.map { PostgresName.quoted($0) }.joined(separator: ", ")
            return [
                SetupStep(
                    "created publication \(publication) for \(wanted.joined(separator: ", "))",
                    "CREATE PUBLICATION \(name) FOR TABLE \(list) "
                        + "WITH (publish_via_partition_root = true)")
            ]
        }
        var steps: [SetupStep] = []
        if let kinds = try unpublishedKinds() {
            steps.append(
                SetupStep(
                    "had publication \(publication) publish \(kinds)",
                    "ALTER PUBLICATION \(name) SET (publish = 'insert, update, delete, truncate', "
                        + "publish_via_partition_root = true)"))
        }
        return steps
            + wanted.filter { !present.contains($0) }.map { table in
                SetupStep(
                    "added \(table) to publication \(publication)",
                    "ALTER PUBLICATION \(name) ADD TABLE \(PostgresName.quoted(table))")
            }
    }

    /// The kinds of change that a publication made by others leaves out; nil when there are none.
    private func unpublishedKinds() throws(SourceError) -> String? {
        let row = try connection.rows(
            "SELECT concat_ws(', ', CASE WHEN NOT pubinsert THEN 'inserts' END, "
                + "CASE WHEN NOT pubupdate THEN 'updates' END, "
                + "CASE WHEN NOT pubdelete THEN 'deletes' END, "
                + "CASE WHEN NOT pubtruncate THEN 'truncates' END) "
                + "FROM pg_publication WHERE pubname = $1", [publication])
        return row.text(0, 0).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Nil when there is no such publication.
    private func publishedTables() throws(SourceError) -> [String]? {
        guard
            try connection.rows(
                "SELECT 1 FROM pg_publication WHERE pubname = $1", [publication]
            ).count > 0
        else { return nil }
        // Before version 15 there are no row filters, and no column that would show them.
        let rows = try connection.rows(
            "SELECT CASE schemaname WHEN 'public' THEN tablename "
                + "ELSE schemaname || '.' || tablename END, to_jsonb(t) ->> 'rowfilter' "
                + "FROM pg_publication_tables AS t WHERE pubname = $1", [publication])
        for row in 0..<rows.count {
            guard let filter = rows.text(row, 1), let table = rows.text(row, 0) else { continue }
            throw SourceError(
                .misconfigured,
                "the publication \(publication) leaves out rows of \(table): WHERE \(filter)",
                remedy: "publish the table without WHERE, and filter in the document query; "
                    + "then: aisle cdc verify --repair")
        }
        return (0..<rows.count).compactMap { rows.text($0, 0) }
    }

    private func checkTable(_ table: String, _ columns: [String]) throws(SourceError) {
        let rows = try connection.rows(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) "
                + "AND attnum > 0 AND NOT attisdropped", [PostgresName.quoted(table)])
        let present = (0..<rows.count).compactMap { rows.text($0, 0) }
        guard !present.isEmpty else {
            throw SourceError(
                .misconfigured, "the database has no table \(table)",
                remedy: "correct the table's name under on_change, or create the table")
        }
        for column in columns where !present.contains(column) {
            throw SourceError(
                .misconfigured, "the table \(table) has no column \(column)",
                remedy: "restore it, or correct on_change; the table has "
                    + present.joined(separator: ", "))
        }
        guard try !primaryKey(table).isEmpty else {
            throw SourceError(
                .misconfigured,
                "the table \(table) has no primary key: once published, "
                    + "its updates and deletes would fail",
                remedy: "add a primary key")
        }
    }

    private func primaryKey(_ table: String) throws(SourceError) -> [String] {
        let rows = try connection.rows(
            "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
                + "AND a.attnum = ANY(i.indkey) "
                + "WHERE i.indisprimary AND i.indrelid = to_regclass($1)",
            [PostgresName.quoted(table)])
        return (0..<rows.count).compactMap { rows.text($0, 0) }
    }

    /// A rule that reads other columns than the primary key needs them in the old image too: a
    /// deleted or re-parented child names its former document only there. Each partition has an
    /// identity of its own.
    /// - Returns: the table and the partitions that leave them out.
    private func lackingFullIdentity(
        _ table: String, _ columns: [String]
    ) throws(SourceError) -> [String] {
        let key = Set(try primaryKey(table))
        guard !Set(columns).isSubset(of: key) else { return [] }
        let rows = try connection.rows(
            "SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname "
                + "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                + "WHERE c.relreplident <> 'f' AND (c.oid = to_regclass($1) "
                + "OR c.oid IN (SELECT relid FROM pg_partition_tree(to_regclass($1)))) "
                + "ORDER BY c.oid",
            [PostgresName.quoted(table)])
        return (0..<rows.count).compactMap { rows.text($0, 0) }
    }
}

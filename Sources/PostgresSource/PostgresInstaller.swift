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
            if try needsFullIdentity(table, columns) {
                steps.append(
                    SetupStep(
                        "set the replica identity of \(table) to FULL",
                        "ALTER TABLE \(PostgresName.quoted(table)) REPLICA IDENTITY FULL"))
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
        for step in steps { try connection.execute(step.sql) }
        try connection.execute("RESET statement_timeout")
        return steps
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
            if try needsFullIdentity(table, columns) { return "REPLICA IDENTITY FULL of \(table)" }
        }
        return nil
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
                    "CREATE PUBLICATION \(name) FOR TABLE \(list)")
            ]
        }
        return wanted.filter { !present.contains($0) }.map { table in
            SetupStep(
                "added \(table) to publication \(publication)",
                "ALTER PUBLICATION \(name) ADD TABLE \(PostgresName.quoted(table))")
        }
    }

    /// Nil when there is no such publication.
    private func publishedTables() throws(SourceError) -> [String]? {
        guard
            try connection.rows(
                "SELECT 1 FROM pg_publication WHERE pubname = $1", [publication]
            ).count > 0
        else { return nil }
        let rows = try connection.rows(
            "SELECT CASE schemaname WHEN 'public' THEN tablename "
                + "ELSE schemaname || '.' || tablename END "
                + "FROM pg_publication_tables WHERE pubname = $1", [publication])
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
                remedy: "it has: \(present.joined(separator: ", "))")
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
    /// deleted or re-parented child names its former document only there.
    private func needsFullIdentity(
        _ table: String, _ columns: [String]
    ) throws(SourceError) -> Bool {
        let key = Set(try primaryKey(table))
        guard !Set(columns).isSubset(of: key) else { return false }
        let identity = try connection.rows(
            "SELECT relreplident FROM pg_class WHERE oid = to_regclass($1)",
            [PostgresName.quoted(table)])
        return identity.text(0, 0) != "f"
    }
}

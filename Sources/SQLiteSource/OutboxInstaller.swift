import ChangeCapture
import SQLite

/// Brings a catalog's outbox and triggers to what the rules need.
struct OutboxInstaller {
    let connection: SQLiteConnection
    let path: String

    /// What is missing, in the order in which it is to be done.
    func steps(_ configuration: SourceConfiguration) throws -> [SetupStep] {
        var steps: [SetupStep] = []
        for table in [Outbox.table, Outbox.source, Outbox.consumers]
        where try !exists("table", table) {
            steps.append(SetupStep("created table \(Outbox.table)", Outbox.create))
            break
        }
        for (table, columns) in configuration.tables {
            try checkColumns(of: table, columns)
            let wanted = Outbox.triggers(
                table: table, columns: columns, uniqueKeys: try uniqueKeys(of: table))
            for trigger in wanted {
                let present = try current(trigger.name)
                guard present != trigger.sql else { continue }
                let isNew = present == nil
                steps.append(
                    SetupStep(
                        (isNew ? "created" : "replaced") + " trigger \(trigger.name)",
                        (isNew ? "" : "DROP TRIGGER \(Outbox.quoted(trigger.name)); ")
                            + trigger.sql))
            }
        }
        return steps
    }

    /// Does what is missing, all of it or nothing.
    func install(_ configuration: SourceConfiguration) throws -> [SetupStep] {
        try connection.transaction {
            let steps = try steps(configuration)
            for step in steps { try connection.execute(step.sql) }
            return steps
        }
    }

    private func exists(_ type: String, _ name: String) throws -> Bool {
        try !connection.rows(
            "SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?", [.text(type), .text(name)]
        ).isEmpty
    }

    private func current(_ trigger: String) throws -> String? {
        try connection.rows(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", [.text(trigger)]
        ).first?.first?.text
    }

    private func checkColumns(of table: String, _ columns: [String]) throws {
        guard try exists("table", table) else {
            throw SourceError(
                .misconfigured, "the catalog \(path) has no table \(table)",
                remedy: "correct the table's name under on_change, or create the table")
        }
        let present = try connection.rows("SELECT name FROM pragma_table_xinfo(?)", [.text(table)])
            .compactMap { $0.first?.text }
        for column in columns where !present.contains(column) {
            throw SourceError(
                .misconfigured, "the table \(table) of \(path) has no column \(column)",
                remedy: "restore it, or correct on_change; the table has "
                    + present.joined(separator: ", "))
        }
    }

    /// The primary key and every unique index without expressions, as column lists.
    private func uniqueKeys(of table: String) throws -> [[String]] {
        var keys: [[String]] = []
        let primary = try connection.rows(
            "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", [.text(table)]
        ).compactMap { $0.first?.text }
        if !primary.isEmpty { keys.append(primary) }
        let indexes = try connection.rows(
            "SELECT name FROM pragma_index_list(?) WHERE \"unique\" = 1 ORDER BY name",
            [.text(table)]
        ).compactMap { $0.first?.text }
        for index in indexes {
            let columns = try connection.rows(
                "SELECT name FROM pragma_index_info(?) ORDER BY seqno", [.text(index)]
            ).map { $0.first?.text }
            let named = columns.compactMap { $0 }
            if named.count == columns.count, !keys.contains(named) { keys.append(named) }
        }
        return keys
    }
}

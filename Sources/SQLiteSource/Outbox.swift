import ChangeCapture

/// The outbox: a table of changed rows that triggers fill in the writer's own transaction.
///
/// ```
/// _aisle_outbox(seq INTEGER PRIMARY KEY AUTOINCREMENT, tbl TEXT, op TEXT, old TEXT, new TEXT,
///               at_us INTEGER)
///   op   i, u, d; r for a row that a REPLACE is about to evict
///   old, new   JSON objects of the columns the rules need, NULL where there is no such image
/// _aisle_source(uuid TEXT, forgotten INTEGER)     one row: history's name, last deleted seq
/// _aisle_consumers(name TEXT PRIMARY KEY, seq INTEGER)   acknowledged by each follower
/// ```
/// Writers are serialised, so `seq` order is commit order and no lower number can appear after a
/// higher one was seen. AUTOINCREMENT keeps numbers from starting over once rows are deleted.
///
/// REPLACE evicts rows without firing their delete triggers unless the writer's connection asks for
/// it, so BEFORE triggers log every row that shares a unique key with the new one. If the statement
/// then fails or ignores the conflict the entry is harmless: documents are read again by key.
enum Outbox {
    static let table = "_aisle_outbox"
    static let source = "_aisle_source"
    static let consumers = "_aisle_consumers"

    static let create = """
        CREATE TABLE IF NOT EXISTS \(table)(seq INTEGER PRIMARY KEY AUTOINCREMENT, \
        tbl TEXT NOT NULL, op TEXT NOT NULL, old TEXT, new TEXT, at_us INTEGER NOT NULL \
        DEFAULT (CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER)));
        CREATE TABLE IF NOT EXISTS \(source)(uuid TEXT NOT NULL, forgotten INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS \(consumers)(name TEXT PRIMARY KEY, seq INTEGER NOT NULL);
        INSERT INTO \(source) SELECT lower(hex(randomblob(16))), 0 \
        WHERE NOT EXISTS (SELECT 1 FROM \(source));
        """

    /// The triggers of one table: name and statement, in the order they are made.
    /// - Parameters:
    ///   - columns: what both images hold.
    ///   - uniqueKeys: column lists of the primary key and every unique index.
    static func triggers(
        table name: String, columns: [String], uniqueKeys: [[String]]
    ) -> [(name: String, sql: String)] {
        let old = image("OLD", columns)
        let new = image("NEW", columns)
        var made = [
            after("INSERT", name, "i", old: "NULL", new: new),
            after("UPDATE", name, "u", old: old, new: new),
            after("DELETE", name, "d", old: old, new: "NULL"),
        ]
        for event in ["INSERT", "UPDATE"] {
            let body = uniqueKeys.map { key in
                evicted(name, key: key, columns: columns, isUpdate: event == "UPDATE")
            }
            if !body.isEmpty {
                made.append(trigger("BEFORE", event, name, body: body.joined(separator: " ")))
            }
        }
        return made
    }

    private static func after(
        _ event: String, _ name: String, _ op: String, old: String, new: String
    ) -> (name: String, sql: String) {
        trigger(
            "AFTER", event, name,
            body: "INSERT INTO \(table)(tbl, op, old, new) "
                + "VALUES (\(text(name)), '\(op)', \(old), \(new));")
    }

    private static func trigger(
        _ when: String, _ event: String, _ name: String, body: String
    ) -> (name: String, sql: String) {
        let trigger = "_aisle_\(name)_\(when.lowercased())_\(event.lowercased())"
        return (
            trigger,
            "CREATE TRIGGER \(quoted(trigger)) \(when) \(event) ON \(quoted(name)) "
                + "BEGIN \(body) END"
        )
    }

    /// Logs the rows that hold the new row's unique key; an update's own row is not among them.
    private static func evicted(
        _ name: String, key: [String], columns: [String], isUpdate: Bool
    ) -> String {
        let same = key.map { "\(quoted($0)) = NEW.\(quoted($0))" }.joined(separator: " AND ")
        let itself =
            isUpdate
            ? " AND NOT ("
                + key.map { "\(quoted($0)) IS OLD.\(quoted($0))" }
                .joined(separator: " AND ") + ")"
            : ""
        return "INSERT INTO \(table)(tbl, op, old) SELECT \(text(name)), 'r', "
            + "\(image("", columns)) FROM \(quoted(name)) WHERE \(same)\(itself);"
    }

    private static func image(_ row: String, _ columns: [String]) -> String {
        let prefix = row.isEmpty ? "" : row + "."
        let members = columns.map { column in
            let value = prefix + quoted(column)
            return "\(text(column)), CASE typeof(\(value)) WHEN 'blob' THEN hex(\(value)) "
                + "ELSE \(value) END"
        }
        return "json_object(\(members.joined(separator: ", ")))"
    }

    static func quoted(_ name: String) -> String {
        "\""
            + name.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    static func text(_ value: String) -> String {
        "'"
            + value.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "''") + "'"
    }
}

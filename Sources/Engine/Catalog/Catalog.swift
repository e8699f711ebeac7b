import SQLite

/// `catalog.sqlite`: what the daemon knows beside its indices. One thread at a time.
///
/// One table of named texts, `entries(kind, name, body)`; every commit is on disk when it returns.
final class Catalog {
    /// Kept in the file; a later layout reads it to know what it finds.
    private static let schemaVersion: Int64 = 1

    private let connection: SQLiteConnection

    init(path: String) throws {
        connection = try Self.naming { try SQLiteConnection(path: path, durability: .full) }
        let version = try connection.userVersion
        guard version <= Self.schemaVersion else {
            throw EngineError(
                .storage("the catalog is of version \(version), written by a later release"))
        }
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS entries (
                kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
                PRIMARY KEY (kind, name)) WITHOUT ROWID
            """)
        try connection.setUserVersion(Self.schemaVersion)
    }

    private static let identityKind = "identity"

    /// A text kept for ever once made.
    func identity(_ name: String, makeIfAbsent make: () -> String) throws -> String {
        try Self.naming { try identityRow(name, makeIfAbsent: make) }
    }

    /// SQLite's errors in this target's.
    private static func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as SQLiteError {
            throw EngineError(.storage("the catalog failed: \(error)"))
        }
    }

    private func identityRow(_ name: String, makeIfAbsent make: () -> String) throws -> String {
        let found = try connection.rows(
            "SELECT body FROM entries WHERE kind = ? AND name = ?",
            [.text(Self.identityKind), .text(name)])
        if let text = found.first?.first?.text { return text }
        let made = make()
        try connection.run(
            "INSERT INTO entries (kind, name, body) VALUES (?, ?, ?)",
            [.text(Self.identityKind), .text(name), .text(made)])
        return made
    }

    /// The state as last written; its indices are not open.
    func read() throws -> ClusterState {
        try Self.naming { try readRows() }
    }

    private func readRows() throws -> ClusterState {
        var state = ClusterState()
        let rows = try connection.rows(
            "SELECT kind, name, body FROM entries WHERE kind <> ?", [.text(Self.identityKind)])
        for row in rows {
            guard row.count == 3, let kind = row[0].text, let name = row[1].text,
                let body = row[2].text
            else { throw EngineError(.storage("a catalog row is not made of texts")) }
            try CatalogRows.read(CatalogRows.Key(kind, name), body, into: &state)
        }
        return state
    }

    /// Writes what differs between two states, whole or not at all.
    func write(from before: ClusterState, to after: ClusterState) throws {
        try Self.naming { try writeRows(from: before, to: after) }
    }

    private func writeRows(from before: ClusterState, to after: ClusterState) throws {
        let old = CatalogRows.rows(of: before)
        let new = CatalogRows.rows(of: after)
        try connection.transaction {
            for key in old.keys where new[key] == nil {
                try connection.run(
                    "DELETE FROM entries WHERE kind = ? AND name = ?",
                    [.text(key.kind), .text(key.name)])
            }
            for (key, body) in new where old[key] != body {
                try connection.run(
                    "INSERT OR REPLACE INTO entries (kind, name, body) VALUES (?, ?, ?)",
                    [.text(key.kind), .text(key.name), .text(body)])
            }
        }
    }
}

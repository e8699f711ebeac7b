import Foundation
import SQLite
import Testing

@Suite("An SQLite connection")
struct SQLiteConnectionTests {
    private func withFile(_ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "aisle-sqlite-\(UInt64.random(in: 0...(.max))).sqlite"
        defer {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
        try body(path)
    }

    @Test("keeps values of every type, and keeps them after closing")
    func values() throws {
        try withFile { path in
            let values: [[SQLiteValue]] = [
                [.null], [0], [.integer(.min)], [1.5], [""], ["é\u{0}x"], [.blob([])],
                [.blob([0, 255, 1])], [.text(String(repeating: "a", count: 100_000))],
            ]
            do {
                let connection = try SQLiteConnection(path: path)
                try connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, v)")
                let insert = try connection.prepare("INSERT INTO t (v) VALUES (?)")
                for value in values { try insert.run(value) }
                #expect(connection.lastInsertedRowID == Int64(values.count))
                try connection.setUserVersion(3)
                #expect(try connection.rows("PRAGMA journal_mode") == [["wal"]])
                #expect(try connection.rows("PRAGMA synchronous") == [[2]])
            }
            let reader = try SQLiteConnection(path: path, readOnly: true)
            #expect(try reader.rows("SELECT v FROM t ORDER BY id") == values)
            #expect(try reader.userVersion == 3)
            #expect(throws: SQLiteError.self) { try reader.execute("DELETE FROM t") }
        }
    }

    @Test("undoes a failed transaction, and only the inner one of two")
    func transactions() throws {
        struct Stop: Error {}
        let connection = try SQLiteConnection(path: ":memory:")
        try connection.execute("CREATE TABLE t (v UNIQUE)")
        #expect(throws: Stop.self) {
            try connection.transaction {
                try connection.run("INSERT INTO t VALUES (?)", [1])
                throw Stop()
            }
        }
        #expect(try connection.rows("SELECT * FROM t") == [])
        try connection.transaction {
            try connection.run("INSERT INTO t VALUES (?)", [1])
            #expect(throws: SQLiteError.self) {
                try connection.transaction {
                    try connection.run("INSERT INTO t VALUES (2)")
                    try connection.run("INSERT INTO t VALUES (1)")
                }
            }
            try connection.run("INSERT INTO t VALUES (?)", [3])
        }
        #expect(try connection.rows("SELECT v FROM t ORDER BY v") == [[1], [3]])
    }

    @Test("names the code and the statement of an error")
    func errors() throws {
        let connection = try SQLiteConnection(path: ":memory:")
        let syntax = #expect(throws: SQLiteError.self) { try connection.prepare("SELEC 1") }
        #expect(syntax?.sql == "SELEC 1" && syntax?.message.contains("syntax error") == true)
        #expect(throws: SQLiteError.self) { try connection.prepare("SELECT 1; SELECT 2") }
        #expect(throws: SQLiteError.self) { try connection.prepare("") }
        #expect(throws: SQLiteError.self) { try connection.run("SELECT ?", [1, 2]) }
        try connection.execute("CREATE TABLE t (v UNIQUE); INSERT INTO t VALUES (1)")
        let unique = #expect(throws: SQLiteError.self) {
            try connection.run("INSERT INTO t VALUES (1)")
        }
        #expect(unique?.primaryCode == 19 && unique?.code == 2067)
        #expect(throws: SQLiteError.self) { try SQLiteConnection(path: "/nowhere/at/all.sqlite") }
    }

    @Test("steps through rows and can start over")
    func stepping() throws {
        let connection = try SQLiteConnection(path: ":memory:")
        let statement = try connection.prepare(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            SELECT i, 'x' AS t FROM n
            """
        )
        for limit in [3, 1, 5] {
            try statement.bind([.integer(Int64(limit))])
            var seen: [Int64] = []
            while try statement.step() {
                seen.append(statement.integer(0))
                #expect(statement.text(1) == "x")
            }
            #expect(seen == (1...limit).map(Int64.init))
        }
        #expect(statement.columnCount == 2 && statement.columnName(1) == "t")
    }
}

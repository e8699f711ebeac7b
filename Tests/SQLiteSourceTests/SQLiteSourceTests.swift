import ChangeCapture
import Foundation
import JSON
import Primitives
import SQLite
import SQLiteSource
import Testing

/// A catalog in a scratch file: products with a unique sku, and stock in a child table.
private final class Catalog {
    let path = NSTemporaryDirectory() + "aisle-sqlite-\(UUID().uuidString).db"
    let connection: SQLiteConnection
    let query = DocumentQuery(
        table: "product", key: "id",
        sql: """
            SELECT p.id, p.sku, p.title, i.qty, p.live AS "live:boolean", \
            (SELECT json_group_array(name) FROM tag WHERE product_id = p.id) AS "tags:json" \
            FROM product p LEFT JOIN stock i ON i.product_id = p.id \
            WHERE p.id IN (SELECT value FROM json_each(?1))
            """)

    init() throws {
        connection = try SQLiteConnection(path: path, durability: .normal)
        try connection.execute(
            """
            CREATE TABLE product(id INTEGER PRIMARY KEY, sku TEXT UNIQUE, title TEXT, live INTEGER);
            CREATE TABLE stock(id INTEGER PRIMARY KEY, product_id INTEGER UNIQUE, qty INTEGER);
            CREATE TABLE tag(id INTEGER PRIMARY KEY, product_id INTEGER, name TEXT);
            """)
    }

    deinit { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }

    var configuration: SourceConfiguration {
        SourceConfiguration(
            kind: "sqlite", options: ["path": path],
            rules: [
                ChangeRule(table: "product", target: .key(column: "id")),
                ChangeRule(table: "stock", target: .key(column: "product_id"), columns: ["qty"]),
                ChangeRule(table: "tag", target: .key(column: "product_id")),
            ])
    }

    func started(after position: SourcePosition? = nil) throws -> (SQLiteSource, SourcePosition) {
        let source = try SQLiteSource(name: "shop", configuration: configuration)
        _ = try source.prepare()
        return (source, try source.start(after: position))
    }

    /// Every document by key, read by the query itself.
    func truth(_ source: SQLiteSource) throws -> [CellValue: String] {
        var result: [CellValue: String] = [:]
        let keys = try source.keys(of: query, after: nil, limit: 100_000)
        for document in try source.documents(query, keys: keys, at: try source.currentPosition()) {
            result[document.key] = document.json.map { String(decoding: $0, as: UTF8.self) }
        }
        return result
    }
}

extension SQLiteSource {
    /// All waiting changes, and the position after them.
    fileprivate func drained(limit: Int = 1000) throws -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        while let batch = try nextBatch(timeoutMilliseconds: 0, changeLimit: limit) {
            batches.append(batch)
        }
        return batches
    }
}

@Suite("A SQLite source")
struct SQLiteSourceTests {
    @Test("installs its outbox once, and says so")
    func installs() throws {
        let catalog = try Catalog()
        let source = try SQLiteSource(name: "shop", configuration: catalog.configuration)
        #expect(throws: SourceError.self) { try source.start(after: nil) }
        #expect(try source.prepare().count == 16)
        #expect(try source.prepare().isEmpty)
        _ = try source.start(after: nil)
    }

    @Test("notices that a trigger or a table it needs has gone, and blames no row for it")
    func setupLost() throws {
        let catalog = try Catalog()
        let (source, position) = try catalog.started()
        try catalog.connection.execute("INSERT INTO product VALUES (1, 'a', 'Tea', 1)")
        _ = try source.drained()
        try catalog.connection.execute("DROP TRIGGER _aisle_product_after_update")
        var error = #expect(throws: SourceError.self) { try source.drained() }
        #expect(error?.kind == .misconfigured)
        #expect(error?.reason.contains("_aisle_product_after_update") == true)
        #expect(error?.remedy.contains("aisle cdc init") == true)
        try catalog.connection.execute("DROP TABLE tag")
        error = #expect(throws: SourceError.self) {
            try source.documents(catalog.query, keys: [.integer(1)], at: position)
        }
        #expect(error?.kind == .misconfigured)
        #expect(error?.reason.contains("tag") == true)
    }

    @Test("leaves its outbox alone while the catalog is written, and deletes from it later")
    func busy() throws {
        let catalog = try Catalog()
        let (source, _) = try catalog.started()
        try catalog.connection.execute("INSERT INTO product VALUES (1, 'a', 'Tea', 1)")
        let end = try #require(try source.drained().last?.end)
        func left() throws -> Int64? {
            try catalog.connection.rows("SELECT count(*) FROM _aisle_outbox")[0][0].integer
        }
        try catalog.connection.execute("BEGIN IMMEDIATE")
        try source.acknowledge(end)
        try source.keepAlive()
        try catalog.connection.execute("COMMIT")
        #expect(try left() == 1)
        try source.keepAlive()
        #expect(try left() == 0)
    }

    @Test("keeps what another follower has not read, and notices what one of its name had deleted")
    func manyFollowers() throws {
        let catalog = try Catalog()
        let (source, _) = try catalog.started()
        let other = try SQLiteSource(name: "other", configuration: catalog.configuration)
        _ = try other.start(after: nil)
        let (twin, _) = try catalog.started()
        try catalog.connection.execute("INSERT INTO product VALUES (1, 'a', 'Tea', 1)")
        let end = try #require(try source.drained().last?.end)
        try source.acknowledge(end)
        #expect(try other.drained().flatMap { $0.changes }.count == 1)
        #expect(try twin.drained().flatMap { $0.changes }.count == 1)
        try catalog.connection.execute("UPDATE product SET title = 'Mate'")
        let next = try #require(try source.drained().last?.end)
        try other.acknowledge(next)
        try source.acknowledge(next)
        let error = #expect(throws: SourceError.self) { try twin.drained() }
        #expect(error?.kind == .historyLost)
        #expect(error?.remedy.contains("another daemon") == true)
    }

    @Test("notices that its file has gone, and that another took its place")
    func moved() throws {
        let catalog = try Catalog()
        let (source, position) = try catalog.started()
        #expect(try source.estimatedCount(of: catalog.query) == 0)
        try catalog.connection.execute("INSERT INTO product VALUES (1, 'a', 'Tea', 1)")
        #expect(try source.estimatedCount(of: catalog.query) == 1)
        #expect(rename(catalog.path, catalog.path + ".away") == 0)
        defer { unlink(catalog.path + ".away") }
        var error = #expect(throws: SourceError.self) { try source.lag(behind: position) }
        #expect(error?.kind == .unavailable)
        _ = try SQLiteConnection(path: catalog.path, durability: .normal)
        error = #expect(throws: SourceError.self) { try source.currentPosition() }
        #expect(error?.reason.contains("took its place") == true)
    }

    @Test("names a missing table, a missing column and a missing file with the remedy")
    func misconfigured() throws {
        let catalog = try Catalog()
        for rule in [
            ChangeRule(table: "produkt", target: .key(column: "id")),
            ChangeRule(table: "product", target: .key(column: "ident")),
        ] {
            let configuration = SourceConfiguration(
                kind: "sqlite", options: ["path": catalog.path], rules: [rule])
            let source = try SQLiteSource(name: "shop", configuration: configuration)
            let error = #expect(throws: SourceError.self) { try source.prepare() }
            #expect(error?.kind == .misconfigured)
            #expect(error?.reason.contains(rule.table) == true)
        }
        let lost = SourceConfiguration(kind: "sqlite", options: ["path": "/nowhere"], rules: [])
        #expect(throws: SourceError.self) { try SQLiteSource(name: "x", configuration: lost) }
    }

    @Test("delivers both images of a change, in commit order")
    func images() throws {
        let catalog = try Catalog()
        let (source, _) = try catalog.started()
        try catalog.connection.execute(
            "INSERT INTO product VALUES (1, 'a', 'Tea', 1); INSERT INTO stock VALUES (9, 1, 5)")
        try catalog.connection.execute("UPDATE stock SET qty = 6; DELETE FROM product")
        let changes = try source.drained().flatMap { $0.changes }
        #expect(changes.map { $0.table } == ["product", "stock", "stock", "product"])
        #expect(changes.map { $0.kind } == [.insert, .insert, .update, .delete])
        #expect(changes[2].old["qty"] == .integer(5))
        #expect(changes[2].new["qty"] == .integer(6))
        #expect(changes[3].values(of: "id") == [.integer(1)])
    }

    @Test("logs the rows a REPLACE evicts, though no delete trigger fires")
    func replace() throws {
        let catalog = try Catalog()
        let (source, _) = try catalog.started()
        try catalog.connection.execute("INSERT INTO product VALUES (1, 'same', 'Old', 1)")
        _ = try source.drained()
        try catalog.connection.execute(
            "INSERT OR REPLACE INTO product VALUES (2, 'same', 'New', 1)")
        let touched = try source.drained().flatMap { $0.changes }.flatMap { $0.values(of: "id") }
        #expect(Set(touched) == [.integer(1), .integer(2)])
        try catalog.connection.execute("UPDATE OR REPLACE product SET sku = 'x', id = 3")
        #expect(
            try source.drained().flatMap { $0.changes }.flatMap { $0.values(of: "id") }
                == [.integer(2), .integer(3)])
    }

    @Test("cuts a long transaction into pages of which only the last is whole")
    func pages() throws {
        let catalog = try Catalog()
        let (source, _) = try catalog.started()
        try catalog.connection.transaction {
            for i in 1...250 {
                try catalog.connection.run(
                    "INSERT INTO product VALUES (?, ?, 'x', 0)",
                    [.integer(Int64(i)), .text("\(i)")])
            }
        }
        let batches = try source.drained(limit: 100)
        #expect(batches.map { $0.isWhole } == [false, false, true])
        #expect(batches.flatMap { $0.changes }.count == 250)
    }

    @Test("goes on where it stopped, and refuses a position whose history was deleted")
    func resumes() throws {
        let catalog = try Catalog()
        let (source, first) = try catalog.started()
        try catalog.connection.execute("INSERT INTO product VALUES (1, 'a', 'Tea', 1)")
        let end = try #require(try source.drained().last?.end)
        let (again, _) = try catalog.started(after: first)
        #expect(try again.drained().flatMap { $0.changes }.count == 1)
        try source.acknowledge(end)
        #expect(try source.lag(behind: end).behind == 0)
        let error = #expect(throws: SourceError.self) { try catalog.started(after: first) }
        #expect(error?.kind == .historyLost)
        let other = SourcePosition(incarnation: "another", sequence: end.sequence)
        #expect(throws: SourceError.self) { try catalog.started(after: other) }
        #expect(try catalog.started(after: end).1 == end)
    }

    @Test("pages through the documents a changed row fans out to")
    func fansOut() throws {
        let catalog = try Catalog()
        let (source, _) = try catalog.started()
        for i in 1...25 {
            try catalog.connection.execute(
                "INSERT INTO product VALUES (\(i), 's\(i)', 'x', \(i % 2))")
        }
        var keys: [CellValue] = []
        repeat {
            let page = try source.fanOut(
                "SELECT id FROM product WHERE live IN (SELECT value FROM json_each(?1))",
                changed: [.integer(1)], after: keys.last, limit: 4)
            keys += page
            if page.count < 4 { break }
        } while true
        #expect(keys == stride(from: 1, through: 25, by: 2).map { .integer($0) })
    }

    @Test("assembles documents with JSON and boolean columns; a missing row is a deletion")
    func documents() throws {
        let catalog = try Catalog()
        let (source, position) = try catalog.started()
        try catalog.connection.execute(
            """
            INSERT INTO product VALUES (1, 'a', 'Té "x"', 1);
            INSERT INTO tag VALUES (1, 1, 'hot'), (2, 1, 'new');
            """)
        let documents = try source.documents(
            catalog.query, keys: [.integer(1), .integer(2)], at: position)
        #expect(
            documents[0].json.map { String(decoding: $0, as: UTF8.self) }
                == #"{"id":1,"sku":"a","title":"Té \"x\"","qty":null,"live":true,"#
                + #""tags":["hot","new"]}"#
        )
        #expect(documents[1].json == nil)
    }

    @Test(
        "keeps a mirror equal over random writes, by re-reading the touched keys", arguments: 0..<8)
    func mirror(seed: UInt64) throws {
        let catalog = try Catalog()
        let (source, _) = try catalog.started()
        var random = SeededGenerator(seed: seed)
        var mirror: [CellValue: String] = [:]
        for _ in 0..<40 {
            try catalog.connection.transaction {
                for _ in 0...random.below(4) {
                    try? catalog.connection.execute(randomWrite(&random))
                }
            }
            for batch in try source.drained(limit: 1 + random.below(20)) {
                let keys = batch.changes.flatMap {
                    $0.values(of: $0.table == "product" ? "id" : "product_id")
                }
                for document in try source.documents(
                    catalog.query, keys: Array(Set(keys)), at: batch.end)
                {
                    mirror[document.key] = document.json.map { String(decoding: $0, as: UTF8.self) }
                }
            }
            #expect(mirror == (try catalog.truth(source)), "seed \(seed)")
        }
    }

    private func randomWrite(_ random: inout SeededGenerator) -> String {
        let id = random.below(12), other = random.below(12)
        switch random.below(9) {
        case 0: return "INSERT INTO product VALUES (\(id), 's\(other)', 't\(random.below(99))', 1)"
        case 1: return "INSERT OR REPLACE INTO product VALUES (\(id), 's\(other)', 'r', 0)"
        case 2:
            return "UPDATE OR REPLACE product SET id = \(id), sku = 's\(id)' WHERE id = \(other)"
        case 3: return "UPDATE OR IGNORE product SET title = 'u\(other)' WHERE id = \(id)"
        case 4: return "DELETE FROM product WHERE id IN (\(id), \(other))"
        case 5: return "INSERT OR REPLACE INTO stock VALUES (\(other), \(id), \(random.below(50)))"
        case 6: return "UPDATE OR REPLACE stock SET product_id = \(id) WHERE product_id = \(other)"
        case 7: return "INSERT INTO tag(product_id, name) VALUES (\(id), 'g\(other)')"
        default: return "UPDATE tag SET product_id = \(other) WHERE product_id = \(id)"
        }
    }
}

import ChangeCapture
import Foundation
import PostgresSource
import Primitives
import Testing

private let query = DocumentQuery(
    table: "product", key: "id",
    sql: """
        SELECT p.id, p.title, p.price, b.name AS brand, \
        array(SELECT t.name FROM tag t WHERE t.product_id = p.id ORDER BY t.name) AS tags \
        FROM product p LEFT JOIN brand b ON b.id = p.brand_id WHERE p.id = ANY($1)
        """)

private let schema = """
    CREATE TABLE brand(id bigint PRIMARY KEY, name text);
    CREATE TABLE product(id bigint PRIMARY KEY, title text, price numeric(10,2), brand_id bigint);
    CREATE TABLE tag(id bigint PRIMARY KEY, product_id bigint, name text);
    INSERT INTO brand VALUES (1, 'Acme'), (2, 'Bell');
    """

private func configuration(_ cluster: PostgresCluster) -> SourceConfiguration {
    SourceConfiguration(
        kind: "postgres", options: ["dsn": cluster.conninfo],
        rules: [
            ChangeRule(table: "product", target: .key(column: "id")),
            ChangeRule(table: "tag", target: .key(column: "product_id")),
            ChangeRule(
                table: "brand",
                target: .fanOut(
                    sql: "SELECT id FROM product WHERE brand_id = ANY($1)", column: "id"),
                columns: ["name"]),
        ])
}

extension PostgresSource {
    fileprivate func drained(limit: Int = 1000) throws -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        while let batch = try nextBatch(timeoutMilliseconds: 300, changeLimit: limit) {
            batches.append(batch)
        }
        return batches
    }

    fileprivate func text(_ key: String, at position: SourcePosition) throws -> String? {
        try documents(query, keys: [.text(key)], at: position).first?.json
            .map { String(decoding: $0, as: UTF8.self) }
    }
}

@Suite("A PostgreSQL source", .serialized)
struct PostgresSourceTests {
    private func started(
        _ cluster: PostgresCluster, after position: SourcePosition? = nil
    ) throws -> (PostgresSource, SourcePosition) {
        let source = try PostgresSource(name: "shop", configuration: configuration(cluster))
        _ = try source.prepare()
        return (source, try source.start(after: position))
    }

    @Test("installs, follows, resumes and reads documents as they are")
    func follows() throws {
        let cluster = try PostgresCluster()
        try cluster.run(schema)
        let source = try PostgresSource(name: "shop", configuration: configuration(cluster))
        #expect(throws: SourceError.self) { try source.start(after: nil) }
        #expect(
            try source.prepare().map { $0.title } == [
                "set the replica identity of tag to FULL",
                "set the replica identity of brand to FULL",
                "created publication aisle_shop for product, tag, brand",
                "created replication slot aisle_shop",
            ])
        #expect(try source.prepare().isEmpty)
        let first = try source.start(after: nil)

        try cluster.run(
            """
            BEGIN; INSERT INTO product VALUES (1, 'Té "x"', 5.50, 1), (2, 'Cup', NULL, 2);
            INSERT INTO tag VALUES (1, 1, 'hot'); COMMIT;
            UPDATE product SET id = 3 WHERE id = 2;
            UPDATE tag SET product_id = 3; DELETE FROM tag;
            UPDATE brand SET name = 'Apex' WHERE id = 1; TRUNCATE tag;
            """)
        let batches = try source.drained()
        let changes = batches.flatMap { $0.changes }
        #expect(
            changes.map { $0.kind } == [
                .insert, .insert, .insert, .update, .update, .delete, .update, .truncate,
            ])
        #expect(changes[3].values(of: "id") == [.text("2"), .text("3")])
        #expect(changes[4].values(of: "product_id") == [.text("1"), .text("3")])
        #expect(changes[5].values(of: "product_id") == [.text("3")])
        #expect(changes[6].touches(anyOf: ["name"]))
        let end = try #require(batches.last?.end)
        #expect(
            try source.text("1", at: end)
                == #"{"id":1,"title":"Té \"x\"","price":5.50,"brand":"Apex","tags":[]}"#)
        #expect(try source.text("2", at: end) == nil)
        #expect(
            try source.fanOut(
                "SELECT id FROM product WHERE brand_id = ANY($1)",
                changed: [.text("1"), .text("2")],
                after: .text("1"), limit: 10) == [.text("3")])
        #expect(try source.keys(of: query, after: nil, limit: 1) == [.text("1")])

        source.stop()
        let (again, resumed) = try startedOnceFree(cluster, after: first)
        #expect(resumed == first)
        #expect(try again.drained().flatMap { $0.changes }.count == changes.count)
        try again.acknowledge(end)
        _ = try again.drained()
        again.stop()
        let (third, _) = try startedOnceFree(cluster, after: end)
        #expect(try third.drained().flatMap { $0.changes }.isEmpty)
        third.stop()
        let error = #expect(throws: SourceError.self) {
            try startedOnceFree(cluster, after: first)
        }
        #expect(error?.kind == .historyLost)
    }

    /// The server notices a moment later that a consumer has gone.
    private func startedOnceFree(
        _ cluster: PostgresCluster, after position: SourcePosition
    ) throws -> (PostgresSource, SourcePosition) {
        for _ in 0..<100 {
            do { return try started(cluster, after: position) } catch let error as SourceError
                where error.kind == .unavailable
            { usleep(50_000) }
        }
        return try started(cluster, after: position)
    }

    @Test("cuts a long transaction into batches of which only the last is whole")
    func pages() throws {
        let cluster = try PostgresCluster()
        try cluster.run(schema)
        let (source, _) = try started(cluster)
        try cluster.run("INSERT INTO product SELECT i, 'p', 1, 1 FROM generate_series(1, 250) i")
        let batches = try source.drained(limit: 100)
        #expect(batches.flatMap { $0.changes }.count == 250)
        #expect(batches.dropLast().allSatisfy { !$0.isWhole })
        #expect(batches.last?.isWhole == true)
    }

    @Test("gives what has come to a consumer that has no time to wait")
    func busyConsumer() throws {
        let cluster = try PostgresCluster()
        try cluster.run(schema)
        let (source, _) = try started(cluster)
        try cluster.run("INSERT INTO product VALUES (1, 'v', 0, 1)")
        var changes: [RowChange] = []
        for _ in 0..<200 where changes.isEmpty {
            usleep(10_000)
            changes = try source.nextBatch(timeoutMilliseconds: 0, changeLimit: 10)?.changes ?? []
        }
        #expect(changes.map { $0.kind } == [.insert])
    }

    @Test("pages through keys in their own order, not in that of their text")
    func keyOrder() throws {
        let cluster = try PostgresCluster()
        try cluster.run(
            schema + "INSERT INTO product SELECT i, 'p', 1, 1 FROM generate_series(1, 250) i")
        let (source, _) = try started(cluster)
        var keys: [CellValue] = []
        while case let page = try source.keys(of: query, after: keys.last, limit: 7), !page.isEmpty
        {
            keys += page
        }
        #expect(keys == (1...250).map { .text("\($0)") })
    }

    @Test("prints what it would do, and a connection may be an address")
    func plans() throws {
        let cluster = try PostgresCluster()
        try cluster.run(schema)
        var configuration = configuration(cluster)
        let folder = cluster.folder.split(separator: "/").joined(separator: "%2F")
        configuration = SourceConfiguration(
            kind: "postgres", options: ["dsn": "postgresql://postgres@%2F\(folder)/postgres"],
            rules: configuration.rules)
        let source = try PostgresSource(name: "shop", configuration: configuration)
        let steps = try source.preparation()
        #expect(steps.count == 4)
        try cluster.run(steps.map { $0.sql + ";" }.joined(separator: "\n"))
        #expect(try source.preparation().isEmpty)
        #expect(try source.prepare().isEmpty)
    }

    @Test("never reads a document older than the change that announced it")
    func visibility() throws {
        let cluster = try PostgresCluster()
        try cluster.run(schema + "INSERT INTO product VALUES (1, 'v', 0, 1)")
        let (source, _) = try started(cluster)
        let rounds = 300
        let writer = Thread {
            let script = (1...rounds).map { "UPDATE product SET price = \($0);" }
            try? cluster.run(script.joined(separator: "\n"))
        }
        writer.start()
        var seen = 0
        while seen < rounds {
            guard let batch = try source.nextBatch(timeoutMilliseconds: 5000, changeLimit: 1000)
            else { break }
            for change in batch.changes {
                guard case .text(let price)? = change.new["price"] else { continue }
                seen = Int(Double(price) ?? 0)
            }
            let json = try #require(try source.text("1", at: batch.end))
            let read = try #require(json.split(separator: "\"price\":").last)
            #expect((Double(read.prefix { $0 != "," }) ?? -1) >= Double(seen))
        }
        #expect(seen == rounds)
    }

    @Test("has a publication of all changes and all rows, whoever made it")
    func publication() throws {
        let cluster = try PostgresCluster()
        try cluster.run(schema)
        let source = try PostgresSource(name: "shop", configuration: configuration(cluster))
        _ = try source.prepare()
        try cluster.run("ALTER PUBLICATION aisle_shop SET (publish = 'insert')")
        var error = #expect(throws: SourceError.self) { try source.start(after: nil) }
        #expect(error?.reason.contains("publication aisle_shop of all changes") == true)
        #expect(error?.remedy.contains("aisle cdc init") == true)
        #expect(
            try source.prepare().map { $0.title } == [
                "had publication aisle_shop publish updates, deletes, truncates"
            ])
        try cluster.run("ALTER PUBLICATION aisle_shop SET TABLE product WHERE (id > 5), tag, brand")
        error = #expect(throws: SourceError.self) { try source.start(after: nil) }
        #expect(error?.reason.contains("leaves out rows of product") == true)
        try cluster.run("ALTER PUBLICATION aisle_shop SET TABLE product, tag, brand")
        _ = try source.start(after: nil)
    }

    @Test("follows a partitioned table under its own name, with both images")
    func partitions() throws {
        let cluster = try PostgresCluster()
        try cluster.run(
            """
            CREATE TABLE stock(id bigint, region text, qty int, PRIMARY KEY (id, region))
              PARTITION BY LIST (region);
            CREATE TABLE stock_north PARTITION OF stock FOR VALUES IN ('north');
            CREATE TABLE stock_south PARTITION OF stock FOR VALUES IN ('south');
            """)
        let source = try PostgresSource(
            name: "shop",
            configuration: SourceConfiguration(
                kind: "postgres", options: ["dsn": cluster.conninfo],
                rules: [
                    ChangeRule(table: "stock", target: .key(column: "id"), columns: ["qty"])
                ]))
        #expect(try source.prepare().count == 5)
        #expect(try source.prepare().isEmpty)
        _ = try source.start(after: nil)
        try cluster.run(
            """
            INSERT INTO stock VALUES (1, 'north', 5), (2, 'south', 6);
            UPDATE stock SET qty = 7 WHERE id = 2; DELETE FROM stock WHERE id = 1;
            """)
        let changes = try source.drained().flatMap { $0.changes }
        #expect(changes.map { $0.table } == ["stock", "stock", "stock", "stock"])
        #expect(changes.map { $0.kind } == [.insert, .insert, .update, .delete])
        #expect(changes[2].old["qty"] == .text("6") && changes[2].new["qty"] == .text("7"))
        #expect(changes[3].old["qty"] == .text("5"))
    }

    @Test("keeps no list of transactions that nothing is read after, and counts documents")
    func bounded() throws {
        let cluster = try PostgresCluster()
        try cluster.run(schema + "INSERT INTO product VALUES (1, 'v', 0, 1)")
        let (source, first) = try started(cluster)
        try cluster.run(
            (1...50).map { "UPDATE product SET price = \($0);" }.joined(separator: "\n"))
        let end = try #require(try source.drained().last?.end)
        #expect(source.unseenCount == 50)
        for _ in 0..<100 where source.unseenCount > 0 { _ = try source.lag(behind: end) }
        #expect(source.unseenCount == 0)
        #expect(try source.estimatedCount(of: query) == 1)
        try cluster.run(
            "INSERT INTO product SELECT i, 'p', 1, 1 FROM generate_series(2, 150000) i; "
                + "ANALYZE product")
        let count = try source.estimatedCount(of: query)
        #expect(count > 120_000 && count < 180_000)
        // A position beyond the log's end: the server is an older copy.
        let beyond = SourcePosition(
            incarnation: first.incarnation, sequence: end.sequence + 1 << 40)
        let error = #expect(throws: SourceError.self) { try source.start(after: beyond) }
        #expect(error?.kind == .historyLost)
    }

    @Test("names a server without logical replication, a table without a key, and what is missing")
    func misconfigured() throws {
        let cluster = try PostgresCluster(level: "replica")
        try cluster.run(schema + "CREATE TABLE plain(id bigint)")
        var error = #expect(throws: SourceError.self) { try started(cluster) }
        #expect(error?.remedy.contains("ALTER SYSTEM SET wal_level") == true)
        try cluster.run("SELECT 1")
        let missing = SourceConfiguration(
            kind: "postgres", options: ["dsn": "host=/nowhere user=x"], rules: [])
        let source = try PostgresSource(name: "shop", configuration: missing)
        error = #expect(throws: SourceError.self) { try source.prepare() }
        #expect(error?.kind == .unavailable)
    }
}

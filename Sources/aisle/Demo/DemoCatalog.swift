import ChangeCapture
import Configuration
import Glibc
import JSON
import Primitives
import SQLite
import SampleCatalog

/// The demonstration's shop: a SQLite database, and the configuration that has a daemon follow it.
struct DemoCatalog {
    let path: String
    let configurationPath: String
    private let connection: SQLiteConnection
    private static let source = "shop"

    init(folder: String) throws {
        path = folder + "/shop.db"
        configurationPath = folder + "/aisle.yml"
        connection = try SQLiteConnection(path: path, durability: .normal)
        try connection.execute(
            "CREATE TABLE product(id TEXT PRIMARY KEY, title TEXT, description TEXT, brand TEXT, "
                + "category TEXT, tags TEXT, color TEXT, material TEXT, price REAL, rating REAL, "
                + "reviews_count INTEGER, in_stock INTEGER, created_at TEXT)")
    }

    /// As a shop's own program would.
    func fill(_ catalog: SampleCatalog, _ count: Int) throws {
        let insert = try connection.prepare(
            "INSERT INTO product VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        try connection.transaction {
            for number in 0..<count {
                let product = catalog.product(number)
                try insert.run([
                    .text(product.id), .text(product.title), .text(product.description),
                    .text(product.brand), .text(Self.list(product.category)),
                    .text(Self.list(product.tags)), .text(product.color),
                    product.material.map { .text($0) } ?? .null, .real(product.price),
                    .real(product.rating), .integer(Int64(product.reviewsCount)),
                    .integer(product.inStock ? 1 : 0), .text(product.createdAt),
                ])
            }
        }
    }

    private static func list(_ texts: [String]) -> String {
        JSONValue.array(texts.map { .string($0) }).serialized()
    }

    /// Writes `aisle.yml` and installs what following needs: `aisle cdc init`.
    func prepare() throws {
        let mappings = DemoMapping.body["mappings"]?.serialized() ?? "{}"
        let text = """
            sources:
              \(Self.source): { kind: sqlite, path: \(path) }
            indexes:
              products:
                source: \(Self.source)
                key: product.id
                document: |
                  SELECT id, title, description, brand, category AS "category:json",
                    tags AS "tags:json", color, material, price, rating, reviews_count,
                    in_stock AS "in_stock:boolean", created_at
                  FROM product WHERE id IN (SELECT value FROM json_each(?1))
                on_change:
                  product: { key: id }
                mappings: \(mappings)

            """
        try WholeFile.write(text, to: configurationPath)
        let node = try ConfigurationParser.parse(text)
        let configuration = try CaptureConfiguration(node, ChangeSources.registry)
        for source in configuration.sources {
            _ = try ChangeSources.registry.make(source.name, source.configuration).prepare()
        }
    }

    /// Returns when the daemon has read the whole catalog.
    func waitUntilRead(_ client: HTTPClient, seconds: Int) throws {
        let deadline = MonotonicClock.nanoseconds() + UInt64(seconds) * 1_000_000_000
        while MonotonicClock.nanoseconds() < deadline {
            let status = try client.ask("GET", "/_cdc/sources/\(Self.source)")
            if status["state"]?.string == "following",
                status["position"]?["searchable"]?.string != nil
            {
                return
            }
            usleep(20_000)
        }
        throw CommandError(.unavailable, "the catalog was not read within \(seconds) s")
    }

    /// The line for a shell that changes a price.
    func priceLine(_ id: String, _ price: Double) -> String {
        "sqlite3 \(path) \"UPDATE product SET price = \(price) WHERE id = '\(id)'\""
    }

    func setPrice(_ id: String, _ price: Double) throws {
        try connection.run(
            "UPDATE product SET price = ? WHERE id = ?", [.real(price), .text(id)])
    }

    /// What a search waits for to find everything committed so far.
    func position(_ client: HTTPClient) throws -> String {
        try client.ask("GET", "/_cdc/sources/\(Self.source)/_position")["position"]?.string ?? ""
    }
}

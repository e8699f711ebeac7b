import ChangeCapture
import Foundation
import Index
import JSON
import Primitives
import Schema
import Segments
import TestSupport
import Testing

@Suite("The page on writing a source")
struct NewSourcePageTests {
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    @Test("shows the source that is tested here")
    func block() throws {
        let source = try String(
            contentsOf: Self.tests.appendingPathComponent("LinesSource.swift"), encoding: .utf8)
        let page = try String(
            contentsOf: Self.tests.appendingPathComponent(
                "../../docs/change-capture/new-source.md"), encoding: .utf8)
        let shown = source.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
        #expect(page.contains("\n\n" + shown))
    }

    @Test("has an example that is followed like any other source")
    func example() throws {
        let folder = NSTemporaryDirectory() + "aisle-lines-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/catalog.ndjson"
        var text = (1...9).map { #"{"id":\#($0),"title":"Tea \#($0)"}"# + "\n" }.joined()
        func append(_ lines: String) throws {
            text += lines
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        try append("")

        let registry = ChangeSourceRegistry([LinesSource.self])
        let configuration = SourceConfiguration(
            kind: "lines", options: ["folder": folder], rules: [])
        let disk = MemoryDirectory()
        let environment = IndexEnvironment(budget: MemoryBudget(limit: 1 << 30))
        let mappings: JSONValue = ["properties": ["title": ["type": "text"]]]
        var live = try LiveIndex.create(
            directory: disk, mappings: mappings, environment: environment)
        func followed() throws -> SourceFollower {
            let index = IndexConfiguration(
                name: "products", source: "shop",
                query: DocumentQuery(table: "catalog", key: "id", sql: ""),
                rules: [ChangeRule(table: "catalog", target: .key(column: "id"))])
            let generation = Generation(name: "products-000001", index: live, source: "shop")
            let follower = SourceFollower(
                name: "shop", source: try registry.make("shop", configuration),
                feeds: [IndexFeed(index, generations: [generation])],
                letters: try DeadLetters(MemoryDirectory(), source: "shop"),
                board: StatusBoard(SourceStatus(name: "shop", kind: "lines")))
            try follower.begin()
            return follower
        }
        func settle(_ follower: SourceFollower) throws {
            for _ in 0..<3 { try follower.step(timeoutMilliseconds: 0) }
            #expect(live.pendingCursors.isEmpty)
            try follower.finish()
        }

        var follower = try followed()
        try settle(follower)
        #expect(live.snapshot.documentCount == 9)
        try append("{\"id\":3,\"title\":\"Mate\"}\n{\"id\":4}\n{\"id\":5,\"title\":\"Half a li")
        try settle(follower)
        #expect(live.snapshot.documentCount == 8)
        #expect(try live.get(id: "3")?.source.contains(UInt8(ascii: "M")) == true)
        #expect(try live.get(id: "4") == nil)
        // After a crash it goes on where it was.
        try append("ne\"}\n")
        live = try LiveIndex.open(
            directory: MemoryDirectory(contents: disk.contents), environment: environment)
        follower = try followed()
        #expect(follower.applied?.sequence == 11)
        try settle(follower)
        #expect(follower.applied?.sequence == 12)
        #expect(live.snapshot.documentCount == 8)
    }
}

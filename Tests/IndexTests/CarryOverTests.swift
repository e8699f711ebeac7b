import Index
import JSON
import Primitives
import Schema
import Segments
import Synchronization
import TestSupport
import Testing

/// What a test does at a hook, once.
final class Interruption: Sendable {
    private let body: Mutex<(@Sendable () -> Void)?> = Mutex(nil)
    private let runs = Atomic(0)

    var count: Int { runs.load(ordering: .relaxed) }

    func arm(_ body: @escaping @Sendable () -> Void) { self.body.withLock { $0 = body } }

    func run() {
        let armed = body.withLock { body in
            defer { body = nil }
            return body
        }
        if let armed {
            runs.wrappingAdd(1, ordering: .relaxed)
            armed()
        }
    }
}

@Suite("A merge that others overtake")
struct CarryOverTests {
    private let interruption = Interruption()

    private func environment() -> IndexEnvironment {
        var environment = IndexEnvironment.quiet()
        let interruption = interruption
        environment.hooks.beforePublishingMerge = { interruption.run() }
        return environment
    }

    /// Ten documents in each of three files.
    private func make(_ directory: MemoryDirectory) throws -> LiveIndex {
        let index = try LiveIndex.create(
            directory: directory,
            mappings: try JSONValue(
                parsing: #"{"properties":{"price":{"type":"integer"},"n":{"type":"integer"}}}"#),
            environment: environment())
        for number in 0..<30 {
            try index.put("\(number)", #"{"n":\#(number),"price":\#(number)}"#)
            if number % 10 == 9 { try index.commit() }
        }
        return index
    }

    private func reopened(_ directory: MemoryDirectory) throws -> LiveIndex {
        try LiveIndex.open(
            directory: MemoryDirectory(contents: directory.contents), environment: .quiet())
    }

    @Test("keeps the deletes and replacements that landed on its inputs")
    func deletes() throws {
        let directory = MemoryDirectory()
        let index = try make(directory)
        nonisolated(unsafe) var expected = try index.visible()
        interruption.arm {
            do {
                for number in stride(from: 0, to: 30, by: 3) {
                    try index.remove("\(number)")
                    expected["\(number)"] = nil
                }
                try index.refresh()
                try index.put("1", #"{"n":100}"#)
                try index.remove("2")
                #expect(try index.visible() == expected)
            } catch {
                Issue.record(error)
            }
        }
        try index.forceMerge()
        #expect(interruption.count == 1)
        expected["1"] = #"{"n":100}"#
        expected["2"] = nil
        #expect(try index.visible() == expected)
        #expect(try index.text("2") == nil)
        #expect(try index.put("4", "{}").version == 2)
        expected["4"] = "{}"
        try index.refresh()
        #expect(try index.visible() == expected)
        #expect(try reopened(directory).visible() == expected)
        try index.close()
        #expect(try reopened(directory).visible() == expected)
    }

    @Test("shows what searches saw before, when it takes the place of its inputs")
    func steadySnapshot() throws {
        let index = try make(MemoryDirectory())
        let before = try index.visible()
        interruption.arm {
            do {
                for number in 0..<5 { try index.remove("\(number)") }
            } catch {
                Issue.record(error)
            }
        }
        let policy = index.snapshot.views.count
        #expect(policy == 3)
        interruption.arm { _ = try? index.remove("7") }
        try index.forceMerge(maxSegments: 2)
        // The commit at the end of a forced merge is a refresh: only what it covers is gone.
        #expect(try index.visible() == before.filter { $0.key != "7" })
    }

    @Test("keeps the numbers that were set in place on its inputs")
    func columns() throws {
        let directory = MemoryDirectory()
        let index = try make(directory)
        let price = try #require(index.mapping.field("price")?.number)
        try set(index, "3", price, 1000)
        try index.refresh()
        interruption.arm {
            do {
                try set(index, "4", price, 2000)
                try index.refresh()
                try set(index, "5", price, 3000)
                try set(index, "3", price, 1001)
            } catch {
                Issue.record(error)
            }
        }
        try index.forceMerge()
        #expect(interruption.count == 1)
        let expected: [String: Int64] = ["3": 1001, "4": 2000, "5": 3000, "6": 6]
        for (id, value) in expected { #expect(try number(index, id, price) == value) }
        #expect(try index.get(id: "3")?.version == 3)
        for again in [try reopened(directory), index] {
            for (id, value) in expected { #expect(try number(again, id, price) == value) }
            #expect(try again.get(id: "3")?.version == 3)
            #expect(try again.get(id: "5", realtime: false)?.version == 2)
        }
        try set(index, "5", price, nil)
        try index.close()
        let closed = try reopened(directory)
        #expect(try number(closed, "5", price) == nil)
        #expect(try number(closed, "3", price) == 1001)
    }

    @Test("sets numbers of documents that are still in a buffer")
    func columnsInBuffer() throws {
        let directory = MemoryDirectory()
        let index = try make(directory)
        let price = try #require(index.mapping.field("price")?.number)
        try index.put("new", #"{"price":1}"#)
        try set(index, "new", price, 2)
        #expect(try index.get(id: "new")?.version == 2)
        let crashed = try reopened(directory)
        #expect(try number(crashed, "new", price) == 2)
        try index.refresh()
        #expect(try number(index, "new", price) == 2)
        #expect(try index.get(id: "new")?.sequenceNumber == 31)
        #expect(kind { try set(index, "none", price, 1) } == "update")
        var stale = WriteOperation.merging(["price": 1], into: "new")
        stale.ifSequenceNumber = 30
        #expect(kind { _ = try index.apply(stale) } == "versionConflict")
    }

    private func number(
        _ index: LiveIndex, _ id: String, _ field: FieldNumber
    ) throws -> Int64? {
        let bytes = Array(id.utf8)
        for view in index.snapshot.views {
            let live = view.liveDocs
            let found = try bytes.withUnsafeBytes {
                try view.reader.find(id: $0) { live?.isLive($0) ?? true }
            }
            guard let doc = found else { continue }
            let column = try #require(try view.numericColumn(field))
            guard column.hasValue(doc) else { return nil }
            return column.value(at: column.valueRange(doc).lowerBound)
        }
        return nil
    }
}

@Sendable private func set(
    _ index: LiveIndex, _ id: String, _ field: FieldNumber, _ value: Int64?
) throws {
    let name = try #require(index.mapping.field(number: field)?.path)
    let partial = JSONObject([(name, value.map(JSONValue.integer) ?? .null)])
    _ = try index.apply(.merging(partial, into: id))
}

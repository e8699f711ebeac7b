import Index
import JSON
import Primitives
import Schema
import Segments
import TestSupport
import Testing

/// A change source that rewrites a few of ten documents in every batch: after batch n the documents
/// are a function of n alone.
private struct Shop {
    static let name = "shop"

    let seed: UInt64

    /// The documents after so many batches.
    func documents(after count: Int) -> [String: String] {
        var documents: [String: String] = [:]
        for number in stride(from: 1, through: count, by: 1) {
            for (id, source) in changes(number) { documents[id] = source }
        }
        return documents
    }

    /// What batch `number` does, counted from 1; nil deletes.
    func changes(_ number: Int) -> [String: String?] {
        var random = SeededGenerator(seed: seed &+ UInt64(number) &* 977)
        var changes: [String: String?] = [:]
        for _ in 0..<(1 + random.below(4)) {
            let id = "p\(random.below(10))"
            let source = #"{"n":\#(number),"w\#(random.below(6))":"word\#(random.below(9))"}"#
            changes.updateValue(random.chance(0.3) ? nil : source, forKey: id)
        }
        return changes
    }

    /// A cursor that is open after every batch but each third.
    func cursor(after number: Int) -> [UInt8]? {
        number % 3 == 0 ? nil : Array("at \(number)".utf8)
    }

    @discardableResult
    func apply(_ number: Int, to index: LiveIndex) throws(IndexError) -> [WriteOutcome] {
        try Shop.apply(
            changes(number), at: Array(String(number).utf8), cursor: cursor(after: number),
            to: index)
    }

    @discardableResult
    static func apply(
        _ changes: [String: String?], at position: [UInt8], cursor: [UInt8]? = nil,
        to index: LiveIndex
    ) throws(IndexError) -> [WriteOutcome] {
        let bytes = ByteWriter()
        var ranges: [(id: String, range: Range<Int>?)] = []
        for (id, source) in changes.sorted(by: { $0.key < $1.key }) {
            let start = bytes.count
            source.map { bytes.write($0) }
            ranges.append((id, source == nil ? nil : start..<bytes.count))
        }
        let operations = ranges.map { id, range in
            guard let range else { return WriteOperation(.delete, id: id) }
            return WriteOperation(
                .index, id: id, source: UnsafeRawBufferPointer(rebasing: bytes.bytes[range]))
        }
        return try index.apply(
            SourceBatch(
                source: Shop.name, operations: operations, position: position,
                cursors: ["work": cursor]))
    }
}

extension LiveIndex {
    /// Batches applied, by the position; 0 = none.
    fileprivate var followed: Int {
        sourceProgress(Shop.name).applied.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    }

    fileprivate var safelyFollowed: Int {
        sourceProgress(Shop.name).durable.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
    }

    fileprivate func newest() throws -> [String: String] {
        var found: [String: String] = [:]
        for number in 0..<10 { found["p\(number)"] = try text("p\(number)") }
        return found
    }
}

@Suite("A source batch")
struct SourceBatchTests {
    private func index(_ directory: any Directory) throws -> LiveIndex {
        try LiveIndex.create(directory: directory, environment: .quiet())
    }

    @Test("becomes visible whole, with its position and cursor")
    func applies() throws {
        let index = try index(MemoryDirectory())
        let shop = Shop(seed: 1)
        for number in 1...40 {
            try shop.apply(number, to: index)
            #expect(try index.newest() == shop.documents(after: number))
            #expect(index.followed == number)
            #expect(index.pendingCursors["work"] == shop.cursor(after: number))
            if number % 7 == 0 {
                try index.refresh()
                #expect(try index.visible() == shop.documents(after: number))
            }
            if number % 11 == 0 { try index.commit() }
        }
    }

    @Test("tells what each operation did, and leaves no trace of deleting nothing")
    func outcomes() throws {
        let index = try index(MemoryDirectory())
        let first = try Shop.apply(["a": "{}", "b": nil], at: [1], to: index)
        #expect(first.map(\.result) == [.created, .notFound])
        let second = try Shop.apply(["a": #"{"n":1}"#, "b": "{}"], at: [2], to: index)
        #expect(second.map(\.result) == [.updated, .created])
        #expect(second.map(\.version) == [2, 1])
        #expect(try Shop.apply(["b": nil], at: [3], to: index).map(\.result) == [.deleted])
    }

    @Test("with one bad document changes nothing, and names it")
    func badDocument() throws {
        let index = try index(MemoryDirectory())
        try Shop.apply(["a": #"{"n":1}"#], at: [1], to: index)
        let error = #expect(throws: IndexError.self) {
            try Shop.apply(["a": #"{"n":2}"#, "b": #"{"n":"x"}"#, "c": "{}"], at: [2], to: index)
        }
        #expect(error?.id == "b")
        #expect(try index.text("a") == #"{"n":1}"#)
        #expect(index.sourceProgress(Shop.name).applied == [1])
        try Shop.apply(["c": #"{"n":3}"#], at: [3], to: index)
        try index.refresh()
        #expect(try index.visible() == ["a": #"{"n":1}"#, "c": #"{"n":3}"#])
    }

    @Test("refuses two operations about one document")
    func duplicates() throws {
        let index = try index(MemoryDirectory())
        let batch = SourceBatch(
            source: "shop",
            operations: [WriteOperation(.delete, id: "a"), WriteOperation(.delete, id: "a")])
        let error = #expect(throws: IndexError.self) { try index.apply(batch) }
        #expect(error?.id == "a")
    }

    @Test("is durable once it was synced or committed, and not before")
    func durability() throws {
        let directory = PowerCutDirectory()
        let index = try index(directory)
        let shop = Shop(seed: 2)
        for number in 1...5 { try shop.apply(number, to: index) }
        #expect(index.safelyFollowed == 0)
        try index.syncSources()
        #expect(index.safelyFollowed == 5)
        try shop.apply(6, to: index)
        #expect(index.safelyFollowed == 5)
        try index.commit()
        #expect(index.safelyFollowed == 6)
    }

    @Test("that cannot be written is undone with its position")
    func fullDisk() throws {
        let directory = FaultyDirectory(MemoryDirectory())
        let index = try index(directory)
        let shop = Shop(seed: 3)
        for number in 1...9 { try shop.apply(number, to: index) }
        for number in 10...30 {
            directory.fail(.init(from: 0, count: 1, only: [.append]))
            #expect(throws: IndexError.self) { try shop.apply(number, to: index) }
            directory.clear()
            #expect(index.followed == number - 1)
            #expect(try index.newest() == shop.documents(after: number - 1))
            #expect(index.pendingCursors["work"] == shop.cursor(after: number - 1))
            try shop.apply(number, to: index)
            if number % 4 == 0 { try index.refresh() }
        }
        try index.refresh()
        #expect(try index.visible() == shop.documents(after: 30))
    }

    @Test("is never torn from its position, wherever the power goes")
    func powerCuts() throws {
        try forEachSeed(3) { random in
            let shop = Shop(seed: random.next())
            let rehearsal = PowerCutDirectory()
            _ = live(shop, rehearsal, random.next())
            let total = rehearsal.operationCount
            try #require(total > 50)
            var point = 0
            while point < total {
                let directory = PowerCutDirectory(cutAt: point)
                let acknowledged = live(shop, directory, random.next())
                let disk = directory.disk(afterCut: &random)
                try recover(shop, disk, acknowledged)
                point += 1 + random.below(4)
            }
        }
    }

    /// - Returns: the batches known durable when the power went.
    private func live(_ shop: Shop, _ directory: PowerCutDirectory, _ seed: UInt64) -> Int {
        var random = SeededGenerator(seed: seed)
        var acknowledged = 0
        do {
            let index = try index(directory)
            for number in 1...40 {
                try shop.apply(number, to: index)
                if random.chance(0.2) { try index.refresh() }
                if random.chance(0.3) { try index.syncSources() }
                if random.chance(0.1) { try index.commit() }
                if random.chance(0.1) { try index.forceMerge(maxSegments: 1) }
                acknowledged = index.safelyFollowed
            }
        } catch {
            if !directory.isOff { Issue.record(error) }
        }
        return acknowledged
    }

    private func recover(_ shop: Shop, _ disk: [String: [UInt8]], _ acknowledged: Int) throws {
        let directory = MemoryDirectory(contents: disk)
        guard LiveIndex.exists(in: directory) else {
            try #require(acknowledged == 0)
            return
        }
        let index = try LiveIndex.open(directory: directory, environment: .quiet())
        let followed = index.followed
        try #require(followed >= acknowledged)
        try #require(index.safelyFollowed == followed)
        try #require(try index.visible() == shop.documents(after: followed))
        let cursor = followed == 0 ? nil : shop.cursor(after: followed)
        try #require(index.pendingCursors["work"] == cursor)
        for number in followed + 1...followed + 3 { try shop.apply(number, to: index) }
        try #require(try index.newest() == shop.documents(after: followed + 3))
    }
}

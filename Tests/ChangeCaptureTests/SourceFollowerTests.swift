import ChangeCapture
import Index
import JSON
import Primitives
import Schema
import Segments
import Synchronization
import TestSupport
import Testing

/// A daemon's part in following a catalog, on a disk of its own.
private struct Follower {
    static let index = IndexConfiguration(
        name: "products", source: "shop",
        query: DocumentQuery(table: "product", key: "id", sql: ""),
        rules: [
            ChangeRule(table: "product", target: .key(column: "id")),
            ChangeRule(
                table: "brand", target: .fanOut(sql: "of brand", column: "id"), columns: ["name"]),
        ])

    let follower: SourceFollower
    let live: LiveIndex
    let letters: DeadLetters
    let board: StatusBoard
    private let catalog: FakeCatalog

    init(
        _ catalog: FakeCatalog, _ directory: any Directory, letters: any Directory,
        batchLimit: Int = .max
    ) throws {
        let environment = IndexEnvironment(budget: MemoryBudget(limit: 1 << 30))
        self.catalog = catalog
        live =
            LiveIndex.exists(in: directory)
            ? try LiveIndex.open(directory: directory, environment: environment)
            : try LiveIndex.create(
                directory: directory,
                mappings: [
                    "properties": ["title": ["type": "text"], "brand": ["type": "keyword"]]
                ], environment: environment)
        self.letters = try DeadLetters(letters, source: "shop")
        board = StatusBoard(SourceStatus(name: "shop", kind: "fake"))
        let generation = Generation(name: "products-000001", index: live, source: "shop")
        follower = SourceFollower(
            name: "shop", source: FakeSource(catalog, batchLimit: batchLimit),
            feeds: [IndexFeed(Self.index, generations: [generation])], letters: self.letters,
            board: board)
        try follower.begin()
    }

    var held: [String: String] {
        get throws {
            var found: [String: String] = [:]
            for view in live.snapshot.views {
                for doc in 0..<DocID(view.reader.documentCount) {
                    guard view.liveDocs?.isLive(doc) ?? true else { continue }
                    let id = ByteWriter()
                    let source = ByteWriter()
                    try view.reader.appendID(of: doc, to: id)
                    try view.reader.appendSource(of: doc, to: source)
                    found[String(decoding: id.bytes, as: UTF8.self)] = String(
                        decoding: source.bytes, as: UTF8.self)
                }
            }
            return found
        }
    }

    /// Steps until nothing is left to do.
    func settle() throws {
        let end = catalog.state.withLock { $0.last }
        while (follower.applied?.sequence ?? 0) < end {
            try follower.step(timeoutMilliseconds: 0)
        }
        while live.pendingCursors.isEmpty == false {
            try follower.step(timeoutMilliseconds: 0)
        }
        try follower.finish()
    }
}

extension FakeCatalog {
    /// Some transaction.
    fileprivate func change(_ random: inout SeededGenerator) {
        let version = random.below(1000)
        switch random.below(10) {
        case 0: rename(brand: Int64(random.below(3)), "brand \(version)")
        case 1, 2: remove(Int64(random.below(30)))
        case 3:
            let ids = (0..<(1 + random.below(6))).map { _ in Int64(random.below(30)) }
            commit { state in
                ids.flatMap { state.put($0, "together \(version)", Int64(version % 3)) }
            }
        default: put(Int64(random.below(30)), "title \(version)", brand: Int64(version % 3))
        }
    }
}

@Suite("A follower of a source")
struct SourceFollowerTests {
    @Test("fills a new index, then keeps it equal to the source")
    func follows() throws {
        try forEachSeed(3) { random in
            let catalog = FakeCatalog()
            for id in 0..<40 { catalog.put(Int64(id), "old \(id)") }
            let follower = try Follower(
                catalog, MemoryDirectory(), letters: MemoryDirectory(),
                batchLimit: 1 + random.below(5))
            for _ in 0..<60 {
                catalog.change(&random)
                if random.chance(0.4) { try follower.follower.step(timeoutMilliseconds: 0) }
            }
            try follower.settle()
            try #require(try follower.held == catalog.truth)
        }
    }

    @Test("shows a transaction whole, however it arrives")
    func wholeTransactions() throws {
        let catalog = FakeCatalog()
        let follower = try Follower(
            catalog, MemoryDirectory(), letters: MemoryDirectory(), batchLimit: 2)
        try follower.settle()
        catalog.commit { state in (0..<7).flatMap { state.put($0, "one", 0) } }
        for _ in 0..<3 {
            try follower.follower.step(timeoutMilliseconds: 0)
            try follower.follower.finish()
            #expect(try follower.held.isEmpty)
        }
        try follower.follower.step(timeoutMilliseconds: 0)
        try follower.follower.finish()
        #expect(try follower.held.count == 7)
    }

    @Test("answers changes between the pieces of a fan-out")
    func lanes() throws {
        let catalog = FakeCatalog()
        catalog.commit { state in (0..<5000).flatMap { state.put($0, "many", 1) } }
        let follower = try Follower(catalog, MemoryDirectory(), letters: MemoryDirectory())
        try follower.settle()
        catalog.rename(brand: 1, "renamed")
        try follower.follower.step(timeoutMilliseconds: 0)
        catalog.put(9999, "urgent")
        try follower.follower.step(timeoutMilliseconds: 0)
        try follower.follower.finish()
        #expect(try follower.held["9999"]?.contains("urgent") == true)
        #expect(
            try follower.held.values.contains { !$0.contains("renamed") && $0.contains("many") })
        try follower.settle()
        #expect(try follower.held == catalog.truth)
    }

    @Test("lets fan-outs that have not begun take up further changes")
    func fanOutsMerge() throws {
        let catalog = FakeCatalog()
        catalog.commit { state in (0..<3000).flatMap { state.put($0, "many", $0 % 3) } }
        let follower = try Follower(
            catalog, MemoryDirectory(), letters: MemoryDirectory(), batchLimit: 1)
        try follower.settle()
        for round in 0..<100 {
            catalog.rename(brand: Int64(round % 3), "brand \(round)")
            try follower.follower.step(timeoutMilliseconds: 0)
            #expect(follower.live.pendingCursors.count <= 2)
        }
        try follower.settle()
        #expect(try follower.held == catalog.truth)
    }

    @Test("waits for room on a full disk, with signs of life to the source")
    func backpressure() throws {
        let catalog = FakeCatalog()
        let disk = FaultyDirectory()
        let follower = try Follower(catalog, disk, letters: MemoryDirectory())
        try follower.settle()
        disk.fail(.init(from: 0, only: [.append]))
        catalog.commit { state in (0..<50).flatMap { state.put($0, "row", 0) } }
        let before = catalog.state.withLock { $0.signsOfLife }
        var asked = 0
        follower.follower.isEnding = {
            asked += 1
            if asked == 3 { disk.clear() }
            return false
        }
        try follower.settle()
        #expect(asked >= 3)
        #expect(catalog.state.withLock { $0.signsOfLife } >= before + 3)
        #expect(try follower.held == catalog.truth)
        #expect(follower.letters.letters.isEmpty)
    }

    @Test("sets aside what cannot be read or indexed, and takes it up again")
    func deadLetters() throws {
        let catalog = FakeCatalog()
        let disk = MemoryDirectory()
        let follower = try Follower(catalog, MemoryDirectory(), letters: disk)
        catalog.state.withLock { state in
            state.unreadable = [3]
            state.unfit = [5]
        }
        catalog.commit { state in (0..<9).flatMap { state.put($0, "row", 0) } }
        try follower.settle()
        #expect(try Set(follower.held.keys) == ["0", "1", "2", "4", "6", "7", "8"])
        #expect(follower.letters.letters.map { $0.key } == [.integer(3), .integer(5)])
        let found = try DeadLetters(disk, source: "shop").letters
        #expect(found.map { $0.key } == [.integer(3), .integer(5)])
        #expect(found.allSatisfy { !$0.error.isEmpty && $0.index == "products" })
        catalog.state.withLock { state in
            state.unreadable = []
            state.unfit = []
        }
        try follower.follower.perform(.retryDeadLetters)
        try follower.settle()
        #expect(try follower.held == catalog.truth)
        #expect(follower.letters.letters.isEmpty)
        #expect(try DeadLetters(disk, source: "shop").letters.isEmpty)
    }

    @Test("reads everything again when its place in the history is gone")
    func historyLost() throws {
        let catalog = FakeCatalog()
        let disk = MemoryDirectory()
        for id in 0..<20 { catalog.put(Int64(id), "row") }
        var follower = try Follower(catalog, disk, letters: MemoryDirectory())
        try follower.settle()
        catalog.remove(4)
        catalog.put(5, "changed")
        catalog.state.withLock { state in
            state.log = []
            state.forgotten = state.last
        }
        follower = try Follower(
            catalog, MemoryDirectory(contents: disk.contents), letters: MemoryDirectory())
        try follower.settle()
        #expect(try follower.held == catalog.truth)
        #expect(catalog.state.withLock { $0.renewals } == 1)
    }

    @Test("loses nothing and never needs what it acknowledged, wherever the power goes")
    func powerCuts() throws {
        try forEachSeed(2) { random in
            let seed = random.next()
            let rehearsal = PowerCutDirectory()
            try live(FakeCatalog(), rehearsal, seed)
            let total = rehearsal.operationCount
            try #require(total > 40)
            var point = 0
            while point < total {
                let catalog = FakeCatalog()
                let directory = PowerCutDirectory(cutAt: point)
                do { try live(catalog, directory, seed) } catch {
                    if !directory.isOff { throw error }
                }
                let disk = MemoryDirectory(contents: directory.disk(afterCut: &random))
                let follower = try Follower(catalog, disk, letters: MemoryDirectory())
                try follower.settle()
                try #require(try follower.held == catalog.truth, "cut at \(point)")
                let renewals = catalog.state.withLock { $0.renewals }
                try #require(renewals == 0, "cut at \(point)")
                point += 1 + random.below(total / 12)
            }
        }
    }

    private func live(
        _ catalog: FakeCatalog, _ directory: any Directory, _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        for id in 0..<20 { catalog.put(Int64(id), "old \(id)") }
        let follower = try Follower(
            catalog, directory, letters: MemoryDirectory(), batchLimit: 3)
        for _ in 0..<25 {
            catalog.change(&random)
            if random.chance(0.5) { try follower.follower.step(timeoutMilliseconds: 0) }
            if random.chance(0.3) { try follower.follower.finish() }
            if random.chance(0.1) { try follower.live.commit() }
        }
        try follower.follower.finish()
    }
}

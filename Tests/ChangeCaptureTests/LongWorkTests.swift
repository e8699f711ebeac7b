import ChangeCapture
import Index
import JSON
import Primitives
import Schema
import Segments
import Synchronization
import TestSupport
import Testing

/// Follows a catalog into an index in memory, by rules of its own.
private struct Fixture {
    let live: LiveIndex
    let board = StatusBoard(SourceStatus(name: "shop", kind: "fake"))
    let follower: SourceFollower

    init(_ catalog: FakeCatalog, _ rules: [ChangeRule]) throws {
        live = try LiveIndex.create(
            directory: MemoryDirectory(), mappings: ["properties": ["title": ["type": "text"]]],
            environment: IndexEnvironment(budget: MemoryBudget(limit: 1 << 30)))
        let index = IndexConfiguration(
            name: "products", source: "shop",
            query: DocumentQuery(table: "product", key: "id", sql: ""), rules: rules)
        let generation = Generation(name: "products-000001", index: live, source: "shop")
        follower = SourceFollower(
            name: "shop", source: FakeSource(catalog),
            feeds: [IndexFeed(index, generations: [generation])],
            letters: try DeadLetters(MemoryDirectory(), source: "shop"), board: board)
        try follower.begin()
    }

    func step(through position: UInt64) throws {
        while (follower.applied?.sequence ?? 0) < position {
            try follower.step(timeoutMilliseconds: 0)
        }
        try follower.finish()
    }

    func settle() throws {
        while !live.pendingCursors.isEmpty { try follower.step(timeoutMilliseconds: 0) }
        try follower.finish()
    }

    var works: [SourceStatus.Work] { board.current.indexes.first?.works ?? [] }
}

@Suite("Long work beside the stream")
struct LongWorkTests {
    @Test("reads documents that change often once, however many of them wait")
    func debounce() throws {
        let catalog = FakeCatalog()
        let rule = ChangeRule(
            table: "product", target: .key(column: "id"), debounceMilliseconds: 3_600_000)
        let fixture = try Fixture(catalog, [rule])
        try fixture.settle()
        let count: Int64 = 20_000
        for round in 0..<3 {
            catalog.commit { state in
                (0..<count).flatMap { state.put($0, "round \(round)", 0) }
            }
            try fixture.step(through: catalog.state.withLock { $0.last })
            #expect(fixture.works.map { $0.title } == ["debounce"])
            #expect(fixture.works.first?.total == Int(count))
        }
        #expect(catalog.state.withLock { $0.reads } == 0)
        #expect(fixture.live.snapshot.documentCount == 0)
    }

    @Test("a shorter time of one rule is not held up by a longer one of another")
    func twoRules() throws {
        let catalog = FakeCatalog()
        let fixture = try Fixture(
            catalog,
            [
                ChangeRule(
                    table: "product", target: .key(column: "id"),
                    debounceMilliseconds: 3_600_000),
                ChangeRule(
                    table: "brand", target: .key(column: "id"), debounceMilliseconds: 1),
            ])
        try fixture.settle()
        catalog.put(7, "slow")
        try fixture.step(through: 1)
        catalog.rename(brand: 7, "quick")
        try fixture.step(through: 2)
        for _ in 0..<1000 where fixture.live.snapshot.documentCount == 0 {
            try fixture.follower.step(timeoutMilliseconds: 0)
            try fixture.follower.finish()
        }
        #expect(fixture.live.snapshot.documentCount == 1)
    }

    @Test("is healthy while it follows closely, whatever it reads besides")
    func health() {
        var status = SourceStatus(name: "shop", kind: "fake")
        for (state, isHealthy) in [
            (SourceStatus.State.following, true), (.snapshot, true), (.starting, true),
            (.paused, false), (.failed, false), (.stopped, false),
        ] {
            status.state = state
            status.lagSeconds = 59
            #expect(status.isHealthy == isHealthy)
            status.lagSeconds = 61
            #expect(!status.isHealthy)
        }
    }

    @Test("tells how far a snapshot is, and how long the rest takes")
    func progress() throws {
        let catalog = FakeCatalog()
        catalog.commit { state in (0..<5000).flatMap { state.put($0, "row", 0) } }
        let rule = ChangeRule(table: "product", target: .key(column: "id"))
        let fixture = try Fixture(catalog, [rule])
        var work = try #require(fixture.works.first)
        #expect(work.title == "snapshot" && work.done == 0 && work.total == 5000)
        #expect(work.remainingSeconds == nil)
        try fixture.follower.step(timeoutMilliseconds: 0)
        try fixture.follower.finish()
        work = try #require(fixture.works.first)
        #expect(work.done > 0 && work.done < 5000)
        #expect((work.remainingSeconds ?? 0) > 0)
        // More rows than were counted at the beginning.
        catalog.commit { state in (5000..<9000).flatMap { state.put($0, "row", 0) } }
        while let now = fixture.works.first {
            #expect((now.total ?? 0) >= now.done && (now.remainingSeconds ?? 0) >= 0)
            try fixture.follower.step(timeoutMilliseconds: 0)
            try fixture.follower.finish()
        }
        #expect(fixture.live.snapshot.documentCount == 9000)
    }
}

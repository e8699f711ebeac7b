import Index
import JSON
import Primitives
import Segments
import TestSupport
import Testing

@Suite("The memory of an index")
struct IndexMemoryTests {
    private let budget = MemoryBudget(limit: 64 << 20)

    /// Files of 400 documents each.
    private func make(files: Int) throws -> LiveIndex {
        let clock = TestClock()
        let index = try LiveIndex.create(
            directory: MemoryDirectory(),
            environment: IndexEnvironment(budget: budget, now: { clock.now }))
        for number in 0..<files * 400 {
            try index.put("\(number)", #"{"title":"word\#(number) of many","n":\#(number)}"#)
            if number % 400 == 399 { try index.commit() }
        }
        return index
    }

    @Test("is charged for spare buffers, and given back with the index")
    func spareBuffers() throws {
        do {
            let index = try make(files: 1)
            #expect(budget.used > 0)
            try index.close()
        }
        #expect(budget.used == 0)
    }

    @Test("is not taken by a merge for which there is no room")
    func merge() throws {
        let index = try make(files: 3)
        let before = try index.visible()
        let others = MemoryCharge(budget, for: "others")
        others.growBeyondLimit(to: budget.limit - budget.used - MemoryBudget.step)
        #expect(kind { try index.forceMerge() } == "memory")
        #expect(index.snapshot.views.count == 3)
        #expect(try index.visible() == before)
        others.shrink(to: 0)
        try index.forceMerge()
        #expect(index.snapshot.views.count == 1)
        #expect(try index.visible() == before)
    }

    @Test("is made free by the call that fills the log, which commits")
    func fullLog() throws {
        let clock = TestClock()
        var environment = IndexEnvironment(budget: budget, now: { clock.now })
        environment.tune = { tuning in
            var tuning = tuning
            tuning.commitLogBytes = 64 << 10
            return tuning
        }
        let index = try LiveIndex.create(directory: MemoryDirectory(), environment: environment)
        for number in 0..<2_000 {
            try index.put("\(number)", #"{"title":"word\#(number) of many","n":\#(number)}"#)
        }
        let statistics = index.statistics()
        #expect(statistics.commits > 1)
        #expect(statistics.logBytes < 96 << 10)
        #expect(try index.visible().count > 1_000)
    }

    @Test("never keeps a refresh or a commit from happening")
    func urgent() throws {
        let index = try make(files: 1)
        try index.put("new", #"{"title":"new"}"#)
        let others = MemoryCharge(budget, for: "others")
        others.growBeyondLimit(to: 2 * budget.limit)
        try index.refresh()
        try index.put("newer", #"{"title":"newer"}"#)
        try index.commit()
        #expect(try index.visible().count == 402)
    }

    @Test("bounds the segments that merges make")
    func largestSegment() throws {
        let environment = IndexEnvironment(budget: budget)
        #expect(environment.tune(IndexTuning()).merge.maxMergedBytes == budget.limit)
    }
}

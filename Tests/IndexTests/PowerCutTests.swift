import Foundation
import Index
import Primitives
import Segments
import TestSupport
import Testing

@Suite("An index whose machine loses power")
struct PowerCutTests {
    /// All points of the workload with `AISLE_FULL=1`, else a sample.
    private static let isFull = ProcessInfo.processInfo.environment["AISLE_FULL"] != nil

    /// Runs the workload until the power goes; returns what was acknowledged last.
    private func run(
        _ workload: inout Workload, _ directory: PowerCutDirectory, steps: Int
    ) -> Int64 {
        var acknowledged: Int64 = -1
        let policy = RandomMergePolicy(seed: workload.random.next(), probability: 0.4)
        do {
            let index = try LiveIndex.create(
                directory: directory, environment: .quiet(policy: policy))
            for _ in 0..<steps {
                try workload.step(index)
                acknowledged = workload.reference.nextSequenceNumber - 1
            }
        } catch {
            if !directory.isOff { Issue.record(error) }
        }
        return acknowledged
    }

    @Test("has everything acknowledged and nothing torn, wherever the power goes")
    func everywhere() throws {
        try forEachSeed(Self.isFull ? 6 : 2) { random in
            let seed = random.next()
            let whole = PowerCutDirectory()
            var rehearsal = Workload(seed: seed)
            _ = run(&rehearsal, whole, steps: 60)
            let total = whole.operationCount
            try #require(total > 100)
            var point = 0
            while point < total {
                try cut(at: point, seed: seed, &random)
                point += Self.isFull ? 1 : 1 + random.below(2 * total / 25)
            }
        }
    }

    private func cut(at point: Int, seed: UInt64, _ random: inout SeededGenerator) throws {
        let directory = PowerCutDirectory(cutAt: point)
        var workload = Workload(seed: seed)
        let acknowledged = run(&workload, directory, steps: 60)
        var disk = directory.disk(afterCut: &random)
        // A third of the machines lose power again while they recover.
        if random.chance(0.34) {
            let again = PowerCutDirectory(cutAt: random.below(30), contents: disk)
            _ = try? LiveIndex.open(directory: again, environment: .quiet())
            disk = again.disk(afterCut: &random)
        }
        guard LiveIndex.exists(in: MemoryDirectory(contents: disk)) else {
            try #require(acknowledged == -1, "point \(point): the index is gone")
            return
        }

        let clock = TestClock()
        let index: LiveIndex
        do {
            index = try LiveIndex.open(
                directory: MemoryDirectory(contents: disk), environment: .quiet(clock))
        } catch {
            Issue.record("point \(point): \(error)")
            throw error
        }
        let recovered = index.maxSequenceNumber
        try #require(recovered >= acknowledged, "point \(point)")
        let expected = workload.reference.live(through: recovered)
        try #require(try index.visible() == expected.mapValues(\.source), "point \(point)")
        for (id, document) in expected {
            let found = try #require(try index.get(id: id))
            try #require(found.version == document.version, "point \(point)")
            try #require(found.sequenceNumber == document.sequenceNumber, "point \(point)")
        }
        clock.advance(IndexLimits.tombstoneMilliseconds + 1)
        workload.rewind(index)
        for _ in 0..<8 { try workload.step(index) }
        try workload.verify(index)
    }
}

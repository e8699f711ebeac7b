import Foundation
import Index
import JSON
import Primitives
import Schema
import Segments
import TestSupport
import Testing

@Suite("An index whose machine loses power")
struct PowerCutTests {
    /// All points of the workload with `AISLE_FULL=1`, else a sample.
    private static let isFull = ProcessInfo.processInfo.environment["AISLE_FULL"] != nil
    private static let steps = 60

    /// What survives of one workload from life to life of its machine.
    private struct Machine {
        let seed: UInt64
        let isAsync: Bool
        let clock = TestClock()
        var workload: Workload
        var disk: [String: [UInt8]] = [:]
        /// Everything up to this sequence number was acknowledged as durable; nil = not even the
        /// index was.
        var acknowledged: Int64?

        init(seed: UInt64, isAsync: Bool) {
            self.seed = seed
            self.isAsync = isAsync
            workload = Workload(seed: seed)
        }

        var environment: IndexEnvironment {
            get throws {
                var environment = IndexEnvironment.quiet(
                    clock, policy: RandomMergePolicy(seed: seed, probability: 0.4))
                if seed % 2 == 0 { environment.compression = try .takingOver() }
                return environment
            }
        }
    }

    private func create(_ directory: PowerCutDirectory, _ machine: Machine) throws -> LiveIndex {
        let settings: JSONValue = ["translog.durability": machine.isAsync ? "async" : "request"]
        return try LiveIndex.create(
            directory: directory, settings: try IndexSettings.parse(settings),
            environment: machine.environment)
    }

    /// Lives until the power goes or `steps` are done.
    private func live(_ index: LiveIndex, _ machine: inout Machine) throws {
        for _ in 0..<Self.steps {
            let commits = index.statistics().commitGeneration
            try machine.workload.step(index)
            if !machine.isAsync || index.statistics().commitGeneration != commits {
                machine.acknowledged = machine.workload.reference.nextSequenceNumber - 1
            }
        }
    }

    private func firstLife(_ machine: inout Machine, _ directory: PowerCutDirectory) {
        do {
            let index = try create(directory, machine)
            machine.acknowledged = -1
            try live(index, &machine)
        } catch {
            if !directory.isOff { Issue.record(error) }
        }
    }

    @Test("has everything acknowledged and nothing torn, wherever the power goes")
    func everywhere() throws {
        var isAsync = false
        try forEachSeed(Self.isFull ? 8 : 2) { random in
            let seed = random.next()
            let rehearsal = PowerCutDirectory()
            var machine = Machine(seed: seed, isAsync: isAsync)
            firstLife(&machine, rehearsal)
            let total = rehearsal.operationCount
            try #require(total > 100)
            var point = 0
            while point < total {
                do {
                    try lives(Machine(seed: seed, isAsync: isAsync), cutAt: point, &random)
                } catch {
                    Issue.record("power cut at operation \(point), async \(isAsync): \(error)")
                    throw error
                }
                point += Self.isFull ? 1 : 1 + random.below(2 * total / 25)
            }
            isAsync.toggle()
        }
    }

    @Test("still has a full log when the power goes while it is carried out again")
    func fullLog() throws {
        let written = MemoryDirectory()
        let index = try LiveIndex.create(directory: written, environment: .quiet())
        var expected: [String: String] = [:]
        for number in 0..<400 {
            expected["\(number)"] = #"{"title":"word\#(number) of many","n":\#(number)}"#
            try index.put("\(number)", expected["\(number)"] ?? "")
        }
        var environment = IndexEnvironment.quiet()
        environment.tune = { tuning in
            var tuning = tuning
            tuning.commitLogBytes = 1
            return tuning
        }
        let rehearsal = PowerCutDirectory(contents: written.contents)
        _ = try LiveIndex.open(directory: rehearsal, environment: environment)
        try #require(rehearsal.operationCount > 10)
        try forEachSeed(2) { random in
            for point in 0..<rehearsal.operationCount {
                let cut = PowerCutDirectory(cutAt: point, contents: written.contents)
                _ = try? LiveIndex.open(directory: cut, environment: environment)
                let disk = cut.disk(afterCut: &random)
                let found = try LiveIndex.open(
                    directory: MemoryDirectory(contents: disk), environment: .quiet())
                #expect(try found.visible() == expected, "power cut at operation \(point)")
            }
        }
    }

    /// One life until operation `point`, one until some operation (of recovery, often), one whole.
    private func lives(
        _ initial: Machine, cutAt point: Int, _ random: inout SeededGenerator
    ) throws {
        var machine = initial
        let first = PowerCutDirectory(cutAt: point)
        firstLife(&machine, first)
        machine.disk = first.disk(afterCut: &random)
        guard LiveIndex.exists(in: MemoryDirectory(contents: machine.disk)) else {
            try #require(machine.acknowledged == nil, "the index is gone")
            return
        }
        let limit = random.chance(0.5) ? 30 : 200
        let second = PowerCutDirectory(cutAt: random.below(limit), contents: machine.disk)
        do {
            try live(try recover(second, &machine), &machine)
        } catch {
            if !second.isOff { throw error }
        }
        machine.disk = second.disk(afterCut: &random)
        let third = PowerCutDirectory(contents: machine.disk)
        let index = try recover(third, &machine)
        for _ in 0..<8 { try machine.workload.step(index) }
        try machine.workload.verify(index)
    }

    /// Opens the index and compares it with what was acknowledged.
    private func recover(
        _ directory: PowerCutDirectory, _ machine: inout Machine
    ) throws -> LiveIndex {
        let index = try LiveIndex.open(directory: directory, environment: machine.environment)
        let recovered = index.maxSequenceNumber
        try #require(recovered >= machine.acknowledged ?? -1)
        let expected = machine.workload.reference.live(through: recovered)
        try #require(try index.visible() == expected.mapValues(\.source))
        for (id, document) in expected {
            let found = try #require(try index.get(id: id))
            try #require(found.version == document.version)
            try #require(found.sequenceNumber == document.sequenceNumber)
        }
        machine.acknowledged = recovered
        machine.clock.advance(IndexLimits.tombstoneMilliseconds + 1)
        machine.workload.rewind(index)
        return index
    }
}

import Foundation
import Glibc
import Index
import Primitives
import Segments
import TestSupport
import Testing

@Suite("An index whose disk refuses")
struct FaultTests {
    private static let isFull = ProcessInfo.processInfo.environment["AISLE_FULL"] != nil

    @Test("loses nothing, serves on, and takes writes again when there is room")
    func fullDisk() throws {
        try forEachSeed(Self.isFull ? 20 : 2) { random in
            let seed = random.next()
            let rehearsal = FaultyDirectory()
            var workload = Workload(seed: seed)
            let index = try LiveIndex.create(directory: rehearsal, environment: .quiet())
            let first = rehearsal.operationCount
            for _ in 0..<50 { try workload.step(index) }
            let total = rehearsal.operationCount - first
            var point = 0
            while point < total {
                try fill(at: point, seed: seed, &random)
                point += Self.isFull ? 1 : 1 + random.below(2 * total / 6)
            }
        }
    }

    private func fill(at point: Int, seed: UInt64, _ random: inout SeededGenerator) throws {
        let memory = MemoryDirectory()
        let directory = FaultyDirectory(memory)
        var workload = Workload(seed: seed)
        let policy = RandomMergePolicy(seed: seed, probability: 0.3)
        var index = try LiveIndex.create(
            directory: directory, environment: .quiet(policy: policy))
        directory.fail(
            .init(from: point, count: 1 + random.below(12), only: [.create, .append, .rename]))
        var refused = 0
        for _ in 0..<60 {
            let before = workload.reference
            do {
                try workload.step(index)
            } catch let error as IndexError {
                guard case .noSpace = error.kind else { throw error }
                refused += 1
                workload.resume(from: before, index)
                try workload.verifyNewest(index)
            }
        }
        directory.clear()
        for _ in 0..<5 { try workload.step(index) }
        try index.refresh()
        workload.reference.refresh()
        try workload.verify(index)
        index = try LiveIndex.open(
            directory: MemoryDirectory(contents: memory.contents), environment: .quiet())
        try #require(
            try index.visible() == workload.reference.sources, "point \(point), \(refused) refused")
    }

    @Test("takes no further writes after a failed fsync, until it is opened again")
    func failedSync() throws {
        let memory = MemoryDirectory()
        let directory = FaultyDirectory(memory)
        let index = try LiveIndex.create(directory: directory, environment: .quiet())
        try index.put("1", #"{"n":1}"#)
        directory.fail(.init(from: 0, count: 1, code: EIO, only: [.sync]))
        directory.fail(.init(from: 0, code: EIO, only: [.sync]))
        #expect(kind { try index.put("2", #"{"n":2}"#) } == "readOnly")
        directory.clear()
        #expect(kind { try index.put("3", #"{"n":3}"#) } == "readOnly")
        #expect(kind { try index.commit() } == "readOnly")
        #expect(index.statistics().readOnlyReason?.contains("read-only") == true)
        try index.refresh()
        #expect(try index.text("1") == #"{"n":1}"#)
        let again = try LiveIndex.open(
            directory: MemoryDirectory(contents: memory.contents), environment: .quiet())
        #expect(try again.text("1") == #"{"n":1}"#)
        try again.put("3", #"{"n":3}"#)
    }

    @Test("names the damaged log instead of serving less than was acknowledged")
    func damagedLog() throws {
        let memory = MemoryDirectory()
        let index = try LiveIndex.create(directory: memory, environment: .quiet())
        for number in 0..<20 { try index.put("\(number)", #"{"n":\#(number)}"#) }
        let contents = memory.contents
        let log = try #require(contents["log-1"])
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            var damaged = contents
            var bytes = log
            // The last record's own bytes cannot be told from a torn write.
            let at = random.below(log.count * 9 / 10)
            bytes[at] ^= UInt8(1 + random.below(255))
            damaged["log-1"] = bytes
            let error = #expect(throws: IndexError.self) {
                try LiveIndex.open(
                    directory: MemoryDirectory(contents: damaged), environment: .quiet())
            }
            #expect(error?.reason.contains("log-1") == true)
        }
    }

    @Test("cuts a torn tail off and goes on behind it")
    func tornTail() throws {
        let memory = MemoryDirectory()
        let index = try LiveIndex.create(directory: memory, environment: .quiet())
        for number in 0..<5 { try index.put("\(number)", #"{"n":\#(number)}"#) }
        let contents = memory.contents
        let log = try #require(contents["log-1"])
        for kept in stride(from: log.count, to: log.count - 60, by: -1) {
            var torn = contents
            torn["log-1"] = Array(log[..<kept]) + Array(repeating: 0, count: log.count % 7)
            let again = try LiveIndex.open(
                directory: MemoryDirectory(contents: torn), environment: .quiet())
            #expect(again.snapshot.documentCount == (kept == log.count ? 5 : 4))
            try again.put("next", "{}")
        }
    }
}

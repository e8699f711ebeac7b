import Foundation
import Primitives
import Testing

@Suite("A memory region")
struct MemoryRegionTests {
    @Test("holds a file, anonymous memory or a copy")
    func origins() throws {
        let path =
            NSTemporaryDirectory() + "aisle-region-\(getpid())-\(UInt64.random(in: 0...(.max)))"
        #expect(FileManager.default.createFile(atPath: path, contents: Data([1, 2, 3])))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = open(path, O_RDONLY)
        let mapped = try MemoryRegion.map(fileDescriptor: file, size: 3)
        close(file)
        #expect(Array(mapped.bytes) == [1, 2, 3])
        let memory = try MemoryRegion.anonymous(size: 10)
        memory.mutableBase[9] = 5
        try memory.seal()
        #expect(Array(memory.bytes) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 5])
        let copied = MemoryRegion.copy(of: memory.bytes)
        #expect(Array(copied.bytes) == Array(memory.bytes))
        #expect(try MemoryRegion.anonymous(size: 0).count == 0)
    }

    @Test("names the call and the errno when a file cannot be mapped")
    func failure() {
        #expect(throws: SystemError(call: "mmap 10 bytes of file -1", code: EBADF)) {
            try MemoryRegion.map(fileDescriptor: -1, size: 10)
        }
    }
}

@Suite("A memory budget")
struct MemoryBudgetTests {
    @Test("refuses what would pass its limit and gets everything back")
    func limit() throws {
        let budget = MemoryBudget(limit: 4 * MemoryBudget.step)
        do {
            let first = MemoryCharge(budget, for: "first")
            try first.grow(to: 1)
            #expect(budget.used == MemoryBudget.step)
            try first.grow(to: 3 * MemoryBudget.step)
            let second = MemoryCharge(budget, for: "second")
            let refusal = #expect(throws: MemoryBudgetError.self) {
                try second.grow(to: MemoryBudget.step + 1)
            }
            #expect(refusal?.purpose == "second" && refusal?.used == 3 * MemoryBudget.step)
            first.shrink(to: MemoryBudget.step + 1)
            #expect(budget.used == 2 * MemoryBudget.step)
            try second.grow(to: MemoryBudget.step + 1)
        }
        #expect(budget.used == 0)
        #expect(budget.peak == 4 * MemoryBudget.step && budget.refusedCount == 1)
    }

    @Test("lets urgent work pass its limit and refuses others meanwhile")
    func beyondLimit() throws {
        let budget = MemoryBudget(limit: 4 * MemoryBudget.step)
        let urgent = MemoryCharge(budget, for: "urgent")
        urgent.growBeyondLimit(to: 6 * MemoryBudget.step)
        urgent.growBeyondLimit(to: 1)
        #expect(budget.used == 6 * MemoryBudget.step && budget.peak == budget.used)
        let other = MemoryCharge(budget, for: "other")
        #expect(throws: MemoryBudgetError.self) { try other.grow(to: 1) }
        urgent.shrink(to: 3 * MemoryBudget.step)
        try other.grow(to: 1)
        #expect(budget.used == budget.limit && budget.refusedCount == 1)
    }

    @Test("finds the memory of the machine or its cgroup")
    func available() {
        #expect(MemoryBudget.availableMemory() > 1 << 24)
        #expect(MemoryBudget.defaultLimit() * 2 <= MemoryBudget.availableMemory() + 1)
    }
}

@Suite("A byte arena")
struct ByteArenaTests {
    @Test("keeps every byte string where it put it")
    func stable() {
        var random = SeededGenerator(seed: 4)
        let arena = ByteArena(chunkSize: 100)
        var stored: [(UnsafeRawBufferPointer, [UInt8])] = []
        for _ in 0..<300 {
            let bytes = (0..<random.below(150)).map { _ in UInt8(truncatingIfNeeded: random.next())
            }
            stored.append((bytes.withUnsafeBytes { arena.store($0) }, bytes))
        }
        for (kept, original) in stored { #expect(Array(kept) == original) }
        #expect(arena.usedBytes == stored.map(\.1.count).reduce(0, +))
        #expect(Int(bitPattern: arena.allocate(8, alignment: 8)) % 8 == 0)
    }
}

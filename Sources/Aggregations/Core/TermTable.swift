import Glibc
import Primitives

/// Byte strings, each once, numbered in the order they were met.
final class TermTable {
    private let runtime: AggregationRuntime
    /// Few facets show many terms.
    private let arena = ByteArena(chunkSize: 1 << 12)
    private var slots: [UInt32]
    private var mask: Int
    private let hashes = FlatArray<UInt64>()
    private let terms = FlatArray<UnsafeRawBufferPointer>()

    private static let free = UInt32.max

    init(_ runtime: AggregationRuntime) {
        self.runtime = runtime
        slots = Array(repeating: TermTable.free, count: 64)
        mask = 63
    }

    var count: Int { terms.count }

    /// Valid while the table lives.
    func term(_ number: Int) -> UnsafeRawBufferPointer { terms[number] }

    private func slot(_ bytes: UnsafeRawBufferPointer, _ hash: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != TermTable.free {
            let number = Int(slots[slot])
            if hashes[number] == hash && TermTable.areEqual(terms[number], bytes) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    /// The number of a byte string, given out when it is new.
    func number(_ bytes: UnsafeRawBufferPointer) throws -> UInt32 {
        let hash = Hash64.hash(bytes)
        let place = slot(bytes, hash)
        if slots[place] != TermTable.free { return slots[place] }
        let number = UInt32(count)
        slots[place] = number
        try runtime.account(bytes.count + 40)
        hashes.append(hash)
        terms.append(arena.store(bytes))
        if count * 2 > mask { grow() }
        return number
    }

    func find(_ bytes: UnsafeRawBufferPointer) -> UInt32? {
        let found = slots[slot(bytes, Hash64.hash(bytes))]
        return found == TermTable.free ? nil : found
    }

    private func grow() {
        mask = mask * 2 + 1
        slots = Array(repeating: TermTable.free, count: mask + 1)
        for number in 0..<count {
            var slot = Int(truncatingIfNeeded: hashes[number]) & mask
            while slots[slot] != TermTable.free { slot = (slot + 1) & mask }
            slots[slot] = UInt32(number)
        }
    }

    private static func areEqual(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
    ) -> Bool {
        guard left.count == right.count else { return false }
        guard let a = left.baseAddress, let b = right.baseAddress else { return true }
        return memcmp(a, b, left.count) == 0
    }

    /// Byte order of two terms.
    func isBefore(_ left: Int, _ right: Int) -> Bool {
        let (a, b) = (terms[left], terms[right])
        if let first = a.baseAddress, let second = b.baseAddress {
            let order = memcmp(first, second, min(a.count, b.count))
            if order != 0 { return order < 0 }
        }
        return a.count < b.count
    }
}

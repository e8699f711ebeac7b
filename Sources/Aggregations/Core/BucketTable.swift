import Primitives

/// The buckets of an aggregation by parent bucket and key, numbered in the order they were met.
///
/// A key is 64 bits that stand for a value: an encoded number, a place in a `TermTable`, the number
/// of an interval. Open addressing with linear probing, at most half full.
final class BucketTable {
    private let runtime: AggregationRuntime
    private var slots: UnsafeMutablePointer<UInt32>
    private var mask: Int
    private let parents = FlatArray<UInt32>()
    private let keys = FlatArray<UInt64>()
    /// Documents a bucket. Shape: [count].
    let counts = FlatArray<Int>()

    private static let free = UInt32.max

    init(_ runtime: AggregationRuntime) {
        self.runtime = runtime
        mask = 63
        slots = .allocate(capacity: 64)
        slots.initialize(repeating: BucketTable.free, count: 64)
    }

    deinit { slots.deallocate() }

    var count: Int { counts.count }

    func parent(_ bucket: Int) -> UInt32 { parents[bucket] }

    func key(_ bucket: Int) -> UInt64 { keys[bucket] }

    @inline(__always)
    private func firstSlot(_ parent: UInt32, _ key: UInt64) -> Int {
        let spread = Hash64.mix(key ^ (UInt64(parent) &* 0x9E37_79B9_7F4A_7C15))
        return Int(truncatingIfNeeded: spread) & mask
    }

    /// The bucket of a key in a parent, made when it is new.
    @inline(__always)
    func bucket(_ parent: UInt32, _ key: UInt64) throws -> UInt32 {
        var slot = firstSlot(parent, key)
        while true {
            let bucket = slots[slot]
            if bucket == BucketTable.free { return try insert(parent, key, slot) }
            if keys[Int(bucket)] == key && parents[Int(bucket)] == parent { return bucket }
            slot = (slot &+ 1) & mask
        }
    }

    func find(_ parent: UInt32, _ key: UInt64) -> UInt32? {
        var slot = firstSlot(parent, key)
        while slots[slot] != BucketTable.free {
            let bucket = slots[slot]
            if keys[Int(bucket)] == key && parents[Int(bucket)] == parent { return bucket }
            slot = (slot + 1) & mask
        }
        return nil
    }

    @inline(never)
    private func insert(_ parent: UInt32, _ key: UInt64, _ slot: Int) throws -> UInt32 {
        let bucket = UInt32(count)
        guard count < AggregationLimits.collectedBuckets else {
            throw AggregationError.tooManyBuckets(
                count + 1, limit: AggregationLimits.collectedBuckets)
        }
        slots[slot] = bucket
        parents.append(parent)
        keys.append(key)
        counts.append(0)
        if count * 2 > mask { try grow() }
        return bucket
    }

    private func grow() throws {
        // Slots, and the three arrays they point into, of half as many entries.
        try runtime.account((mask + 1) * 14)
        let size = (mask + 1) * 2
        slots.deallocate()
        slots = .allocate(capacity: size)
        slots.initialize(repeating: BucketTable.free, count: size)
        mask = size - 1
        for bucket in 0..<count {
            var slot = firstSlot(parents[bucket], keys[bucket])
            while slots[slot] != BucketTable.free { slot = (slot + 1) & mask }
            slots[slot] = UInt32(bucket)
        }
    }

    /// Adds another table's buckets, and returns the number here of each of them.
    func merge(
        _ other: BucketTable, _ parents: [UInt32], key: (UInt64) throws -> UInt64
    ) throws -> [UInt32] {
        var numbers: [UInt32] = []
        numbers.reserveCapacity(other.count)
        for index in 0..<other.count {
            let bucket = try bucket(
                parents[Int(other.parents[index])], key(other.keys[index]))
            counts[Int(bucket)] += other.counts[index]
            numbers.append(bucket)
        }
        return numbers
    }

    /// Buckets grouped by parent, for writing.
    func grouped() -> BucketGroups { BucketGroups(parents.start, count: count) }
}

/// Bucket numbers by parent.
struct BucketGroups {
    private let starts: [Int32]
    private let members: [UInt32]

    /// Counting sort; buckets of a parent keep their order.
    init(_ parents: UnsafePointer<UInt32>, count: Int) {
        var highest = -1
        for index in 0..<count { highest = max(highest, Int(parents[index])) }
        var starts = [Int32](repeating: 0, count: highest + 2)
        for index in 0..<count { starts[Int(parents[index]) + 1] += 1 }
        for parent in 0..<(highest + 1) { starts[parent + 1] += starts[parent] }
        var next = starts
        var members = [UInt32](repeating: 0, count: count)
        for index in 0..<count {
            let parent = Int(parents[index])
            members[Int(next[parent])] = UInt32(index)
            next[parent] += 1
        }
        self.starts = starts
        self.members = members
    }

    subscript(parent: UInt32?) -> ArraySlice<UInt32> {
        guard let parent, Int(parent) + 1 < starts.count else { return [] }
        return members[Int(starts[Int(parent)])..<Int(starts[Int(parent) + 1])]
    }
}

import Segments

/// Documents by ordinal of one segment's single-valued column.
final class OrdinalCounts {
    let column: OrdinalColumn
    /// What documents without a value count as; nil when they do not count.
    let missing: [UInt8]?
    /// The last counter of a lane is for documents without a value.
    /// Shape: [laneCount, ordinalCount + 1].
    private let counts: UnsafeMutablePointer<UInt32>
    private let ordinalCount: Int
    private(set) var documentCount = 0

    /// Columns of few ordinals are counted in several arrays in turn: a counter that was just
    /// written is slow to read, and neighbours often share their ordinal.
    private static let lanes = 4
    private static let mostOrdinalsInLanes = 1024

    private let laneCount: Int
    private var isSettled = true

    init(_ column: OrdinalColumn, missing: [UInt8]?) {
        self.column = column
        self.missing = missing
        ordinalCount = column.ordinalCount
        let isSmall = ordinalCount <= OrdinalCounts.mostOrdinalsInLanes
        laneCount = isSmall ? OrdinalCounts.lanes : 1
        counts = .allocate(capacity: laneCount * (ordinalCount + 1))
        counts.initialize(repeating: 0, count: laneCount * (ordinalCount + 1))
    }

    deinit { counts.deallocate() }

    subscript(ordinal: UInt32) -> Int {
        settle()
        return Int(counts[Int(ordinal)])
    }

    var missingCount: Int { self[UInt32(ordinalCount)] }

    /// Documents with a value.
    var valueCount: Int { documentCount - missingCount }

    /// Counts a block of documents.
    func add(_ docs: UnsafePointer<UInt32>, _ count: Int) {
        documentCount += count
        isSettled = laneCount == 1
        let base = column.pagePointer(0)
        switch column.width {
        case 1: add(docs, count, base.assumingMemoryBound(to: UInt8.self))
        case 2: add(docs, count, base.assumingMemoryBound(to: UInt16.self))
        default: add(docs, count, base.assumingMemoryBound(to: UInt32.self))
        }
    }

    @inline(__always)
    private func add<Ordinal: FixedWidthInteger & BitwiseCopyable>(
        _ docs: UnsafePointer<UInt32>, _ count: Int, _ ordinals: UnsafePointer<Ordinal>
    ) {
        let counts = self.counts
        let lane = laneCount == 1 ? 0 : ordinalCount &+ 1
        var index = 0
        while index &+ 4 <= count {
            let one = Int(truncatingIfNeeded: ordinals[Int(docs[index])])
            let two = Int(truncatingIfNeeded: ordinals[Int(docs[index &+ 1])])
            let three = Int(truncatingIfNeeded: ordinals[Int(docs[index &+ 2])])
            let four = Int(truncatingIfNeeded: ordinals[Int(docs[index &+ 3])])
            counts[one] &+= 1
            counts[lane &+ two] &+= 1
            counts[2 &* lane &+ three] &+= 1
            counts[3 &* lane &+ four] &+= 1
            index &+= 4
        }
        while index < count {
            counts[Int(truncatingIfNeeded: ordinals[Int(docs[index])])] &+= 1
            index &+= 1
        }
    }

    /// Adds the lanes up in the first.
    private func settle() {
        if isSettled { return }
        isSettled = true
        let stride = ordinalCount + 1
        for lane in 1..<laneCount {
            for ordinal in 0..<stride {
                counts[ordinal] &+= counts[lane * stride + ordinal]
                counts[lane * stride + ordinal] = 0
            }
        }
    }

    /// Calls `body` with each ordinal of at least `minimum` documents, without the missing one.
    func forEach(atLeast minimum: Int, _ body: (UInt32, Int) throws -> Void) rethrows {
        settle()
        let limit = UInt32(clamping: max(1, minimum))
        for ordinal in 0..<ordinalCount where counts[ordinal] >= limit {
            try body(UInt32(ordinal), Int(counts[ordinal]))
        }
    }

    /// The `rank`-th largest count, 0 when fewer ordinals have documents.
    func largest(rank: Int) -> Int {
        settle()
        var heap: [UInt32] = []
        heap.reserveCapacity(min(rank, ordinalCount))
        if rank >= ordinalCount { return 0 }
        // A sorted list of the best so far: few are ever inserted.
        for ordinal in 0..<ordinalCount {
            let count = counts[ordinal]
            if heap.count == rank {
                if count <= heap[0] { continue }
                heap.removeFirst()
            }
            var low = 0
            var high = heap.count
            while low < high {
                let middle = (low + high) / 2
                if heap[middle] < count { low = middle + 1 } else { high = middle }
            }
            heap.insert(count, at: low)
        }
        return heap.count == rank ? Int(heap[0]) : 0
    }
}

/// Which terms cannot be among the first when segments are counted by their own ordinals.
///
/// If the best segment alone has `size` terms of at least `t` documents, no term below `t` in
/// total is
/// among the first; a term of at least `t` in total has at least `t / segments` in some segment. So
/// terms below that in every segment need not be looked up, and their documents are known together.
enum RareTerms {
    /// Documents a term must have in some segment to be looked up.
    static func threshold(_ segments: [OrdinalCounts], size: Int) -> Int {
        let best = segments.map { $0.largest(rank: size) }.max() ?? 0
        return max(1, (best + segments.count - 1) / segments.count)
    }
}

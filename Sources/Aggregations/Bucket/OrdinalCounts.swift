import Segments

/// Documents by ordinal of one segment's single-valued column.
final class OrdinalCounts {
    let column: OrdinalColumn
    /// What documents without a value count as; nil when they do not count.
    let missing: [UInt8]?
    /// The last counter is for documents without a value. Shape: [ordinalCount + 1].
    private let counts: UnsafeMutablePointer<UInt32>
    private let ordinalCount: Int
    private(set) var documentCount = 0

    init(_ column: OrdinalColumn, missing: [UInt8]?) {
        self.column = column
        self.missing = missing
        ordinalCount = column.ordinalCount
        counts = .allocate(capacity: ordinalCount + 1)
        counts.initialize(repeating: 0, count: ordinalCount + 1)
    }

    deinit { counts.deallocate() }

    subscript(ordinal: UInt32) -> Int { Int(counts[Int(ordinal)]) }

    var missingCount: Int { Int(counts[ordinalCount]) }

    /// Documents with a value.
    var valueCount: Int { documentCount - missingCount }

    /// Counts a block of ascending documents, page by page of the column.
    func add(_ docs: UnsafePointer<UInt32>, _ count: Int) {
        documentCount += count
        var start = 0
        while start < count {
            let page = Int(docs[start]) / OrdinalColumn.pageSize
            let end = OrdinalCounts.endOfPage(docs, start, count, page)
            let base = column.pagePointer(page)
            switch column.width {
            case 1:
                OrdinalCounts.add(
                    docs + start, end - start, base.assumingMemoryBound(to: UInt8.self), counts)
            case 2:
                OrdinalCounts.add(
                    docs + start, end - start, base.assumingMemoryBound(to: UInt16.self), counts)
            default:
                OrdinalCounts.add(
                    docs + start, end - start, base.assumingMemoryBound(to: UInt32.self), counts)
            }
            start = end
        }
    }

    /// The first place after `start` whose document is on a later page.
    private static func endOfPage(
        _ docs: UnsafePointer<UInt32>, _ start: Int, _ count: Int, _ page: Int
    ) -> Int {
        let limit = UInt32(truncatingIfNeeded: (page &+ 1) &* OrdinalColumn.pageSize)
        // Dense blocks: a whole page at a time.
        let whole = start &+ OrdinalColumn.pageSize
        if whole < count && docs[whole &- 1] < limit && docs[whole] >= limit { return whole }
        var end = start &+ 1
        while end < count && docs[end] < limit { end &+= 1 }
        return end
    }

    @inline(__always)
    private static func add<Ordinal: FixedWidthInteger & BitwiseCopyable>(
        _ docs: UnsafePointer<UInt32>, _ count: Int, _ page: UnsafePointer<Ordinal>,
        _ counts: UnsafeMutablePointer<UInt32>
    ) {
        let mask = UInt32(truncatingIfNeeded: OrdinalColumn.pageSize &- 1)
        for index in 0..<count {
            let ordinal = Int(truncatingIfNeeded: page[Int(docs[index] & mask)])
            counts[ordinal] &+= 1
        }
    }

    /// Calls `body` with each ordinal of at least `minimum` documents, without the missing one.
    func forEach(atLeast minimum: Int, _ body: (UInt32, Int) throws -> Void) rethrows {
        let limit = UInt32(clamping: max(1, minimum))
        for ordinal in 0..<ordinalCount where counts[ordinal] >= limit {
            try body(UInt32(ordinal), Int(counts[ordinal]))
        }
    }

    /// The `rank`-th largest count, 0 when fewer ordinals have documents.
    func largest(rank: Int) -> Int {
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

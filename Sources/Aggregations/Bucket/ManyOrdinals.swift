import Segments

/// A counter for each ordinal of a column, and a last one for documents without a value.
final class ManyOrdinals {
    /// Shape: [laneCount, stride].
    private let counts: UnsafeMutablePointer<UInt32>
    private let stride: Int
    private let laneCount: Int
    private(set) var total = 0

    /// Columns of few ordinals are counted in several arrays in turn: a counter that was just
    /// written is slow to read, and neighbours often share their ordinal.
    private static let lanes = 4
    private static let mostOrdinalsInLanes = 1024
    /// Counters looked at together: most are below any bound.
    private static let group = 16

    init(_ ordinalCount: Int) {
        stride = ordinalCount + 1
        laneCount = ordinalCount <= ManyOrdinals.mostOrdinalsInLanes ? ManyOrdinals.lanes : 1
        counts = .allocate(capacity: laneCount * stride)
        counts.initialize(repeating: 0, count: laneCount * stride)
    }

    deinit { counts.deallocate() }

    subscript(ordinal: UInt32) -> Int { Int(counts[Int(ordinal)]) }

    @inline(__always)
    func add(_ ordinal: UInt32) {
        counts[Int(ordinal)] &+= 1
        total &+= 1
    }

    /// Counts a block of documents of a single-valued column.
    func add(_ docs: UnsafePointer<UInt32>, _ count: Int, of column: OrdinalColumn) {
        total += count
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
        let lane = laneCount == 1 ? 0 : stride
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
    func settle() {
        for lane in 1..<max(1, laneCount) {
            for ordinal in 0..<stride {
                counts[ordinal] &+= counts[lane * stride + ordinal]
                counts[lane * stride + ordinal] = 0
            }
        }
    }

    func forEach(atLeast limit: UInt32, _ body: (UInt32, UInt32) throws -> Void) rethrows {
        try forEach(above: { limit - 1 }, body)
    }

    /// Calls `body` with the counters above a bound, which may rise meanwhile.
    @inline(__always)
    func forEach(above bound: () -> UInt32, _ body: (UInt32, UInt32) throws -> Void) rethrows {
        var first = 0
        while first < stride {
            let end = min(first + ManyOrdinals.group, stride)
            if hasAny(above: bound(), first, end) {
                for ordinal in first..<end where counts[ordinal] > bound() {
                    try body(UInt32(truncatingIfNeeded: ordinal), counts[ordinal])
                }
            }
            first = end
        }
    }

    @inline(__always)
    private func hasAny(above bound: UInt32, _ first: Int, _ end: Int) -> Bool {
        if end &- first < ManyOrdinals.group { return true }
        let lanes = UnsafeRawPointer(counts + first).loadUnaligned(as: SIMD16<UInt32>.self)
        return any(lanes .> SIMD16<UInt32>(repeating: bound))
    }
}

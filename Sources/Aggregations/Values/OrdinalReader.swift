import Search
import Segments

/// Ordinals of a block of documents, with the place of each one's document in the block.
struct OrdinalRun {
    /// `ordinalCount` of the segment stands for the aggregation's `missing`.
    let ordinals: UnsafePointer<UInt32>
    /// Ascending; nil when ordinal `i` belongs to document `i`.
    let places: UnsafePointer<UInt16>?
    let count: Int

    @inline(__always)
    func place(_ index: Int) -> Int { places.map { Int($0[index]) } ?? index }
}

/// Reads the ordinals of a field in blocks, of one segment after the other.
final class OrdinalReader {
    private let bindings: [FieldBinding]
    private let ordinals: UnsafeMutablePointer<UInt32>
    private let places: UnsafeMutablePointer<UInt16>
    private(set) var column: OrdinalColumn?
    /// Of the open segment; 0 without a column.
    private(set) var ordinalCount = 0
    /// What documents without a value count as in the open segment.
    private(set) var missing: [UInt8]?

    init(_ bindings: [FieldBinding]) {
        self.bindings = bindings
        ordinals = .allocate(capacity: BucketBuffer.capacity)
        places = .allocate(capacity: BucketBuffer.capacity)
    }

    deinit {
        ordinals.deallocate()
        places.deallocate()
    }

    func open(_ leaf: AggregationLeaf) throws {
        let binding = bindings[leaf.index]
        column = try binding.number.flatMap { try leaf.leaf.view.ordinalColumn($0) }
        ordinalCount = column?.ordinalCount ?? 0
        switch binding.missing {
        case .term(let bytes): missing = bytes
        case .integer(let number): missing = Array(String(number).utf8)
        case .floating(let number): missing = Array(String(number).utf8)
        case nil: missing = nil
        }
    }

    /// Calls `body` with the block's ordinals in runs; a document's are ascending and distinct.
    @inline(__always)
    func read(_ block: BucketBlock, _ body: (OrdinalRun) throws -> Void) throws {
        guard let column else {
            guard missing != nil else { return }
            ordinals.update(repeating: 0, count: block.count)
            try body(OrdinalRun(ordinals: ordinals, places: nil, count: block.count))
            return
        }
        if column.isMultiValued {
            try readMany(column, block, body)
        } else {
            try readOne(column, block, body)
        }
    }

    private func readOne(
        _ column: OrdinalColumn, _ block: BucketBlock, _ body: (OrdinalRun) throws -> Void
    ) throws {
        column.gather(block.docs, count: block.count, into: ordinals)
        if missing != nil {
            try body(OrdinalRun(ordinals: ordinals, places: nil, count: block.count))
            return
        }
        let absent = UInt32(truncatingIfNeeded: ordinalCount)
        var kept = 0
        for index in 0..<block.count {
            let ordinal = ordinals[index]
            ordinals[kept] = ordinal
            places[kept] = UInt16(truncatingIfNeeded: index)
            kept &+= ordinal == absent ? 0 : 1
        }
        if kept > 0 { try body(OrdinalRun(ordinals: ordinals, places: places, count: kept)) }
    }

    private func readMany(
        _ column: OrdinalColumn, _ block: BucketBlock, _ body: (OrdinalRun) throws -> Void
    ) throws {
        var filled = 0
        func flush() throws {
            if filled == 0 { return }
            try body(OrdinalRun(ordinals: ordinals, places: places, count: filled))
            filled = 0
        }
        for index in 0..<block.count {
            let range = column.valueRange(block.docs[index])
            if range.isEmpty {
                if missing == nil { continue }
                if filled == BucketBuffer.capacity { try flush() }
                ordinals[filled] = UInt32(truncatingIfNeeded: ordinalCount)
                places[filled] = UInt16(truncatingIfNeeded: index)
                filled += 1
            }
            for place in range {
                if filled == BucketBuffer.capacity { try flush() }
                ordinals[filled] = column.ordinal(at: place)
                places[filled] = UInt16(truncatingIfNeeded: index)
                filled += 1
            }
        }
        try flush()
    }
}

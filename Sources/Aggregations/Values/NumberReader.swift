import Primitives
import Schema
import Search
import Segments

/// Numbers of a block of documents, with the place of each one's document in the block.
struct NumberRun {
    /// In the encoding of the reader's domain.
    let values: UnsafePointer<Int64>
    /// Ascending; nil when value `i` belongs to document `i`.
    let places: UnsafePointer<UInt16>?
    let count: Int

    @inline(__always)
    func place(_ index: Int) -> Int { places.map { Int($0[index]) } ?? index }
}

/// Reads the numbers of a field in blocks: gathered from columns, brought to one domain, documents
/// without a value left out or given the aggregation's `missing`.
final class NumberReader {
    let domain: NumberDomain
    private let bindings: [FieldBinding]
    private let missingValues: [Int64?]
    /// Holds `values` and, behind them, `places`.
    private let piece: UnsafeMutableRawPointer
    private let values: UnsafeMutablePointer<Int64>
    private let places: UnsafeMutablePointer<UInt16>
    private(set) var column: NumericColumn?
    private var binding: FieldBinding
    private var missing: Int64?

    init(_ bindings: [FieldBinding], aggregation name: String) throws(AggregationError) {
        let domain = try NumberDomain(bindings, aggregation: name)
        self.domain = domain
        self.bindings = bindings
        missingValues = bindings.map { domain.encode($0.missing) }
        binding = bindings[0]
        let room = BucketBuffer.capacity
        piece = ScratchPool.shared.take()
        values = piece.bindMemory(to: Int64.self, capacity: room)
        places = (piece + room * 8).bindMemory(to: UInt16.self, capacity: room)
    }

    deinit {
        ScratchPool.shared.give(piece)
    }

    func open(_ leaf: AggregationLeaf) throws {
        binding = bindings[leaf.index]
        missing = missingValues[leaf.index]
        column = try binding.number.flatMap { try leaf.leaf.view.numericColumn($0) }
    }

    /// Least and largest of the values read in the open segment, where that is known beforehand.
    var bounds: (minimum: Int64, maximum: Int64)? {
        guard let column, missing == nil, binding.encoding == domain.encoding,
            column.minimum <= column.maximum
        else { return nil }
        return (column.minimum, column.maximum)
    }

    /// Whether a block can have values in the open segment.
    var hasValues: Bool { column != nil || missing != nil }

    /// Calls `body` with the block's values in runs; a document's values ascend within it.
    @inline(__always)
    func read(_ block: BucketBlock, _ body: (NumberRun) throws -> Void) throws {
        guard let column else {
            guard let missing else { return }
            values.update(repeating: missing, count: block.count)
            try body(NumberRun(values: values, places: nil, count: block.count))
            return
        }
        if column.isMultiValued {
            try readMany(column, block, body)
        } else {
            try readOne(column, block, body)
        }
    }

    private func readOne(
        _ column: NumericColumn, _ block: BucketBlock, _ body: (NumberRun) throws -> Void
    ) throws {
        column.gather(block.docs, count: block.count, into: values)
        guard let presence = column.presence else {
            convert(block.count)
            try body(NumberRun(values: values, places: nil, count: block.count))
            return
        }
        if let missing {
            convert(block.count)
            for index in 0..<block.count where !isPresent(presence, block.docs[index]) {
                values[index] = missing
            }
            try body(NumberRun(values: values, places: nil, count: block.count))
            return
        }
        var kept = 0
        for index in 0..<block.count {
            values[kept] = values[index]
            places[kept] = UInt16(truncatingIfNeeded: index)
            kept &+= Int(isPresent(presence, block.docs[index]))
        }
        convert(kept)
        if kept > 0 { try body(NumberRun(values: values, places: places, count: kept)) }
    }

    private func readMany(
        _ column: NumericColumn, _ block: BucketBlock, _ body: (NumberRun) throws -> Void
    ) throws {
        var filled = 0
        func flush() throws {
            if filled == 0 { return }
            try body(NumberRun(values: values, places: places, count: filled))
            filled = 0
        }
        for index in 0..<block.count {
            let range = column.valueRange(block.docs[index])
            // The values of one document stay in one run, unless they are more than a run holds.
            if filled + range.count > BucketBuffer.capacity { try flush() }
            if range.isEmpty {
                guard let missing else { continue }
                if filled == BucketBuffer.capacity { try flush() }
                values[filled] = missing
                places[filled] = UInt16(truncatingIfNeeded: index)
                filled += 1
            }
            for place in range {
                if filled == BucketBuffer.capacity { try flush() }
                values[filled] = converted(column.value(at: place))
                places[filled] = UInt16(truncatingIfNeeded: index)
                filled += 1
            }
        }
        try flush()
    }

    @inline(__always)
    private func isPresent(_ words: UnsafePointer<UInt64>, _ doc: UInt32) -> Bool {
        (words[Int(doc &>> 6)] &>> UInt64(doc & 63)) & 1 != 0
    }

    private func converted(_ value: Int64) -> Int64 {
        binding.encoding == domain.encoding
            ? value : NumericEncoding.encode(binding.encoding.decode(value))
    }

    /// Brings the first `count` values from the column's encoding to the domain's.
    private func convert(_ count: Int) {
        if binding.encoding == domain.encoding { return }
        for index in 0..<count { values[index] = converted(values[index]) }
    }

    /// Every number the open segment's column holds, deleted documents included, with repetitions.
    func forEachStored(_ body: (Int64) throws -> Void) throws {
        guard let column else { return }
        for doc in 0..<column.documentCount {
            for place in column.valueRange(DocID(doc)) {
                try body(converted(column.value(at: place)))
            }
        }
    }

    /// Whether a document has a value of its own.
    func hasOwnValue(_ doc: DocID) -> Bool { column?.hasValue(doc) ?? false }
}

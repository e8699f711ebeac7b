import JSON
import Primitives
import Segments

/// How many distinct values a field has: exact up to a threshold, then estimated within about 1 %.
package struct CardinalityAggregation: Aggregation {
    package static let name = "cardinality"
    package static let summary = "How many distinct values a field has."
    package static let parameters = [
        "execution_hint", "field", "format", "missing", "precision_threshold", "script",
        "value_type",
    ]
    package static let takesChildren = false

    private let binding: FieldBinding
    private let threshold: Int

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .anything)
        let given = try body.integer("precision_threshold") ?? 3000
        if given < 0 {
            throw body.illegal(
                "[precisionThreshold] must be greater than or equal to 0. Found [\(given)] in "
                    + "[\(body.name)]")
        }
        threshold = min(Int(clamping: given), AggregationLimits.precisionThreshold)
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: CardinalityAggregation.self).map(\.binding)
        return try CardinalityAggregator(bindings, threshold, build)
    }
}

private final class CardinalityAggregator: Aggregator {
    private let numbers: NumberReader
    private let ordinals: OrdinalReader
    private let isOrdinal: Bool
    private let runtime: AggregationRuntime
    private let threshold: Int
    private var sketches: [DistinctSketch?] = []
    /// Hash of each ordinal of the open segment, 0 when not yet known. Shape: [ordinalCount + 1].
    private let hashes = FlatArray<UInt64>()
    private let scratch = ByteWriter()

    init(_ bindings: [FieldBinding], _ threshold: Int, _ build: AggregatorBuild) throws {
        numbers = try NumberReader(bindings, aggregation: build.name)
        ordinals = OrdinalReader(bindings)
        let hasTerm = bindings.contains { if case .term? = $0.missing { true } else { false } }
        isOrdinal = numbers.domain.kind == .keyword || numbers.domain.kind == .unmapped && hasTerm
        runtime = build.runtime
        self.threshold = threshold
    }

    var typePrefix: StaticString { "cardinality" }

    func open(_ leaf: AggregationLeaf) throws {
        if isOrdinal {
            try ordinals.open(leaf)
            hashes.reset(to: ordinals.ordinalCount + 1, with: 0)
        } else {
            try numbers.open(leaf)
        }
    }

    func close() throws {}

    func collect(_ block: BucketBlock) throws {
        if isOrdinal {
            try ordinals.read(block) { run in
                for index in 0..<run.count {
                    let hash = try hash(run.ordinals[index])
                    try add(hash, block.buckets[run.place(index)])
                }
            }
        } else if numbers.hasValues {
            try numbers.read(block) { run in
                for index in 0..<run.count {
                    let hash = UInt64(bitPattern: PartitionHash.mix(run.values[index]))
                    try add(hash, block.buckets[run.place(index)])
                }
            }
        }
    }

    private func hash(_ ordinal: UInt32) throws -> UInt64 {
        let known = hashes[Int(ordinal)]
        if known != 0 { return known }
        let hash: UInt64
        if Int(ordinal) == ordinals.ordinalCount {
            hash = (ordinals.missing ?? []).withUnsafeBytes { Hash64.hash($0) }
        } else {
            scratch.removeAll()
            try ordinals.column?.term(ordinal, into: scratch)
            hash = Hash64.hash(scratch.bytes)
        }
        hashes[Int(ordinal)] = max(hash, 1)
        return max(hash, 1)
    }

    private func add(_ hash: UInt64, _ bucket: UInt32) throws {
        try sketch(Int(bucket)).add(hash)
    }

    private func sketch(_ bucket: Int) throws -> DistinctSketch {
        if bucket >= sketches.count {
            sketches += Array(repeating: nil, count: bucket + 1 - sketches.count)
        }
        if let sketch = sketches[bucket] { return sketch }
        let made = DistinctSketch(threshold: threshold, runtime)
        sketches[bucket] = made
        return made
    }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? CardinalityAggregator else { return }
        for (bucket, theirs) in other.sketches.enumerated() {
            guard let theirs else { continue }
            try sketch(Int(parents[bucket])).merge(theirs)
        }
    }

    func finish() throws {}

    private func value(_ parent: UInt32?) -> Int {
        guard let parent, Int(parent) < sketches.count else { return 0 }
        return sketches[Int(parent)]?.count ?? 0
    }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        response.json.member("value", value(parent))
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? {
        property == nil || property == "value" ? Double(value(parent)) : nil
    }
}

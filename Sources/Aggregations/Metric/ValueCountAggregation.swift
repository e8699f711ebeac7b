import JSON

/// How many values a field has, each value of a document counted.
package struct ValueCountAggregation: Aggregation {
    package static let name = "value_count"
    package static let summary = "How many values a field has."
    package static let parameters = ["field", "format", "missing", "script", "value_type"]
    package static let takesChildren = false

    private let binding: FieldBinding

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .anything)
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: ValueCountAggregation.self).map(\.binding)
        return try ValueCountAggregator(bindings, build)
    }
}

private final class ValueCountAggregator: Aggregator {
    private let numbers: NumberReader
    private let ordinals: OrdinalReader
    private let bindings: [FieldBinding]
    private let runtime: AggregationRuntime
    private let counts = FlatArray<Int>(capacity: 1)
    private var isOrdinal = false

    init(_ bindings: [FieldBinding], _ build: AggregatorBuild) throws {
        self.bindings = bindings
        runtime = build.runtime
        numbers = try NumberReader(bindings, aggregation: build.name)
        ordinals = OrdinalReader(bindings)
    }

    var typePrefix: StaticString { "value_count" }

    func open(_ leaf: AggregationLeaf) throws {
        isOrdinal = bindings[leaf.index].kind == .keyword
        if isOrdinal { try ordinals.open(leaf) } else { try numbers.open(leaf) }
    }

    func close() throws {}

    func collect(_ block: BucketBlock) throws {
        if isOrdinal {
            try ordinals.read(block) { run in
                try count(block, run.count) { run.place($0) }
            }
        } else {
            try numbers.read(block) { run in
                try count(block, run.count) { run.place($0) }
            }
        }
    }

    private func count(_ block: BucketBlock, _ count: Int, _ place: (Int) -> Int) throws {
        if block.isSingle {
            try extend(to: 1)
            counts[0] += count
            return
        }
        for index in 0..<count {
            let bucket = Int(block.buckets[place(index)])
            if bucket >= counts.count { try extend(to: bucket + 1) }
            counts[bucket] += 1
        }
    }

    private func extend(to count: Int) throws {
        if count <= counts.count { return }
        try runtime.account((count - counts.count) * 8)
        counts.extend(to: count, with: 0)
    }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? ValueCountAggregator else { return }
        for bucket in 0..<other.counts.count {
            try extend(to: Int(parents[bucket]) + 1)
            counts[Int(parents[bucket])] += other.counts[bucket]
        }
    }

    func finish() throws {}

    private func value(_ parent: UInt32?) -> Int {
        guard let parent, Int(parent) < counts.count else { return 0 }
        return counts[Int(parent)]
    }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        response.json.member("value", value(parent))
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? {
        property == nil || property == "value" ? Double(value(parent)) : nil
    }
}

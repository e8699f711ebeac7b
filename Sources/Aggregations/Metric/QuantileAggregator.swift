import JSON

/// What `percentiles` and `percentile_ranks` have in common in a request.
struct QuantileOptions: Sendable {
    /// The percents or values asked for.
    let points: [Double]
    let isKeyed: Bool
    let compression: Double

    init(_ body: AggregationBody, points: [Double]) throws {
        self.points = points
        isKeyed = try body.boolean("keyed") ?? true
        if body.value("hdr") != nil {
            throw body.illegal("[hdr] is not supported in [\(body.name)]: use [tdigest]")
        }
        var compression = 100.0
        if let digest = try body.object("tdigest") {
            for member in digest.members where member.key != "compression" {
                throw body.failure(
                    "[tdigest] unknown field [\(member.key)]", at: member.keyNode)
            }
            compression = digest["compression"]?.double ?? 100
        }
        guard compression >= 0, compression <= 10_000 else {
            throw body.illegal(
                "[compression] must be greater than or equal to 0. Found [\(compression)]")
        }
        self.compression = max(10, compression)
    }

    static func points(_ key: StaticString, _ body: AggregationBody) throws -> [Double]? {
        guard let list = try body.array(key) else { return nil }
        return try list.elements.map { element in
            guard let number = element.double ?? element.string.flatMap({ Double($0) }) else {
                throw body.failure(
                    "[\(body.typeName)] failed to parse field [\(key)]", at: element)
            }
            return number
        }.sorted()
    }
}

/// Collects numbers into a sketch a bucket, and answers points of it.
final class QuantileAggregator: Aggregator {
    private let reader: NumberReader
    private let options: QuantileOptions
    private let runtime: AggregationRuntime
    private let answer: @Sendable (QuantileSketch, Double) -> Double?
    private var sketches: [QuantileSketch?] = []
    let typePrefix: StaticString

    init(
        _ reader: NumberReader, _ options: QuantileOptions, prefix: StaticString,
        _ build: AggregatorBuild, answer: @escaping @Sendable (QuantileSketch, Double) -> Double?
    ) {
        self.reader = reader
        self.options = options
        typePrefix = prefix
        runtime = build.runtime
        self.answer = answer
    }

    func open(_ leaf: AggregationLeaf) throws { try reader.open(leaf) }

    func close() throws {}

    func collect(_ block: BucketBlock) throws {
        guard reader.hasValues else { return }
        try reader.read(block) { run in
            for index in 0..<run.count {
                let bucket = Int(block.buckets[run.place(index)])
                try sketch(bucket).add(reader.domain.decode(run.values[index]))
            }
        }
    }

    private func sketch(_ bucket: Int) throws -> QuantileSketch {
        if bucket >= sketches.count {
            sketches += Array(repeating: nil, count: bucket + 1 - sketches.count)
        }
        if let sketch = sketches[bucket] { return sketch }
        try runtime.account(QuantileSketch.memoryBytes(compression: options.compression))
        let made = QuantileSketch(compression: options.compression)
        sketches[bucket] = made
        return made
    }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? QuantileAggregator else { return }
        for (bucket, theirs) in other.sketches.enumerated() {
            if let theirs { try sketch(Int(parents[bucket])).merge(theirs) }
        }
    }

    func finish() throws {}

    private func value(_ parent: UInt32?, _ point: Double) -> Double? {
        guard let parent, Int(parent) < sketches.count else { return nil }
        return sketches[Int(parent)].flatMap { answer($0, point) }
    }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        let json = response.json
        json.key("values" as StaticString)
        if options.isKeyed { json.beginObject() } else { json.beginArray() }
        for point in options.points {
            let value = value(parent, point)
            let text = value.flatMap { reader.domain.text(of: $0) }
            if options.isKeyed {
                let name = JSONNumber.text(point)
                json.key(name)
                if let value { json.value(value) } else { json.null() }
                if let text {
                    json.key(name + "_as_string")
                    json.value(text)
                }
            } else {
                json.beginObject()
                json.member("key", point)
                response.member("value", value)
                if let text { json.member("value_as_string", text) }
                json.endObject()
            }
        }
        if options.isKeyed { json.endObject() } else { json.endArray() }
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? {
        property.flatMap { Double($0) }.flatMap { value(parent, $0) }
    }
}

import JSON
import Segments

/// One bucket a range of a number; `from` belongs to it, `to` does not.
package struct RangeAggregation: Aggregation {
    package static let name = "range"
    package static let summary = "One bucket a range of a number."
    package static let parameters = [
        "field", "format", "keyed", "missing", "ranges", "script", "value_type",
    ]
    package static let takesChildren = true

    private let binding: FieldBinding
    private let ranges: [NumberRange]
    private let isKeyed: Bool

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
        isKeyed = try body.boolean("keyed") ?? false
        ranges = try NumberRange.parse(body) { bound, _ in
            if let number = bound.double { return (number, nil) }
            if let text = bound.string, let number = Double(text) { return (number, nil) }
            throw body.failure("[range] failed to parse a bound of [ranges]", at: bound)
        }
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: RangeAggregation.self).map(\.binding)
        return try RangeAggregator(
            ranges, isKeyed, prefix: "range",
            reader: NumberReader(bindings, aggregation: build.name), build)
    }
}

/// One range of a request.
struct NumberRange: Sendable, Equatable {
    let key: String
    /// Inclusive; -infinity when open.
    let from: Double
    /// Exclusive; infinity when open.
    let to: Double
    let fromText: String?
    let toText: String?

    private static let keys = ["from", "key", "to"]

    /// Reads `ranges`, sorted by `from`, then `to`.
    /// - Parameter bound: a bound's number, and its text where the type has one; true for `from`.
    static func parse(
        _ body: AggregationBody, _ bound: (JSONNode, Bool) throws -> (Double, String?)
    ) throws -> [NumberRange] {
        guard let list = try body.array("ranges"), list.count > 0 else {
            throw body.illegal("No [ranges] specified for the [\(body.name)] aggregation")
        }
        guard list.count <= AggregationLimits.fixedBuckets else {
            throw body.illegal("more than [\(AggregationLimits.fixedBuckets)] ranges")
        }
        let ranges = try list.elements.map { try one($0, body, bound) }
        return ranges.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    private static func one(
        _ node: JSONNode, _ body: AggregationBody,
        _ bound: (JSONNode, Bool) throws -> (Double, String?)
    ) throws -> NumberRange {
        for member in node.members where !keys.contains(member.key) {
            throw body.failure(
                "[\(body.typeName)] unknown field [\(member.key)] in a range", at: member.value)
        }
        func read(_ name: StaticString, _ open: Double) throws -> (Double, String?) {
            guard let value = node[name], !value.isNull else { return (open, nil) }
            return try bound(value, open < 0)
        }
        let (from, fromText) = try read("from", -.infinity)
        let (to, toText) = try read("to", .infinity)
        let low = from == -.infinity ? "*" : fromText ?? JSONNumber.text(from)
        let high = to == .infinity ? "*" : toText ?? JSONNumber.text(to)
        return NumberRange(
            key: node["key"]?.string ?? "\(low)-\(high)", from: from, to: to, fromText: fromText,
            toText: toText)
    }
}

/// Collects `range` and `date_range`.
final class RangeAggregator: Aggregator {
    private let ranges: [NumberRange]
    private let isKeyed: Bool
    private let reader: NumberReader
    private let buckets: FixedBuckets
    let typePrefix: StaticString
    /// Ranges as encoded numbers, `lower..<upper`. Shape: [ranges].
    private let bounds: [(lower: Int64, upper: Int64, isOpenAbove: Bool)]
    /// The distinct bounds of all ranges, ascending.
    private let limits: [Int64]
    /// Values of a run at or above each limit, and a 0. Shape: [limits + 1].
    private var reached: [Int]
    /// Where `reached` tells of a range's bounds. Shape: [ranges].
    private let places: [(lower: Int, upper: Int)]

    init(
        _ ranges: [NumberRange], _ isKeyed: Bool, prefix: StaticString, reader: NumberReader,
        _ build: AggregatorBuild
    ) {
        self.ranges = ranges
        self.isKeyed = isKeyed
        self.reader = reader
        typePrefix = prefix
        buckets = FixedBuckets(width: ranges.count, build)
        let bounds = ranges.map { range -> (lower: Int64, upper: Int64, isOpenAbove: Bool) in
            let lower = reader.domain.lowerBound(range.from)
            let upper = range.to == .infinity ? nil : reader.domain.lowerBound(range.to)
            // No number reaches `from`: an empty range.
            if lower == nil { return (Int64.max, Int64.min, false) }
            return (lower ?? .min, upper ?? .max, upper == nil)
        }
        self.bounds = bounds
        let limits = Set(bounds.flatMap { [$0.lower, $0.upper] }).sorted()
        self.limits = limits
        reached = Array(repeating: 0, count: limits.count + 1)
        let place = Dictionary(uniqueKeysWithValues: limits.enumerated().map { ($1, $0) })
        places = bounds.map {
            (place[$0.lower] ?? 0, $0.isOpenAbove ? limits.count : place[$0.upper] ?? 0)
        }
    }

    func open(_ leaf: AggregationLeaf) throws {
        try reader.open(leaf)
        try buckets.open(leaf)
    }

    func close() throws { try buckets.close() }

    func collect(_ block: BucketBlock) throws {
        guard reader.hasValues else { return }
        let isOneValued = reader.column.map { !$0.isMultiValued } ?? true
        try reader.read(block) { run in
            if block.isSingle && buckets.children.isEmpty && isOneValued {
                try count(run)
            } else {
                try assign(block, run)
            }
        }
    }

    /// One comparison loop a limit, as neighbouring ranges share theirs: no branches, no buckets.
    private func count(_ run: NumberRun) throws {
        for (place, limit) in limits.enumerated() { reached[place] = count(run, atLeast: limit) }
        for (number, place) in places.enumerated() {
            let total = reached[place.lower] - reached[place.upper]
            if total > 0 { try buckets.add(count: total, 0, number) }
        }
    }

    private func count(_ run: NumberRun, atLeast limit: Int64) -> Int {
        let (least, most) = reader.bounds ?? (.min, .max)
        if limit <= least { return run.count }
        if limit > most { return 0 }
        let values = run.values
        let count = run.count
        let (spread, overflows) = most.subtractingReportingOverflow(least)
        if overflows || spread > Int64(Int32.max) {
            var total = 0
            var index = 0
            while index < count {
                total &+= values[index] >= limit ? 1 : 0
                index &+= 1
            }
            return total
        }
        // Not every processor compares vectors of 64-bit integers.
        let distance = Int32(truncatingIfNeeded: limit &- least)
        var total: Int32 = 0
        var index = 0
        while index < count {
            let difference = Int32(truncatingIfNeeded: values[index] &- least)
            total &+= difference >= distance ? 1 : 0
            index &+= 1
        }
        return Int(total)
    }

    /// A document is in a range once, however many of its values are.
    private func assign(_ block: BucketBlock, _ run: NumberRun) throws {
        var index = 0
        while index < run.count {
            let place = run.place(index)
            var end = index + 1
            while end < run.count && run.place(end) == place { end += 1 }
            for (number, bound) in bounds.enumerated() {
                for value in index..<end where contains(bound, run.values[value]) {
                    try buckets.add(block.docs[place], block.buckets[place], number)
                    break
                }
            }
            index = end
        }
    }

    private func contains(
        _ bound: (lower: Int64, upper: Int64, isOpenAbove: Bool), _ value: Int64
    ) -> Bool {
        value >= bound.lower && (bound.isOpenAbove || value < bound.upper)
    }

    func merge(_ other: any Aggregator, _ parents: [UInt32]) throws {
        guard let other = other as? RangeAggregator else { return }
        try buckets.merge(other.buckets, parents)
    }

    func finish() throws { try buckets.children.finish() }

    func write(_ parent: UInt32?, to response: AggregationResponse) throws {
        try response.consume(ranges.count)
        let json = response.json
        json.key("buckets" as StaticString)
        if isKeyed { json.beginObject() } else { json.beginArray() }
        for (place, range) in ranges.enumerated() {
            if isKeyed { json.key(range.key) }
            json.beginObject()
            if !isKeyed { json.member("key", range.key) }
            if range.from > -.infinity {
                json.member("from", range.from)
                if let text = range.fromText { json.member("from_as_string", text) }
            }
            if range.to < .infinity {
                json.member("to", range.to)
                if let text = range.toText { json.member("to_as_string", text) }
            }
            try buckets.write(parent, place, to: response)
            json.endObject()
        }
        if isKeyed { json.endObject() } else { json.endArray() }
    }

    func metric(_ property: String?, _ parent: UInt32) -> Double? { nil }
}

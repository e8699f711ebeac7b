import JSON
import Schema

/// One bucket each interval of a number, empty ones between them filled.
package struct HistogramAggregation: OrderedAggregation {
    package static let name = "histogram"
    package static let summary = "One bucket each interval of a number."
    package static let parameters = [
        "extended_bounds", "field", "format", "hard_bounds", "interval", "keyed", "min_doc_count",
        "missing", "offset", "order", "script", "value_type",
    ]
    package static let takesChildren = true

    private let binding: FieldBinding
    private let interval: Double
    private let offset: Double
    private let options: HistogramOptions
    let orders: [BucketOrder]

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
        guard let interval = try body.double("interval") else {
            throw body.illegal("[interval] is required for histogram aggregation [\(body.name)]")
        }
        if interval <= 0 || !interval.isFinite {
            throw body.illegal("[interval] must be >0 for histogram aggregation [\(body.name)]")
        }
        self.interval = interval
        offset = try body.double("offset") ?? 0
        orders = try BucketOrder.parse(body.value("order"), body) ?? [.byKey]
        let start = offset
        options = try HistogramOptions(body) { bound in
            guard let number = bound.double ?? bound.string.flatMap({ Double($0) }) else {
                throw body.failure("[histogram] failed to parse a bound", at: bound)
            }
            let place = ((number - start) / interval).rounded(.down)
            return Int64(clampingRounded: place)
        }
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: HistogramAggregation.self).map(\.binding)
        let reader = try NumberReader(bindings, aggregation: build.name)
        return HistogramAggregator(
            NumberIntervals(interval: interval, offset: offset, domain: reader.domain), options,
            orders, reader: reader, build)
    }
}

/// What both histograms have in common in a request.
struct HistogramOptions: Sendable {
    let minimumCount: Int
    let isKeyed: Bool
    /// Intervals shown even when they are empty.
    let extended: (low: Int64?, high: Int64?)
    /// Intervals outside are dropped.
    let hard: (low: Int64?, high: Int64?)

    /// - Parameter interval: the interval a bound lies in.
    init(_ body: AggregationBody, _ interval: (JSONNode) throws -> Int64) throws {
        minimumCount = Int(
            try body.count("min_doc_count", label: "minDocCount", atLeast: 0) ?? 0)
        isKeyed = try body.boolean("keyed") ?? false
        func bounds(_ key: StaticString) throws -> (Int64?, Int64?) {
            guard let object = try body.object(key) else { return (nil, nil) }
            for member in object.members where member.key != "min" && member.key != "max" {
                throw body.failure(
                    "[bounds] unknown field [\(member.key)]", at: member.value)
            }
            func bound(_ name: StaticString) throws -> Int64? {
                guard let value = object[name], !value.isNull else { return nil }
                return try interval(value)
            }
            let (low, high) = (try bound("min"), try bound("max"))
            if let low, let high, low > high {
                throw body.illegal(
                    "[\(key).min][\(low)] cannot be greater than [\(key).max][\(high)] for "
                        + "histogram aggregation [\(body.name)]")
            }
            return (low, high)
        }
        extended = try bounds("extended_bounds")
        hard = try bounds("hard_bounds")
    }
}

/// The intervals of a histogram, each known by one number that ascends with its values.
protocol Intervals: Sendable {
    /// The interval of each of a run of encoded numbers.
    func places(
        _ values: UnsafePointer<Int64>, count: Int, into places: UnsafeMutablePointer<Int64>)
    func following(_ place: Int64) -> Int64
    func writeKey(_ place: Int64, to json: JSONWriter)
    func name(_ place: Int64) -> String
}

private struct NumberIntervals: Intervals {
    let interval: Double
    let offset: Double
    let domain: NumberDomain

    func places(
        _ values: UnsafePointer<Int64>, count: Int, into places: UnsafeMutablePointer<Int64>
    ) {
        for index in 0..<count {
            let value = domain.decode(values[index])
            places[index] = Int64(clampingRounded: ((value - offset) / interval).rounded(.down))
        }
    }

    func following(_ place: Int64) -> Int64 { place + 1 }

    private func key(_ place: Int64) -> Double { Double(place) * interval + offset }

    func writeKey(_ place: Int64, to json: JSONWriter) {
        if let text = domain.text(of: key(place)) {
            json.key("key_as_string" as StaticString)
            json.value(text)
        }
        json.key("key" as StaticString)
        json.value(key(place))
    }

    func name(_ place: Int64) -> String {
        domain.text(of: key(place)) ?? JSONNumber.text(key(place))
    }
}

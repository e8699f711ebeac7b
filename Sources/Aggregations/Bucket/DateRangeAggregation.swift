import JSON
import Schema

/// One bucket a range of dates; bounds may be date mathematics.
package struct DateRangeAggregation: Aggregation {
    package static let name = "date_range"
    package static let summary = "One bucket a range of dates."
    package static let parameters = [
        "field", "format", "keyed", "missing", "ranges", "script", "time_zone", "value_type",
    ]
    package static let takesChildren = true

    private let binding: FieldBinding
    private let ranges: [NumberRange]
    private let isKeyed: Bool

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers, unmapped: .date)
        isKeyed = try body.boolean("keyed") ?? false
        let format = binding.format ?? .standard
        let zone = binding.zone
        let math = DateMath(format: format, zone: zone, now: body.parsing.now)
        ranges = try NumberRange.parse(body) { bound, _ in
            let text: String
            if let number = bound.integer {
                text = String(number)
            } else if let given = bound.string {
                text = given
            } else {
                throw body.failure("[date_range] failed to parse a bound of [ranges]", at: bound)
            }
            let millis = try math.millis(text)
            return (Double(millis), format.print(millis: millis, zone: zone))
        }
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: DateRangeAggregation.self).map(\.binding)
        return try RangeAggregator(
            ranges, isKeyed, prefix: "date_range",
            reader: NumberReader(bindings, aggregation: build.name), build)
    }
}

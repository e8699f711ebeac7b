/// The percents of all numbers that lie up to given values.
package struct PercentileRanksAggregation: Aggregation {
    package static let name = "percentile_ranks"
    package static let summary = "The percents of all numbers that lie up to given values."
    package static let parameters = [
        "field", "format", "hdr", "keyed", "missing", "script", "tdigest", "value_type", "values",
    ]
    package static let takesChildren = false

    private let binding: FieldBinding
    private let options: QuantileOptions

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
        guard let values = try QuantileOptions.points("values", body), !values.isEmpty else {
            throw body.illegal("[values] must not be an empty array: [\(body.name)]")
        }
        options = try QuantileOptions(body, points: values)
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: PercentileRanksAggregation.self).map(\.binding)
        let reader = try NumberReader(bindings, aggregation: build.name)
        return QuantileAggregator(reader, options, prefix: "tdigest_percentile_ranks", build) {
            sketch, value in sketch.share(upTo: value).map { $0 * 100 }
        }
    }
}

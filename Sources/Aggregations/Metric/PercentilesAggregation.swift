/// The numbers below which given percents of all lie.
package struct PercentilesAggregation: Aggregation {
    package static let name = "percentiles"
    package static let summary = "The numbers below which given percents of all lie."
    package static let parameters = [
        "field", "format", "hdr", "keyed", "missing", "percents", "script", "tdigest", "value_type",
    ]
    package static let takesChildren = false

    private let binding: FieldBinding
    private let options: QuantileOptions

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
        let percents = try QuantileOptions.points("percents", body) ?? [1, 5, 25, 50, 75, 95, 99]
        if percents.isEmpty {
            throw body.illegal("[percents] must not be empty: [\(body.name)]")
        }
        for percent in percents where !(0...100).contains(percent) {
            throw body.illegal("percent must be in [0,100], got [\(percent)]: [\(body.name)]")
        }
        options = try QuantileOptions(body, points: percents)
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: PercentilesAggregation.self).map(\.binding)
        let reader = try NumberReader(bindings, aggregation: build.name)
        return QuantileAggregator(reader, options, prefix: "tdigest_percentiles", build) {
            $0.quantile($1 / 100)
        }
    }
}

import Glibc
import JSON

/// `stats` with the sum of squares, variances and standard deviations.
package struct ExtendedStatsAggregation: NumberMetric {
    package static let name = "extended_stats"
    package static let summary = "stats with variances and standard deviations."
    package static let parameters = [
        "field", "format", "missing", "script", "sigma", "value_type",
    ]
    static let prefix: StaticString = "extended_stats"

    let binding: FieldBinding
    /// How many standard deviations the bounds lie from the mean.
    private let sigma: Double

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
        sigma = try body.double("sigma") ?? 2
        if sigma < 0 {
            throw body.illegal(
                "[sigma] must be greater than or equal to 0. Found [\(sigma)] in [\(body.name)]")
        }
    }

    struct State: NumberMetricState {
        var stats = StatsAggregation.State()
        var squares = CompensatedSum()

        @inline(__always)
        mutating func add(_ value: Double) {
            stats.add(value)
            squares.add(value * value)
        }

        mutating func merge(_ other: State) {
            stats.merge(other.stats)
            squares.merge(other.squares)
        }

        private func variance(over divisor: Double) -> Double {
            let sum = stats.sum.value
            let variance = (squares.value - sum * sum / Double(stats.count)) / divisor
            return variance < 0 ? 0 : variance
        }

        /// Nil without values.
        var population: Double? {
            stats.count == 0 ? nil : variance(over: Double(stats.count))
        }

        /// NaN for one value.
        var sampling: Double? {
            stats.count == 0 ? nil : variance(over: Double(stats.count - 1))
        }
    }

    func write(_ state: State, _ domain: NumberDomain, to response: AggregationResponse) {
        state.stats.write(domain, to: response)
        let isEmpty = state.stats.count == 0
        response.member("sum_of_squares", isEmpty ? nil : state.squares.value)
        response.member("variance", state.population)
        response.member("variance_population", state.population)
        response.member("variance_sampling", state.sampling)
        response.member("std_deviation", state.population.map(sqrt))
        response.member("std_deviation_population", state.population.map(sqrt))
        response.member("std_deviation_sampling", state.sampling.map(sqrt))
        response.json.key("std_deviation_bounds" as StaticString)
        response.json.beginObject()
        response.member("upper", bound(state, state.population, 1))
        response.member("lower", bound(state, state.population, -1))
        response.member("upper_population", bound(state, state.population, 1))
        response.member("lower_population", bound(state, state.population, -1))
        response.member("upper_sampling", bound(state, state.sampling, 1))
        response.member("lower_sampling", bound(state, state.sampling, -1))
        response.json.endObject()
    }

    private func bound(_ state: State, _ variance: Double?, _ side: Double) -> Double? {
        guard let variance, let mean = state.stats.mean else { return nil }
        return mean + side * sqrt(variance) * sigma
    }

    func number(_ property: String?, _ state: State) -> Double? {
        switch property {
        case "sum_of_squares": state.squares.value
        case "variance", "variance_population": state.population
        case "variance_sampling": state.sampling
        case "std_deviation", "std_deviation_population": state.population.map(sqrt)
        case "std_deviation_sampling": state.sampling.map(sqrt)
        case "std_upper", "std_upper_population": bound(state, state.population, 1)
        case "std_lower", "std_lower_population": bound(state, state.population, -1)
        case "std_upper_sampling": bound(state, state.sampling, 1)
        case "std_lower_sampling": bound(state, state.sampling, -1)
        default: state.stats.number(property)
        }
    }
}

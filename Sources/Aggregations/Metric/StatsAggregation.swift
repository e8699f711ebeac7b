import JSON

/// Count, smallest, largest, mean and sum of a number.
package struct StatsAggregation: NumberMetric {
    package static let name = "stats"
    package static let summary = "Count, smallest, largest, mean and sum of a number."
    package static let parameters = ["field", "format", "missing", "script", "value_type"]
    static let prefix: StaticString = "stats"

    let binding: FieldBinding

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
    }

    struct State: NumberMetricState {
        var count = 0
        var minimum = Double.infinity
        var maximum = -Double.infinity
        var sum = CompensatedSum()

        @inline(__always)
        mutating func add(_ value: Double) {
            count &+= 1
            minimum = value < minimum ? value : minimum
            maximum = value > maximum ? value : maximum
            sum.add(value)
        }

        mutating func merge(_ other: State) {
            count += other.count
            minimum = min(minimum, other.minimum)
            maximum = max(maximum, other.maximum)
            sum.merge(other.sum)
        }

        var mean: Double? { count == 0 ? nil : sum.value / Double(count) }

        func number(_ property: String?) -> Double? {
            switch property {
            case "count": Double(count)
            case "min": minimum
            case "max": maximum
            case "avg": mean ?? 0
            case "sum": sum.value
            default: nil
            }
        }

        func write(_ domain: NumberDomain, to response: AggregationResponse) {
            response.json.member("count", count)
            let isEmpty = count == 0
            response.member("min", isEmpty ? nil : minimum)
            response.member("max", isEmpty ? nil : maximum)
            response.member("avg", mean)
            response.member("sum", sum.value)
            guard !isEmpty, let text = domain.text(of: minimum) else { return }
            response.json.member("min_as_string", text)
            response.json.member("max_as_string", domain.text(of: maximum) ?? "")
            response.json.member("avg_as_string", domain.text(of: mean ?? 0) ?? "")
            response.json.member("sum_as_string", domain.text(of: sum.value) ?? "")
        }
    }

    func write(_ state: State, _ domain: NumberDomain, to response: AggregationResponse) {
        state.write(domain, to: response)
    }

    func number(_ property: String?, _ state: State) -> Double? { state.number(property) }
}

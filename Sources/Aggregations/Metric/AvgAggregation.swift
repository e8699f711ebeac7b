import JSON

/// The mean of a number.
package struct AvgAggregation: NumberMetric {
    package static let name = "avg"
    package static let summary = "The mean of a number."
    package static let parameters = ["field", "format", "missing", "script", "value_type"]
    static let prefix: StaticString = "avg"

    let binding: FieldBinding

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
    }

    struct State: NumberMetricState {
        var count = 0
        var sum = CompensatedSum()

        @inline(__always)
        mutating func add(_ value: Double) {
            count &+= 1
            sum.add(value)
        }

        mutating func merge(_ other: State) {
            count += other.count
            sum.merge(other.sum)
        }
    }

    func write(_ state: State, _ domain: NumberDomain, to response: AggregationResponse) {
        response.writeValue(number(nil, state), domain)
    }

    func number(_ property: String?, _ state: State) -> Double? {
        guard property == nil || property == "value", state.count > 0 else { return nil }
        return state.sum.value / Double(state.count)
    }
}

import JSON

/// The largest value of a number.
package struct MaxAggregation: NumberMetric {
    package static let name = "max"
    package static let summary = "The largest value of a number."
    package static let parameters = ["field", "format", "missing", "script", "value_type"]
    static let prefix: StaticString = "max"

    let binding: FieldBinding

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
    }

    struct State: NumberMetricState {
        var value: Double = -.infinity

        @inline(__always)
        mutating func add(_ other: Double) { value = other > value ? other : value }

        mutating func merge(_ other: State) { add(other.value) }
    }

    func write(_ state: State, _ domain: NumberDomain, to response: AggregationResponse) {
        response.writeValue(number(nil, state), domain)
    }

    func number(_ property: String?, _ state: State) -> Double? {
        guard property == nil || property == "value", state.value != -.infinity else { return nil }
        return state.value
    }
}

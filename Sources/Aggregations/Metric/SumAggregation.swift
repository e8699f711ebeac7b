import JSON

/// The sum of a number.
package struct SumAggregation: NumberMetric {
    package static let name = "sum"
    package static let summary = "The sum of a number."
    package static let parameters = ["field", "format", "missing", "script", "value_type"]
    static let prefix: StaticString = "sum"

    let binding: FieldBinding

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers)
    }

    struct State: NumberMetricState {
        var sum = CompensatedSum()

        @inline(__always)
        mutating func add(_ value: Double) { sum.add(value) }

        mutating func merge(_ other: State) { sum.merge(other.sum) }
    }

    func write(_ state: State, _ domain: NumberDomain, to response: AggregationResponse) {
        response.writeValue(state.sum.value, domain)
    }

    func number(_ property: String?, _ state: State) -> Double? {
        property == nil || property == "value" ? state.sum.value : nil
    }
}

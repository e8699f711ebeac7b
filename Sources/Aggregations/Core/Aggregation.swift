/// One kind of aggregation as a request defines it for one index, from its parameters to the
/// collector
/// that writes its part of the response.
///
/// One file a kind in `Bucket/` or `Metric/`, one line in `AggregationRegistry`.
package protocol Aggregation: Sendable {
    /// The key in the request.
    static var name: String { get }
    static var summary: String { get }
    /// Every key its body may have.
    static var parameters: [String] { get }
    /// Metrics answer with a number and have no children.
    static var takesChildren: Bool { get }

    /// Whether its body is one query, so that its keys are a clause's.
    static var hasQueryBody: Bool { get }

    init(_ body: AggregationBody) throws

    /// The nested path of the documents its children see.
    func path(ofChildrenIn nestedPath: String?) -> String?

    /// Refuses orders by children there are not.
    func checkOrders(by children: [AggregationNode]) throws(AggregationError)

    /// The collector for a search over one or more indices. Called on the definition of the first.
    func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator
}

extension Aggregation {
    package static var hasQueryBody: Bool { false }

    package func path(ofChildrenIn nestedPath: String?) -> String? { nestedPath }

    package func checkOrders(by children: [AggregationNode]) throws(AggregationError) {}
}

/// What a collector is built from.
package struct AggregatorBuild {
    /// The aggregation's own name.
    package let name: String
    /// The definitions of the same aggregation for each index of the search, in their order.
    let definitions: [any Aggregation]
    package let children: ChildAggregators
    package let runtime: AggregationRuntime

    /// The definitions as what they are.
    func definitions<T: Aggregation>(of type: T.Type) -> [T] {
        definitions.compactMap { $0 as? T }
    }
}

import JSON

/// One aggregation of a request, named, with its children, for one index.
package struct AggregationNode: Sendable {
    package let name: String
    package let aggregation: any Aggregation
    /// Echoed in the response.
    package let meta: JSONValue?
    package let children: [AggregationNode]
}

/// The aggregations of a request, read for one index.
package struct AggregationPlan: Sendable {
    package let roots: [AggregationNode]

    package var isEmpty: Bool { roots.isEmpty }
}

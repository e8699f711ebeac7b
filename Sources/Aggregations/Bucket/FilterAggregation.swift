import Search

/// The documents a query matches.
package struct FilterAggregation: SoleBucketAggregation {
    package static let name = "filter"
    package static let summary = "The documents a query matches."
    /// The body is the query itself.
    package static let parameters: [String] = []
    package static let takesChildren = true
    package static let hasQueryBody = true

    private let query: any Query

    package init(_ body: AggregationBody) throws {
        query = try body.query(body.node)
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let queries = build.definitions(of: FilterAggregation.self).map(\.query)
        return SoleBucketAggregator(
            QueryMembership(queries, build.runtime), prefix: "filter", build)
    }
}

/// The best of its clauses' scores, plus a share of the others'.
package struct DisjunctionMaxQuery: Query {
    package let queries: [any Query]
    /// Share of the scores below the best. Range: 0...1.
    package let tieBreaker: Float

    package init(queries: [any Query], tieBreaker: Float = 0) {
        self.queries = queries
        self.tieBreaker = tieBreaker
    }

    package var description: String {
        "(" + queries.map { $0.description }.joined(separator: " | ") + ")~\(tieBreaker)"
    }
}

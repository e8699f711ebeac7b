/// Clauses combined: all of `must` and `filter`, none of `mustNot`, enough of `should`.
package struct BooleanQuery: Query {
    /// Required and scored.
    package let must: [any Query]
    /// Required, not scored.
    package let filter: [any Query]
    /// Optional and scored.
    package let should: [any Query]
    /// Prohibited.
    package let mustNot: [any Query]
    /// How many of `should` have to match; nil is 1 without required clauses, else 0.
    package let minimumShouldMatch: Int?

    package init(
        must: [any Query] = [], filter: [any Query] = [], should: [any Query] = [],
        mustNot: [any Query] = [], minimumShouldMatch: Int? = nil
    ) {
        self.must = must
        self.filter = filter
        self.should = should
        self.mustNot = mustNot
        self.minimumShouldMatch = minimumShouldMatch
    }

    package var description: String { clauseText }

    private var clauseText: String {
        var parts = must.map { "+\($0.description)" }
        parts += filter.map { "#\($0.description)" }
        parts += should.map { $0.description }
        parts += mustNot.map { "-\($0.description)" }
        let text = "(" + parts.joined(separator: " ") + ")"
        return minimumShouldMatch.map { text + "~\($0)" } ?? text
    }
}

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

extension BooleanQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if must.isEmpty && filter.isEmpty && should.isEmpty && mustNot.isEmpty {
            return try MatchAllQuery().makeWeight(
                context, needsScores: needsScores, boost: boost)
        }
        let plan = BooleanPlan(self, boost: boost, needsScores: needsScores)
        if let single = plan.onlyClause {
            return try single.query.makeWeight(
                context, needsScores: needsScores, boost: single.boost)
        }
        return try makeWeight(context, plan, needsScores)
    }

    private func makeWeight(
        _ context: SearchContext, _ plan: BooleanPlan, _ needsScores: Bool
    ) throws -> any Weight {
        if plan.minimumShouldMatch > plan.should.count {
            return NoWeight(
                reason: "minimum_should_match \(plan.minimumShouldMatch) of "
                    + "\(plan.should.count) clauses")
        }
        var required = try plan.must.map {
            BooleanWeight.Required(
                weight: try $0.query.makeWeight(context, needsScores: true, boost: $0.boost),
                isScoring: true)
        }
        var filters = plan.filter
        let hasPositive = !plan.must.isEmpty || !filters.isEmpty || plan.minimumShouldMatch > 0
        if !hasPositive { filters.append(MatchAllQuery()) }
        required += try filters.map {
            BooleanWeight.Required(
                weight: try $0.makeWeight(context, needsScores: false, boost: 1),
                isScoring: false)
        }
        return BooleanWeight(
            context: context, required: required,
            optional: try plan.should.map {
                try $0.query.makeWeight(context, needsScores: needsScores, boost: $0.boost)
            },
            minimumShouldMatch: plan.minimumShouldMatch,
            prohibited: try plan.mustNot.map {
                try $0.makeWeight(context, needsScores: false, boost: 1)
            },
            isScoring: needsScores)
    }
}

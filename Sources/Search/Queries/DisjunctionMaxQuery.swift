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

extension DisjunctionMaxQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if queries.isEmpty { return NoWeight(reason: "dis_max without queries") }
        if let sum {
            return try sum.makeWeight(context, needsScores: needsScores, boost: boost)
        }
        let weights = try queries.map {
            try $0.makeWeight(context, needsScores: needsScores, boost: boost)
        }
        if weights.count == 1 { return weights[0] }
        return DisjunctionMaxWeight(
            weights, tieBreaker: tieBreaker, isScoring: needsScores,
            shortCost: context.countedCost)
    }
}

extension DisjunctionMaxQuery {
    /// Any of the clauses, where scores do not matter.
    var alternatives: BooleanQuery? { queries.isEmpty ? nil : BooleanQuery(should: queries) }

    /// The same query as a sum: with the others counting whole, the best one is nothing special.
    /// Lucene rewrites it so, too.
    var sum: BooleanQuery? { tieBreaker == 1 ? alternatives : nil }
}

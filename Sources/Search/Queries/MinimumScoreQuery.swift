/// What another query matches with at least some score.
package struct MinimumScoreQuery: Query {
    package let query: any Query
    package let minimumScore: Float

    package init(query: any Query, minimumScore: Float) {
        self.query = query
        self.minimumScore = minimumScore
    }

    package var description: String { "min_score(\(query.description), \(minimumScore))" }
}

extension MinimumScoreQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        MinimumScoreWeight(
            try query.makeWeight(context, needsScores: true, boost: boost),
            minimumScore: minimumScore, isScoring: needsScores)
    }
}

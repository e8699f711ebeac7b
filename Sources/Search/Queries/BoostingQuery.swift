/// What `positive` matches; documents that match `negative` too have their score multiplied.
package struct BoostingQuery: Query {
    package let positive: any Query
    package let negative: any Query
    /// Range: 0...1 as a rule; not negative.
    package let negativeBoost: Float

    package init(positive: any Query, negative: any Query, negativeBoost: Float) {
        self.positive = positive
        self.negative = negative
        self.negativeBoost = negativeBoost
    }

    package var description: String {
        "boosting(+\(positive.description) -\(negative.description)^\(negativeBoost))"
    }
}

extension BoostingQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let inner = try positive.makeWeight(context, needsScores: needsScores, boost: boost)
        if !needsScores { return inner }
        return BoostingWeight(
            inner, try negative.makeWeight(context, needsScores: false, boost: 1),
            negativeBoost: negativeBoost)
    }
}

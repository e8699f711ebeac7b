/// What another query matches; the boost is the score.
package struct ConstantScoreQuery: Query {
    package let query: any Query

    package init(query: any Query) {
        self.query = query
    }

    package var description: String { "ConstantScore(\(query.description))" }
}

extension ConstantScoreQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let inner = try query.makeWeight(context, needsScores: false, boost: 1)
        return ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            count: { try inner.exactCount($0) }, matches: { try inner.makeScorer($0) })
    }
}

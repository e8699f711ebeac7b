/// Another query with its score multiplied.
package struct BoostQuery: Query {
    package let query: any Query
    /// Not negative.
    package let boost: Float

    package init(query: any Query, boost: Float) {
        self.query = query
        self.boost = boost
    }

    package var description: String { "(\(query.description))^\(boost)" }
}

extension BoostQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        try query.makeWeight(context, needsScores: needsScores, boost: boost * self.boost)
    }
}

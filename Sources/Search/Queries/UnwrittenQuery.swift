extension Query {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        preconditionFailure("unwritten")
    }
}

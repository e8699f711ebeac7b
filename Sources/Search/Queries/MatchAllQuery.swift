import Segments

/// Every document, with the boost as its score.
package struct MatchAllQuery: Query {
    package init() {}

    package var description: String { "*:*" }
}

extension MatchAllQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            count: { $0.view.liveCount },
            matches: { AllScorer(documentCount: $0.documentCount) })
    }
}

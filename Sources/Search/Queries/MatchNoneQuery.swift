/// No document.
package struct MatchNoneQuery: Query {
    /// Why the plan knows that nothing matches; shown by explain.
    package let reason: String

    package init(reason: String = "") {
        self.reason = reason
    }

    package var description: String { "MatchNoDocsQuery(\"\(reason)\")" }
}

extension MatchNoneQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        NoWeight(reason: reason.isEmpty ? description : reason)
    }
}

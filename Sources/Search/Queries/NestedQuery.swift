import Segments

/// Documents with nested objects that another query matches.
package struct NestedQuery: Query {
    /// How the scores of a document's objects become its own.
    package enum ScoreMode: String, Sendable, CaseIterable {
        case avg, max, min, none, sum
    }

    /// Spaces from the first below the documents' own to the objects'.
    package let spaces: [SpaceNumber]
    /// Dotted path of the objects.
    package let path: String
    /// What objects have to match.
    package let query: any Query
    package let scoreMode: ScoreMode

    package init(
        spaces: [SpaceNumber], path: String, query: any Query, scoreMode: ScoreMode = .avg
    ) {
        precondition(!spaces.isEmpty, "nested objects live in a space of their own")
        self.spaces = spaces
        self.path = path
        self.query = query
        self.scoreMode = scoreMode
    }

    package var description: String {
        "ToParentBlockJoinQuery (\(path): \(query.description))"
    }
}

extension NestedQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let scores = needsScores && scoreMode != .none
        return NestedWeight(
            self, try query.makeWeight(context, needsScores: scores, boost: boost),
            isScoring: scores)
    }
}

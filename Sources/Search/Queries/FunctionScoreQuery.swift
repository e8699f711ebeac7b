import Segments

/// Another query's matches with their scores changed by functions of the document.
package struct FunctionScoreQuery: Query {
    /// How the values of several functions become one.
    package enum ScoreMode: Sendable { case multiply, sum, avg, first, max, min }

    /// How the functions' value and the query's score become one.
    package enum BoostMode: Sendable { case multiply, replace, sum, avg, max, min }

    package let query: any Query
    package let functions: [ScoreFunction]
    package let scoreMode: ScoreMode
    package let boostMode: BoostMode
    /// Cap of the functions' value; nil is none.
    package let maxBoost: Float?
    /// Documents that score less do not match; nil keeps all.
    package let minScore: Float?

    package init(
        query: any Query, functions: [ScoreFunction], scoreMode: ScoreMode = .multiply,
        boostMode: BoostMode = .multiply, maxBoost: Float? = nil, minScore: Float? = nil
    ) {
        self.query = query
        self.functions = functions
        self.scoreMode = scoreMode
        self.boostMode = boostMode
        self.maxBoost = maxBoost
        self.minScore = minScore
    }

    package var description: String { "function score (\(query.description))" }
}

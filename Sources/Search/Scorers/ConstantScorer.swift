import Segments

/// Gives every match of a score-free scorer the same score.
final class ConstantScorer: Scorer {
    private let matches: any Scorer
    private let score: Float
    var threshold: Float = -.infinity

    init(_ matches: any Scorer, score: Float) {
        self.matches = matches
        self.score = score
    }

    var cost: Int { matches.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        if score <= threshold {
            block.count = 0
            skip(to: limit)
            return false
        }
        let hasMore = try matches.fill(upTo: limit, block)
        block.setScores(to: score)
        return hasMore
    }

    func retain(_ block: DocBlock) throws {
        try matches.retain(block)
        block.addToScores(score)
    }

    func maxScore(through doc: DocID) -> Float { score }

    func boundEnd() -> DocID { .max }

    var followsCheaply: Bool { matches.followsCheaply }

    var findsSlowly: Bool { matches.findsSlowly }

    func skip(to doc: DocID) { matches.skip(to: doc) }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        try matches.mark(words, from: start, to: end)
    }
}

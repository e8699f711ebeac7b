import Segments

/// A query without the documents that score too little.
final class MinimumScoreWeight: Weight {
    private let inner: any Weight
    private let minimumScore: Float
    private let isScoring: Bool

    /// - Parameter inner: scoring, whether scores are wanted or not.
    init(_ inner: any Weight, minimumScore: Float, isScoring: Bool) {
        self.inner = inner
        self.minimumScore = minimumScore
        self.isScoring = isScoring
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        try inner.makeScorer(leaf).map {
            MinimumScoreScorer($0, minimumScore: minimumScore, isScoring: isScoring)
        }
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let inner = try inner.explain(doc, in: leaf)
        if !inner.matched || inner.value >= minimumScore { return inner }
        return .noMatch("score \(inner.value) is below min_score \(minimumScore)", [inner])
    }
}

/// The scorer of `MinimumScoreWeight`.
final class MinimumScoreScorer: Scorer {
    private let inner: any Scorer
    private let least: Float
    private let isScoring: Bool
    private let own = DocBlock()
    var threshold: Float = -.infinity

    init(_ inner: any Scorer, minimumScore: Float, isScoring: Bool) {
        self.inner = inner
        least = minimumScore.nextDown
        self.isScoring = isScoring
    }

    var cost: Int { inner.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        inner.threshold = max(threshold, least)
        let hasMore = try inner.fill(upTo: limit, block)
        block.keep(above: Double(least))
        return hasMore
    }

    func retain(_ block: DocBlock) throws {
        own.copyDocuments(of: block)
        try inner.retain(own)
        own.keep(above: Double(least))
        block.keep(in: own)
        if isScoring { block.addScores(of: own) }
    }

    func maxScore(through doc: DocID) -> Float { isScoring ? inner.maxScore(through: doc) : 0 }

    func boundEnd() -> DocID { inner.boundEnd() }

    var findsSlowly: Bool { true }

    func skip(to doc: DocID) { inner.skip(to: doc) }
}

import Segments

/// A query whose score is multiplied where another matches.
final class BoostingWeight: Weight {
    private let positive: any Weight
    private let negative: any Weight
    private let negativeBoost: Float

    init(_ positive: any Weight, _ negative: any Weight, negativeBoost: Float) {
        self.positive = positive
        self.negative = negative
        self.negativeBoost = negativeBoost
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        guard let inner = try positive.makeScorer(leaf) else { return nil }
        guard let demoting = try negative.makeScorer(leaf) else { return inner }
        return BoostingScorer(inner, demoting, factor: negativeBoost)
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let inner = try positive.explain(doc, in: leaf)
        if !inner.matched { return inner }
        if try negative.score(of: doc, in: leaf) == nil { return inner }
        return .match(
            Float(Double(inner.value) * Double(negativeBoost)), "product of:",
            [inner, .match(negativeBoost, "negative boost")])
    }
}

/// The scorer of `BoostingWeight`.
final class BoostingScorer: Scorer {
    private let positive: any Scorer
    private let negative: any Scorer
    private let factor: Double
    private let spare = DocBlock()
    private let own = DocBlock()
    /// What the factor can raise a score by at most.
    private let growth: Double
    var threshold: Float = -.infinity

    init(_ positive: any Scorer, _ negative: any Scorer, factor: Float) {
        self.positive = positive
        self.negative = negative
        self.factor = Double(factor)
        growth = max(1, Double(factor))
    }

    var cost: Int { positive.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        positive.threshold = (Double(threshold) / growth).roundedDownToFloat
        let hasMore = try positive.fill(upTo: limit, block)
        try demote(block)
        return hasMore
    }

    private func demote(_ block: DocBlock) throws {
        if block.count == 0 { return }
        spare.copyDocuments(of: block)
        negative.skip(to: block.docs[0])
        try negative.retain(spare)
        var at = 0
        for found in 0..<spare.count {
            while block.docs[at] < spare.docs[found] { at &+= 1 }
            block.scores[at] = Double(Float(block.scores[at] * factor))
        }
    }

    func retain(_ block: DocBlock) throws {
        own.copyDocuments(of: block)
        try positive.retain(own)
        try demote(own)
        block.keep(in: own)
        block.addScores(of: own)
    }

    func maxScore(through doc: DocID) -> Float {
        (Double(positive.maxScore(through: doc)) * growth).roundedUpToFloat
    }

    func boundEnd() -> DocID { positive.boundEnd() }

    var findsSlowly: Bool { positive.findsSlowly }

    func skip(to doc: DocID) { positive.skip(to: doc) }
}

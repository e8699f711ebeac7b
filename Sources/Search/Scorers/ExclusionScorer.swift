import Segments

/// Documents of one clause that another, score-free one does not match.
final class ExclusionScorer: Scorer {
    private let included: any Scorer
    private let excluded: any Scorer
    private let spare = DocBlock()

    init(_ included: any Scorer, excluding excluded: any Scorer) {
        self.included = included
        self.excluded = excluded
    }

    var threshold: Float {
        get { included.threshold }
        set { included.threshold = newValue }
    }

    var cost: Int { included.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        let hasMore = try included.fill(upTo: limit, block)
        try exclude(block)
        return hasMore
    }

    private func exclude(_ block: DocBlock) throws {
        if block.count == 0 { return }
        spare.copyDocuments(of: block)
        excluded.skip(to: block.docs[0])
        try excluded.retain(spare)
        if spare.count > 0 { block.remove(in: spare) }
    }

    func retain(_ block: DocBlock) throws {
        try included.retain(block)
        try exclude(block)
    }

    func maxScore(through doc: DocID) -> Float { included.maxScore(through: doc) }

    func boundEnd() -> DocID { included.boundEnd() }

    var findsSlowly: Bool { included.findsSlowly }

    func skip(to doc: DocID) { included.skip(to: doc) }
}

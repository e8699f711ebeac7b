import Segments

/// Documents of a required clause, with an optional clause's score added where it matches. Scoring.
final class OptionalScorer: Scorer {
    private let required: any Scorer
    private let optional: any Scorer
    private let documentCount: UInt32
    private var position: UInt32 = 0
    private var windowEnd: UInt32 = 0
    /// What the optional clause can add in the window.
    private var more: Double = 0
    private let own = DocBlock()
    var threshold: Float = -.infinity

    init(required: any Scorer, optional: any Scorer, documentCount: Int) {
        self.required = required
        self.optional = optional
        self.documentCount = UInt32(documentCount)
    }

    var cost: Int { required.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        while position < end && block.count == 0 {
            if position >= windowEnd && !openWindow(end) {
                position = windowEnd
                continue
            }
            required.threshold = (Double(threshold) - more).roundedDownToFloat
            let hasMore = try required.fill(upTo: windowEnd, block)
            position = hasMore ? max(position, block.lastDocument.map { $0 &+ 1 } ?? 0) : windowEnd
            if block.count > 0 {
                optional.skip(to: block.docs[0])
                try optional.apply(block)
                block.keep(above: Double(threshold))
            }
        }
        block.roundScores()
        return position < end
    }

    private func openWindow(_ end: UInt32) -> Bool {
        required.skip(to: position)
        optional.skip(to: position)
        let stop = min(required.boundEnd(), optional.boundEnd()).saturatingSuccessor
        let least = position.saturatingAdd(UInt32(TermDisjunctionScorer.minimumWindow))
        windowEnd = min(end, max(stop, least))
        more = Double(optional.maxScore(through: windowEnd - 1)) * TermDisjunctionScorer.slack
        let own = Double(required.maxScore(through: windowEnd - 1))
        if (own + more) * TermDisjunctionScorer.slack <= Double(threshold) { return false }
        return true
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        own.copyDocuments(of: block)
        try required.retain(own)
        try optional.apply(own)
        own.roundScores()
        block.keep(in: own)
        block.addScores(of: own)
        skip(to: next)
    }

    func maxScore(through doc: DocID) -> Float {
        if position >= documentCount { return 0 }
        required.skip(to: position)
        optional.skip(to: position)
        let sum =
            Double(required.maxScore(through: doc)) + Double(optional.maxScore(through: doc))
        return (sum * TermDisjunctionScorer.slack).roundedUpToFloat
    }

    func boundEnd() -> DocID { min(required.boundEnd(), optional.boundEnd()) }

    var findsSlowly: Bool { required.findsSlowly }

    func skip(to doc: DocID) {
        if doc <= position { return }
        position = min(doc, documentCount)
        required.skip(to: position)
    }
}

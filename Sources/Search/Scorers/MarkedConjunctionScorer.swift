import Segments

/// Documents that all of some clauses match, found as bits and only then scored.
///
/// For clauses that are disjunctions of terms and seldom agree: marking a posting costs a fraction
/// of scoring it, and few documents are left to score. Needs every clause twice, once without
/// scores to find matches and once with to score them, since a scorer only moves forward. Windows
/// whose bounds together cannot pass the threshold are skipped unread.
final class MarkedConjunctionScorer: MatchCountingScorer {
    /// Documents of a window, at least.
    private static let minimumWindow: UInt32 = 1 << 13
    /// Documents of a window, at most.
    private static let maximumWindow: UInt32 = 1 << 15
    /// Share of the lead's documents the others are expected to leave, up to which this pays.
    static let worthwhileShare = 0.1

    private let lead: any Scorer
    private let followers: [any Scorer]
    private let scorers: [any Scorer]
    private let documentCount: UInt32
    private let marking: MarkIntersection
    private let own = DocBlock()
    private let words: UnsafeMutablePointer<UInt64>
    private var position: UInt32 = 0
    /// The window's documents are in `words` from `position` on.
    private var windowEnd: UInt32 = 0
    private var windowBase: UInt32 = 0
    /// Of the scorers over the documents of a block.
    private var bounds: [Double]
    var threshold: Float = -.infinity

    /// - Parameters:
    ///   - matchers: every clause, score-free, by cost ascending.
    ///   - scorers: the clauses that score.
    init(matchers: [any Scorer], scorers: [any Scorer], documentCount: Int) {
        lead = matchers[0]
        followers = Array(matchers.dropFirst())
        marking = MarkIntersection(lead: lead, followers: followers)
        self.scorers = scorers
        bounds = [Double](repeating: 0, count: scorers.count)
        self.documentCount = UInt32(documentCount)
        let count = Int(MarkedConjunctionScorer.maximumWindow) / 64 + 2
        words = .allocate(capacity: count)
        words.initialize(repeating: 0, count: count)
    }

    deinit { words.deallocate() }

    var cost: Int { lead.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        while position < end && block.count == 0 {
            let isOpen = try position < windowEnd || openWindow(end)
            if !isOpen {
                position = windowEnd
                continue
            }
            takeMatches(block)
            try scorePromising(block)
        }
        block.roundScores()
        return position < end
    }

    func fillCounting(
        upTo limit: DocID, _ block: DocBlock, live: UnsafePointer<UInt64>?, most: Int
    ) throws -> (hasMore: Bool, matches: Int) {
        block.count = 0
        let end = min(limit, documentCount)
        var matches = 0
        while position < end && block.count == 0 && matches <= most {
            if position >= windowEnd {
                windowEnd = end
                try markWindow()
            }
            takeMatches(block)
            if let live { block.keep(set: live) }
            matches += block.count
            try scorePromising(block)
        }
        block.roundScores()
        return (position < end, matches)
    }

    /// - Returns: false when nothing in the window can pass the threshold.
    private func openWindow(_ end: UInt32) throws -> Bool {
        let least = position.saturatingAdd(MarkedConjunctionScorer.minimumWindow)
        let most = position.saturatingAdd(MarkedConjunctionScorer.maximumWindow)
        skipScorers()
        let stop = scorers.reduce(DocID.max) { min($0, $1.boundEnd()) }.saturatingSuccessor
        windowEnd = min(end, max(least, min(stop, most)))
        if threshold > -.infinity && maxScore(through: windowEnd - 1) <= threshold { return false }
        try markWindow()
        return true
    }

    /// Finds the matches from the position to the window's end, which may have to come nearer.
    private func markWindow() throws {
        windowBase = position & ~63
        windowEnd = min(windowEnd, windowBase.saturatingAdd(MarkedConjunctionScorer.maximumWindow))
        try marking.mark(words - Int(windowBase &>> 6), from: position, to: windowEnd)
    }

    /// Moves the next matches of the window to the block.
    private func takeMatches(_ block: DocBlock) {
        let end = Int((windowEnd &- windowBase &+ 63) &>> 6)
        let word = block.takeBits(
            words, from: Int((position &- windowBase) &>> 6), to: end, base: windowBase)
        position = word == end ? windowEnd : windowBase &+ UInt32(word) &* 64
    }

    private func score(_ block: DocBlock) throws {
        if block.count == 0 { return }
        block.setScores(to: 0)
        for scorer in scorers {
            scorer.skip(to: block.docs[0])
            try scorer.apply(block)
        }
    }

    /// Scores clause by clause, and leaves out what the others' bounds cannot lift over the
    /// threshold.
    private func scorePromising(_ block: DocBlock) throws {
        guard let last = block.lastDocument, threshold > -.infinity else {
            return try score(block)
        }
        for (index, scorer) in scorers.enumerated() {
            scorer.skip(to: block.docs[0])
            bounds[index] = Double(scorer.maxScore(through: last))
        }
        var cut = Double(threshold) - bounds.reduce(0, +) * TermDisjunctionScorer.slack
        if cut >= 0 {
            block.count = 0
            return
        }
        block.setScores(to: 0)
        for (index, scorer) in scorers.enumerated() {
            if block.count == 0 { return }
            scorer.skip(to: block.docs[0])
            try scorer.apply(block)
            cut += bounds[index]
            block.keep(above: index == scorers.count - 1 ? Double(threshold) : cut)
        }
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        own.copyDocuments(of: block)
        try lead.retain(own)
        for follower in followers where own.count > 0 { try follower.retain(own) }
        try score(own)
        own.roundScores()
        block.keep(in: own)
        block.addScores(of: own)
        skip(to: next)
    }

    func maxScore(through doc: DocID) -> Float {
        if position >= documentCount { return 0 }
        skipScorers()
        let sum = scorers.reduce(0.0) { $0 + Double($1.maxScore(through: doc)) }
        return (sum * TermDisjunctionScorer.slack).roundedUpToFloat
    }

    private func skipScorers() {
        for scorer in scorers { scorer.skip(to: position) }
    }

    func boundEnd() -> DocID { scorers.reduce(DocID.max) { min($0, $1.boundEnd()) } }

    var findsSlowly: Bool { true }

    var counting: (any MatchCountingScorer)? { self }

    func skip(to doc: DocID) {
        if doc <= position { return }
        let target = min(doc, documentCount)
        if position < windowEnd {
            clearWords(before: min(target, windowEnd))
        }
        position = target
    }

    /// Forgets matches of the window below `doc`.
    private func clearWords(before doc: UInt32) {
        let offset = doc &- windowBase
        let last = Int(offset &>> 6)
        for word in 0..<last { words[word] = 0 }
        if offset & 63 != 0 { words[last] &= ~0 &<< UInt64(offset & 63) }
    }
}

import Segments

/// Documents that all of some clauses match: the cheapest leads, the others drop what they lack.
///
/// With a threshold it works in windows: one whose bounds together cannot pass is skipped, and the
/// leading clause is told what the others leave for it to reach, so that its own pruning goes on
/// behind filters.
final class ConjunctionScorer: Scorer {
    struct Clause {
        let scorer: any Scorer
        let isScoring: Bool
    }

    private let lead: Clause
    /// By cost, ascending.
    private let followers: [Clause]
    private let isScoring: Bool
    private lazy var own = DocBlock()
    private lazy var marking = MarkIntersection(
        lead: lead.scorer, followers: followers.map { $0.scorer })
    private let documentCount: UInt32
    private var position: UInt32 = 0
    private var windowEnd: UInt32 = 0
    /// Bounds of the followers from each one on. Shape: [followers + 1].
    private var rests: [Double]
    var threshold: Float = -.infinity
    let cost: Int

    /// Whether the leading clause is so short that without a threshold it is filled whole.
    private let isShort: Bool

    /// - Parameters:
    ///   - lead: index of the leading clause.
    ///   - shortCost: documents the leading clause may visit to count as short.
    init(_ clauses: [Clause], lead index: Int, documentCount: Int, shortCost: Int = 0) {
        lead = clauses[index]
        var others: [Clause] = []
        others.reserveCapacity(clauses.count)
        for (at, clause) in clauses.enumerated() where at != index { others.append(clause) }
        others.sort { $0.scorer.cost < $1.scorer.cost }
        followers = others
        isScoring = clauses.contains { $0.isScoring }
        self.documentCount = UInt32(documentCount)
        rests = [Double](repeating: 0, count: clauses.count)
        cost = lead.scorer.cost
        isShort = cost <= shortCost
    }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        while position < end && block.count == 0 {
            if position >= windowEnd && !openWindow(end) {
                position = windowEnd
                continue
            }
            if lead.isScoring {
                lead.scorer.threshold = (Double(threshold) - rests[0]).roundedDownToFloat
            }
            let hasMore = try lead.scorer.fill(upTo: windowEnd, block)
            if !lead.isScoring { block.setScores(to: 0) }
            let next = hasMore ? block.lastDocument : nil
            try narrow(block)
            position = hasMore ? max(position, next.map { $0 &+ 1 } ?? position) : windowEnd
        }
        block.roundScores()
        return position < end
    }

    /// - Returns: false when nothing in the window can pass the threshold.
    private func openWindow(_ end: UInt32) -> Bool {
        lead.scorer.skip(to: position)
        windowEnd = end
        if !isScoring { return true }
        if isShort && threshold == -.infinity {
            openUnbounded()
            return true
        }
        var stop = lead.isScoring ? lead.scorer.boundEnd().saturatingSuccessor : end
        for clause in followers where clause.isScoring {
            clause.scorer.skip(to: position)
            stop = min(stop, clause.scorer.boundEnd().saturatingSuccessor)
        }
        let least = position.saturatingAdd(UInt32(TermDisjunctionScorer.minimumWindow))
        windowEnd = min(end, max(stop, least))
        var rest = 0.0
        rests[followers.count] = 0
        for index in followers.indices.reversed() {
            if followers[index].isScoring {
                rest += Double(followers[index].scorer.maxScore(through: windowEnd - 1))
            }
            rests[index] = rest * TermDisjunctionScorer.slack
        }
        let own = lead.isScoring ? Double(lead.scorer.maxScore(through: windowEnd - 1)) : 0
        if (own + rest) * TermDisjunctionScorer.slack <= Double(threshold) { return false }
        return true
    }

    /// A window as far as it goes, in which nothing is left out should a threshold come up.
    private func openUnbounded() {
        for index in followers.indices {
            rests[index] = .infinity
            followers[index].scorer.skip(to: position)
        }
        rests[followers.count] = 0
    }

    private func narrow(_ block: DocBlock) throws {
        for index in followers.indices {
            if block.count == 0 { return }
            try followers[index].scorer.retain(block)
            if followers[index].isScoring {
                block.keep(above: Double(threshold) - rests[index + 1])
            }
        }
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        own.copyDocuments(of: block)
        try lead.scorer.retain(own)
        for clause in followers where own.count > 0 { try clause.scorer.retain(own) }
        block.keep(in: own)
        if isScoring {
            own.roundScores()
            block.addScores(of: own)
        }
        skip(to: next)
    }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let stop = min(end, documentCount)
        if position < stop { try marking.mark(words, from: position, to: stop) }
        skip(to: end)
    }

    func maxScore(through doc: DocID) -> Float {
        if !isScoring || position >= documentCount { return 0 }
        var sum = 0.0
        for clause in [lead] + followers where clause.isScoring {
            clause.scorer.skip(to: position)
            sum += Double(clause.scorer.maxScore(through: doc))
        }
        return (sum * TermDisjunctionScorer.slack).roundedUpToFloat
    }

    func boundEnd() -> DocID {
        var end = lead.isScoring ? lead.scorer.boundEnd() : DocID.max
        for clause in followers where clause.isScoring {
            end = min(end, clause.scorer.boundEnd())
        }
        return end
    }

    var findsSlowly: Bool { true }

    func skip(to doc: DocID) {
        if doc <= position { return }
        position = min(doc, documentCount)
        lead.scorer.skip(to: position)
    }
}

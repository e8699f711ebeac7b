import Primitives
import Segments

/// Documents that at least some number of clauses match, with the sum of the scores.
///
/// All but the `minimum - 1` most expensive clauses lead: a document in none of them is in too few.
/// A window of theirs is added up, then the expensive ones are looked up, rarest first, while the
/// count can still be reached and the bounds of what is left can pass the threshold.
final class CountingScorer: Scorer {
    private let leaders: [BufferedClause]
    /// By cost, ascending.
    private let followers: [any Scorer]
    private let minimum: Int
    private let isScoring: Bool
    private let documentCount: UInt32
    private let window = WindowAccumulator()
    /// Matching clauses of each document of the window. Shape: [WindowAccumulator.size].
    private let counts: UnsafeMutablePointer<UInt16>
    /// The same for each candidate. Shape: [WindowAccumulator.size].
    private let candidateCounts: UnsafeMutablePointer<UInt16>
    private let spare = DocBlock()
    private var position: UInt32 = 0
    private var windowEnd: UInt32 = 0
    /// Bounds of the followers from each one on. Shape: [followers + 1].
    private var rests: [Double]
    var threshold: Float = -.infinity
    let cost: Int

    /// - Parameter minimum: at least 1, at most the number of clauses.
    init(_ clauses: [any Scorer], minimum: Int, documentCount: Int, isScoring: Bool) {
        precondition(
            minimum >= 1 && minimum <= clauses.count, "\(minimum) of \(clauses.count) clauses")
        let sorted = clauses.sorted { $0.cost < $1.cost }
        let split = clauses.count - (minimum - 1)
        leaders = sorted[..<split].map(BufferedClause.init)
        followers = Array(sorted[split...])
        self.minimum = minimum
        self.isScoring = isScoring
        self.documentCount = UInt32(documentCount)
        rests = [Double](repeating: 0, count: followers.count + 1)
        cost = leaders.reduce(0) { $0 + $1.scorer.cost }
        counts = .allocate(capacity: WindowAccumulator.size)
        counts.initialize(repeating: 0, count: WindowAccumulator.size)
        candidateCounts = .allocate(capacity: WindowAccumulator.size)
        candidateCounts.initialize(repeating: 0, count: WindowAccumulator.size)
    }

    deinit {
        counts.deallocate()
        candidateCounts.deallocate()
    }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        while position < end && block.count == 0 {
            if position >= windowEnd && !openWindow(end) {
                position = windowEnd
                continue
            }
            try fillWindow(block)
        }
        block.roundScores()
        return position < end
    }

    private func openWindow(_ end: UInt32) -> Bool {
        windowEnd = end
        if isScoring {
            var stop = boundEnd().saturatingSuccessor
            let least = position.saturatingAdd(UInt32(TermDisjunctionScorer.minimumWindow))
            stop = max(stop, least)
            windowEnd = min(end, stop)
            var rest = 0.0
            for index in followers.indices.reversed() {
                followers[index].skip(to: position)
                rest += Double(followers[index].maxScore(through: windowEnd - 1))
                rests[index] = rest * TermDisjunctionScorer.slack
            }
            var own = 0.0
            for clause in leaders {
                clause.close(at: position)
                own += Double(clause.scorer.maxScore(through: windowEnd - 1))
            }
            if (own + rest) * TermDisjunctionScorer.slack <= Double(threshold) { return false }
        }
        for clause in leaders {
            clause.open(from: position, to: windowEnd, threshold: -.infinity)
        }
        return true
    }

    private func fillWindow(_ block: DocBlock) throws {
        var base = DocID.max
        for clause in leaders { base = min(base, try clause.peek()) }
        if base >= windowEnd {
            position = windowEnd
            return
        }
        let stop = min(windowEnd, base.saturatingAdd(UInt32(WindowAccumulator.size)))
        for clause in leaders { try accumulate(clause, base, stop) }
        drain(base, Int(stop - base), block)
        keepPromising(block, followers.count, 0)
        for index in followers.indices where block.count > 0 {
            try probe(followers[index], block)
            keepPromising(block, followers.count - 1 - index, index + 1)
        }
        position = stop
    }

    private func accumulate(_ clause: BufferedClause, _ base: UInt32, _ stop: UInt32) throws {
        while true {
            let doc = try clause.peek()
            if doc >= stop { return }
            let offset = Int(doc &- base)
            window.bits[offset &>> 6] |= 1 &<< UInt64(offset & 63)
            counts[offset] &+= 1
            if isScoring { window.scores[offset] += clause.score }
            clause.advance()
        }
    }

    private func drain(_ base: UInt32, _ length: Int, _ block: DocBlock) {
        _ = window.drainBits(base: base, length: length, block)
        for at in 0..<block.count {
            let offset = Int(block.docs[at] &- base)
            block.scores[at] = window.scores[offset]
            candidateCounts[at] = counts[offset]
            window.scores[offset] = 0
            counts[offset] = 0
        }
    }

    private func probe(_ clause: any Scorer, _ block: DocBlock) throws {
        spare.copyDocuments(of: block)
        clause.skip(to: block.docs[0])
        try clause.retain(spare)
        var at = 0
        for found in 0..<spare.count {
            while block.docs[at] < spare.docs[found] { at &+= 1 }
            candidateCounts[at] &+= 1
            if isScoring { block.scores[at] += spare.scores[found] }
        }
    }

    /// Drops candidates that `remaining` more clauses, from `next` on, cannot save.
    private func keepPromising(_ block: DocBlock, _ remaining: Int, _ next: Int) {
        let least = UInt16(max(0, minimum - remaining))
        let cut = Double(threshold) - rests[next]
        var kept = 0
        for at in 0..<block.count {
            let score = block.scores[at]
            let count = candidateCounts[at]
            block.docs[kept] = block.docs[at]
            block.scores[kept] = score
            candidateCounts[kept] = count
            kept &+= Int(count >= least) & (Int(!isScoring) | Int(score > cut))
        }
        block.count = kept
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        var found = [UInt16](repeating: 0, count: block.count)
        var sums = [Double](repeating: 0, count: block.count)
        for clause in leaders.map({ $0.scorer }) + followers {
            spare.copyDocuments(of: block)
            try clause.retain(spare)
            var at = 0
            for index in 0..<spare.count {
                while block.docs[at] < spare.docs[index] { at &+= 1 }
                found[at] &+= 1
                sums[at] += isScoring ? spare.scores[index] : 0
            }
        }
        let marks = found.map { Int($0) >= minimum ? UInt8(1) : 0 }
        block.keep(marked: marks, adding: sums)
        skip(to: next)
    }

    func maxScore(through doc: DocID) -> Float {
        if !isScoring || position >= documentCount { return 0 }
        var sum = 0.0
        for clause in leaders.map({ $0.scorer }) + followers {
            clause.skip(to: position)
            sum += Double(clause.maxScore(through: doc))
        }
        return (sum * TermDisjunctionScorer.slack).roundedUpToFloat
    }

    func boundEnd() -> DocID {
        let leading = leaders.reduce(DocID.max) { min($0, $1.scorer.boundEnd()) }
        return followers.reduce(leading) { min($0, $1.boundEnd()) }
    }

    var findsSlowly: Bool { true }

    func skip(to doc: DocID) {
        if doc <= position { return }
        position = min(doc, documentCount)
        for clause in leaders { clause.close(at: position) }
    }
}

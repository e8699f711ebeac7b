import Segments

/// Documents that any of some clauses match, whatever the clauses are, by block-max MaxScore.
///
/// The scores add up, or the best counts with a share of the others' (`dis_max`). Works in windows
/// like `TermDisjunctionScorer`, with blocks of matches in place of postings. With the best alone
/// counting (no share) each clause is filled with the threshold itself, since a document passes
/// it only by a clause that does: the pruning of the clauses carries over whole.
final class DisjunctionScorer: Scorer {
    enum Combination: Equatable {
        case sum
        /// The best score plus `tieBreaker` times the sum of the others.
        case best(tieBreaker: Double)
    }

    private let clauses: [BufferedClause]
    private let combination: Combination
    private let isScoring: Bool
    private let documentCount: UInt32
    private lazy var window = WindowAccumulator()
    /// Its sums are the best score of each document of the window.
    private lazy var bestWindow = WindowAccumulator()
    private lazy var spare = DocBlock()
    private lazy var own = DocBlock()
    private var position: UInt32 = 0
    private var windowEnd: UInt32 = 0
    /// Clauses by bound, ascending; those before `firstEssential` are only looked up.
    private var order: [Int]
    private var firstEssential = 0
    /// Largest bound and sum of bounds of `order[0..<i]`. Shape: [clauses + 1].
    private var restBest: [Double]
    private var restSum: [Double]
    var threshold: Float = -.infinity
    let cost: Int
    /// Whether the clauses are so short that without a threshold they are merged as they are.
    private let isShort: Bool
    private var isUnbounded = false

    /// - Parameter shortCost: documents the clauses may visit together to count as short.
    init(
        _ scorers: [any Scorer], combination: Combination, documentCount: Int, isScoring: Bool,
        shortCost: Int
    ) {
        clauses = scorers.map(BufferedClause.init)
        self.combination = combination
        self.isScoring = isScoring
        self.documentCount = UInt32(documentCount)
        order = Array(scorers.indices)
        restBest = [Double](repeating: 0, count: scorers.count + 1)
        restSum = restBest
        cost = scorers.reduce(0) { $0 + $1.cost }
        isShort = cost <= shortCost
    }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        while position < end && block.count == 0 {
            if position >= windowEnd { openWindow(end) } else { tighten() }
            if isUnbounded {
                try mergeClauses(block)
            } else if firstEssential == clauses.count {
                position = windowEnd
            } else {
                try fillWindow(block)
            }
        }
        block.roundScores()
        return position < end
    }

    private func openWindow(_ end: UInt32) {
        windowEnd = end
        firstEssential = 0
        isUnbounded = isScoring && isShort && threshold == -.infinity
        if isScoring && !isUnbounded { boundWindow(end) }
        for index in order.indices {
            let clause = clauses[order[index]]
            if index < firstEssential {
                clause.close(at: position)
            } else {
                clause.open(from: position, to: windowEnd, threshold: clauseThreshold)
            }
        }
    }

    /// Passes a risen threshold on to the clauses being read.
    private func tighten() {
        let limit = clauseThreshold
        if limit == -.infinity { return }
        for index in firstEssential..<clauses.count {
            clauses[order[index]].scorer.threshold = limit
        }
    }

    /// What an essential clause may leave out.
    private var clauseThreshold: Float {
        if !isScoring { return -.infinity }
        if combination == .best(tieBreaker: 0) { return threshold }
        if firstEssential == clauses.count - 1 && combination == .sum {
            return (Double(threshold) - restSum[firstEssential]).roundedDownToFloat
        }
        return -.infinity
    }

    /// Ends the window where the first bound changes, and splits the clauses by their bounds.
    private func boundWindow(_ end: UInt32) {
        var stop = end
        for clause in clauses {
            clause.close(at: position)
            stop = min(stop, clause.scorer.boundEnd().saturatingSuccessor)
        }
        let least = position.saturatingAdd(UInt32(TermDisjunctionScorer.minimumWindow))
        windowEnd = min(end, max(stop, least))
        for clause in clauses {
            clause.bound =
                Double(clause.scorer.maxScore(through: windowEnd - 1))
                * TermDisjunctionScorer.slack
        }
        order.sort { clauses[$0].bound < clauses[$1].bound }
        firstEssential = 0
        var isHead = true
        for (index, clause) in order.enumerated() {
            restBest[index + 1] = max(restBest[index], clauses[clause].bound)
            restSum[index + 1] = restSum[index] + clauses[clause].bound
            let isHopeless =
                combine(restBest[index + 1], restSum[index + 1]) <= Double(threshold)
            if isHead && isHopeless { firstEssential = index + 1 } else { isHead = false }
        }
    }

    @inline(__always)
    private func combine(_ best: Double, _ sum: Double) -> Double {
        switch combination {
        case .sum: return sum
        case .best(let tieBreaker): return best + tieBreaker * (sum - best)
        }
    }

    /// The clauses' matches side by side, none left out.
    private func mergeClauses(_ block: DocBlock) throws {
        let clauses = self.clauses
        try withUnsafeTemporaryAllocation(of: DocID.self, capacity: clauses.count) { heads in
            for index in clauses.indices { heads[index] = try clauses[index].peek() }
            while block.count < DocBlock.capacity {
                var doc = DocID.max
                for index in 0..<heads.count { doc = min(doc, heads[index]) }
                if doc >= windowEnd {
                    position = windowEnd
                    return
                }
                var best = 0.0
                var sum = 0.0
                for index in 0..<heads.count where heads[index] == doc {
                    let clause = clauses[index]
                    best = max(best, clause.score)
                    sum += clause.score
                    clause.advance()
                    heads[index] = try clause.peek()
                }
                block.docs[block.count] = doc
                block.scores[block.count] = combine(best, sum)
                block.count &+= 1
                position = doc &+ 1
            }
        }
    }

    private func fillWindow(_ block: DocBlock) throws {
        var base = DocID.max
        for index in firstEssential..<clauses.count {
            base = min(base, try clauses[order[index]].peek())
        }
        if base >= windowEnd {
            position = windowEnd
            return
        }
        let stop = min(windowEnd, base.saturatingAdd(UInt32(WindowAccumulator.size)))
        for index in firstEssential..<clauses.count {
            try accumulate(clauses[order[index]], base, stop)
        }
        drain(base, Int(stop - base), block)
        if isScoring { try probe(block) }
        position = stop
    }

    private func accumulate(_ clause: BufferedClause, _ base: UInt32, _ stop: UInt32) throws {
        let scores = window.scores
        let bits = window.bits
        let best = isScoring ? bestWindow.scores : scores
        while true {
            let doc = try clause.peek()
            if doc >= stop { return }
            let offset = Int(doc &- base)
            bits[offset &>> 6] |= 1 &<< UInt64(offset & 63)
            if isScoring {
                let score = clause.score
                scores[offset] += score
                best[offset] = best[offset] < score ? score : best[offset]
            }
            clause.advance()
        }
    }

    /// Writes the window's candidates: sums to the block, best scores to the spare block.
    private func drain(_ base: UInt32, _ length: Int, _ block: DocBlock) {
        let window = self.window
        _ = window.drainBits(base: base, length: length, block)
        if !isScoring { return }
        let (windowSums, windowBests) = (window.scores, bestWindow.scores)
        let (docs, sums, bests) = (block.docs, block.scores, spare.scores)
        for at in 0..<block.count {
            let offset = Int(docs[at] &- base)
            sums[at] = windowSums[offset]
            bests[at] = windowBests[offset]
            windowSums[offset] = 0
            windowBests[offset] = 0
        }
    }

    /// Looks candidates up in the clauses that are not essential and makes their final scores.
    private func probe(_ block: DocBlock) throws {
        let bests = spare.scores
        let skipsRest = combination == .best(tieBreaker: 0)
        keepPromising(block, skipsRest ? 0 : firstEssential)
        var index = skipsRest ? -1 : firstEssential - 1
        while index >= 0 && block.count > 0 {
            let own = self.own
            own.copyDocuments(of: block)
            try clauses[order[index]].scorer.apply(own)
            for at in 0..<block.count {
                let score = own.scores[at]
                block.scores[at] += score
                bests[at] = max(bests[at], score)
            }
            keepPromising(block, index)
            index -= 1
        }
        for at in 0..<block.count { block.scores[at] = combine(bests[at], block.scores[at]) }
    }

    /// Drops candidates that the clauses of `order[0..<remaining]` cannot lift over the threshold.
    private func keepPromising(_ block: DocBlock, _ remaining: Int) {
        let cut = Double(threshold)
        let moreBest = remaining == 0 ? 0 : restBest[remaining]
        let moreSum = remaining == 0 ? 0 : restSum[remaining]
        let (docs, sums, bests) = (block.docs, block.scores, spare.scores)
        var kept = 0
        for at in 0..<block.count {
            let sum = sums[at]
            let top = bests[at]
            docs[kept] = docs[at]
            sums[kept] = sum
            bests[kept] = top
            kept &+= combine(max(top, moreBest), sum + moreSum) > cut ? 1 : 0
        }
        block.count = kept
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        let count = block.count
        var marks = [UInt8](repeating: 0, count: count)
        var sums = [Double](repeating: 0, count: count)
        var bests = sums
        let own = self.own
        for clause in clauses {
            own.copyDocuments(of: block)
            try clause.scorer.retain(own)
            var at = 0
            for found in 0..<own.count {
                while block.docs[at] < own.docs[found] { at += 1 }
                marks[at] = 1
                sums[at] += own.scores[found]
                bests[at] = max(bests[at], own.scores[found])
            }
        }
        for at in 0..<count { sums[at] = isScoring ? combine(bests[at], sums[at]) : 0 }
        block.keep(marked: marks, adding: sums)
        skip(to: next)
    }

    func maxScore(through doc: DocID) -> Float {
        if !isScoring || position >= documentCount { return 0 }
        var sum = 0.0
        var best = 0.0
        for clause in clauses {
            clause.scorer.skip(to: position)
            let bound = Double(clause.scorer.maxScore(through: doc))
            sum += bound
            best = max(best, bound)
        }
        return (combine(best, sum) * TermDisjunctionScorer.slack).roundedUpToFloat
    }

    func boundEnd() -> DocID {
        clauses.reduce(DocID.max) { min($0, $1.scorer.boundEnd()) }
    }

    var findsSlowly: Bool { clauses.contains { $0.scorer.findsSlowly } }

    func skip(to doc: DocID) {
        if doc <= position { return }
        position = min(doc, documentCount)
        for clause in clauses { clause.close(at: position) }
    }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        for clause in clauses { try clause.scorer.mark(words, from: position, to: end) }
        skip(to: end)
    }
}

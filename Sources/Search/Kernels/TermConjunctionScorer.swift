import Segments

/// Documents with all of some terms: the rarest leads, a block of its candidates at a time is
/// narrowed list by list.
///
/// With a threshold, blocks of the lead are skipped when the bounds of all lists over the block's
/// documents cannot pass it, and candidates are dropped as soon as what is left cannot lift them.
final class TermConjunctionScorer: Scorer {
    /// Candidates gathered before a block is handed up, when nothing is to be pruned.
    private static let batch = 1024

    private let set: CursorSet
    private let cursors: CursorPointer
    private let count: Int
    /// Which lists score, by cursor; the others are filters.
    private let scores: [Bool]
    private let isScoring: Bool
    private let documentCount: UInt32
    private let bitmap = BlockBitmap()
    private var position: UInt32 = 0
    var threshold: Float = -.infinity
    let cost: Int

    /// - Parameters:
    ///   - set: sorted by document frequency, at least one cursor; a filter's weight is 0.
    init(set: CursorSet, documentCount: Int) {
        self.set = set
        cursors = set.cursors
        count = set.count
        scores = (0..<set.count).map { set.cursors[$0].weight > 0 }
        isScoring = scores.contains(true)
        self.documentCount = UInt32(documentCount)
        cost = set.cursors.pointee.documentFrequency
    }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        let isPruning = isScoring && threshold > -.infinity
        let blocks = cursors.pointee.blockCount
        let lastDocs = cursors.pointee.lastDocs
        var at = cursors.seek(position)
        while at < blocks && position < end {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= end { break }
            let last = min(lastDocs[at], end &- 1)
            let rest = isPruning ? bounds(of: at, through: last) : 0
            if rest < 0 { break }
            let isPossible =
                !isPruning
                || (Double(cursors.bound(of: at)) + rest)
                    * TermDisjunctionScorer.slack > Double(threshold)
            if isPossible {
                narrow(at, end, isPruning ? Double(threshold) - rest : -.infinity, block)
            }
            if lastDocs[at] &+ 1 >= end { break }
            position = lastDocs[at] &+ 1
            at &+= 1
            let isFull = block.count >= TermConjunctionScorer.batch
            if isFull || (isPruning && block.count > 0) {
                block.roundScores()
                return at < blocks
            }
        }
        position = max(position, end)
        block.roundScores()
        return false
    }

    /// Bounds of all lists but the lead together; -1 when one of them has ended.
    @inline(__always)
    private func bounds(of at: Int, through last: UInt32) -> Double {
        let first = at == 0 ? position : max(position, cursors.pointee.lastDocs[at &- 1] &+ 1)
        var sum = 0.0
        for index in 1..<max(1, count) {
            let cursor = cursors + index
            if cursor.seek(first) >= cursor.pointee.blockCount { return -1 }
            let bound = Double(cursor.bound(from: first, through: last))
            cursor.pointee.bound = bound
            sum += bound
        }
        return sum * TermDisjunctionScorer.slack
    }

    /// Appends the matches of one block of the lead.
    @inline(__always)
    private func narrow(_ at: Int, _ end: UInt32, _ cut: Double, _ block: DocBlock) {
        let docs = block.docs + block.count
        let sums = block.scores + block.count
        var left = candidates(at, end, cut, docs, sums)
        var limit = cut
        var index = 1
        while index < count && left > 0 {
            let cursor = cursors + index
            left = cursor.intersect(
                docs, sums, count: left, scoring: scores[index], bitmap: bitmap)
            if scores[index] && cut > -.infinity {
                limit += cursor.pointee.bound
                left = TermCursor.compact(docs, sums, 0, left, limit)
            }
            index &+= 1
        }
        block.count &+= left
    }

    /// The lead's documents that score above `cut`, which may be negative.
    @inline(__always)
    private func candidates(
        _ at: Int, _ end: UInt32, _ cut: Double, _ output: UnsafeMutablePointer<UInt32>,
        _ sums: UnsafeMutablePointer<Double>
    ) -> Int {
        cursors.load(at)
        let docs = cursors.pointee.docs
        let count = cursors.pointee.count
        let first = docs[0] >= position ? 0 : TermCursor.lowerBound(docs, position)
        let last = docs[count &- 1] < end ? count : TermCursor.lowerBound(docs, end)
        var found = 0
        if !scores[0] {
            for index in first..<max(first, last) {
                output[found] = docs[index]
                sums[found] = 0
                found &+= 1
            }
            return found
        }
        cursors.needScores()
        let values = cursors.pointee.scores
        for index in first..<max(first, last) {
            let score = Double(values[index])
            output[found] = docs[index]
            sums[found] = score
            found &+= TermCursor.exceeds(score, cut)
        }
        return found
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        if isScoring {
            retainScoring(block)
        } else {
            for index in 0..<count where block.count > 0 {
                block.count = (cursors + index).intersect(
                    block.docs, block.scores, count: block.count, scoring: false,
                    bitmap: bitmap)
            }
        }
        skip(to: next)
    }

    /// The own sum is rounded before it joins the others'.
    private func retainScoring(_ block: DocBlock) {
        let own = DocBlock()
        own.copyDocuments(of: block)
        for index in 0..<count where own.count > 0 {
            own.count = (cursors + index).intersect(
                own.docs, own.scores, count: own.count, scoring: scores[index], bitmap: bitmap)
        }
        own.roundScores()
        block.keep(in: own)
        block.addScores(of: own)
    }

    func apply(_ block: DocBlock) throws {
        if block.count == 0 || !isScoring { return }
        let next = block.docs[block.count - 1] &+ 1
        let own = DocBlock()
        own.copyDocuments(of: block)
        try retain(own)
        block.addScores(of: own)
        skip(to: next)
    }

    func maxScore(through doc: DocID) -> Float {
        if !isScoring || position >= documentCount { return 0 }
        var sum = 0.0
        for index in 0..<count {
            let cursor = cursors + index
            if cursor.seek(position) >= cursor.pointee.blockCount { return 0 }
            if scores[index] { sum += Double(cursor.bound(from: position, through: doc)) }
        }
        return (sum * TermDisjunctionScorer.slack).roundedUpToFloat
    }

    func boundEnd() -> DocID {
        let block = cursors.seek(position)
        return block < cursors.pointee.blockCount ? cursors.pointee.lastDocs[block] : .max
    }

    var findsSlowly: Bool { true }

    func skip(to doc: DocID) {
        if doc > position { position = min(doc, documentCount) }
    }
}

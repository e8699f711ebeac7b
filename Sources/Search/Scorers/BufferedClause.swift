import Segments

/// A clause of a disjunction with its next matches looked at beforehand.
///
/// The look-ahead never passes the limit it was filled for, so a threshold holds for all of it.
final class BufferedClause {
    let scorer: any Scorer
    let block: DocBlock
    private(set) var next = 0
    private var hasMore = true
    private var limit: DocID = 0
    /// Bound of the current window.
    var bound: Double = 0

    init(_ scorer: any Scorer) {
        self.scorer = scorer
        block = DocBlock()
    }

    /// Starts a window: matches from `start` on, below `end`.
    func open(from start: DocID, to end: DocID, threshold: Float) {
        while next < block.count && block.docs[next] < start { next &+= 1 }
        if next == block.count { scorer.skip(to: start) }
        limit = end
        hasMore = true
        scorer.threshold = threshold
    }

    /// Forgets the look-ahead; the scorer itself goes on at `start`.
    func close(at start: DocID) {
        if limit > start {
            while next < block.count && block.docs[next] < start { next &+= 1 }
            if next < block.count { return }
        }
        next = block.count
        hasMore = limit > start && hasMore
        scorer.skip(to: start)
    }

    /// The next match below the limit, or `.max`.
    @inline(__always)
    func peek() throws -> DocID {
        if next < block.count { return block.docs[next] }
        return try refill()
    }

    @inline(never)
    private func refill() throws -> DocID {
        next = 0
        block.count = 0
        while hasMore {
            hasMore = try scorer.fill(upTo: limit, block)
            if block.count > 0 { return block.docs[0] }
        }
        return .max
    }

    @inline(__always)
    var score: Double { block.scores[next] }

    @inline(__always)
    func advance() { next &+= 1 }
}

import Primitives
import Segments

/// Documents with a keyword, score-free: led by its postings, followed through its column.
///
/// A candidate costs one load from the column where a postings list of a frequent keyword would
/// have to be decoded beside it.
final class OrdinalFilterScorer: Scorer {
    private let postings: any Scorer
    private let column: OrdinalColumn
    private let ordinal: UInt32
    private let values: UnsafeMutablePointer<UInt32>
    var threshold: Float = -.infinity

    /// - Parameter column: single-valued.
    init(_ postings: any Scorer, _ column: OrdinalColumn, ordinal: UInt32) {
        self.postings = postings
        self.column = column
        self.ordinal = ordinal
        values = ScratchPool.shared.take().bindMemory(
            to: UInt32.self, capacity: DocBlock.capacity)
    }

    deinit { ScratchPool.shared.give(UnsafeMutableRawPointer(values)) }

    var cost: Int { postings.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        try postings.fill(upTo: limit, block)
    }

    func retain(_ block: DocBlock) throws {
        let count = block.count
        if count == 0 { return }
        let docs = block.docs
        let scores = block.scores
        let ordinal = self.ordinal
        postings.skip(to: docs[count - 1] &+ 1)
        column.gather(UnsafePointer(docs), count: count, into: values)
        var kept = 0
        for at in 0..<count {
            docs[kept] = docs[at]
            scores[kept] = scores[at]
            kept &+= Int(values[at] == ordinal)
        }
        block.count = kept
    }

    var followsCheaply: Bool { true }

    func maxScore(through doc: DocID) -> Float { 0 }

    func boundEnd() -> DocID { .max }

    func skip(to doc: DocID) { postings.skip(to: doc) }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        try postings.mark(words, from: start, to: end)
    }
}

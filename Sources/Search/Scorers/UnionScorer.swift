import Primitives
import Segments

/// The documents of a `TermUnion` as bits. Score-free.
final class UnionScorer: Scorer {
    private let union: TermUnion
    private let documentCount: Int
    private var position = 0
    let cost: Int
    var threshold: Float = -.infinity

    init(_ union: TermUnion, documentCount: Int) {
        self.union = union
        self.documentCount = documentCount
        cost = union.total
    }

    var followsCheaply: Bool { true }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        let end = min(Int(limit), documentCount)
        position = block.take(union.bits, from: position, to: end) { union.fill(below: $0) }
        return position < end
    }

    func retain(_ block: DocBlock) throws {
        guard let last = block.lastDocument else { return }
        union.fill(below: Int(last) + 1)
        block.keep(set: UnsafePointer(union.bits.words))
        skip(to: last + 1)
    }

    func maxScore(through doc: DocID) -> Float { 0 }

    func boundEnd() -> DocID { .max }

    func skip(to doc: DocID) { position = max(position, min(Int(doc), documentCount)) }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let stop = min(Int(end), documentCount)
        if position < stop {
            union.fill(below: stop)
            BitsScorer.mark(union.bits.words, position..<stop, into: words)
        }
        skip(to: end)
    }
}

import Primitives
import Segments

/// The set bits of a bit set made beforehand. Score-free.
final class BitsScorer: Scorer {
    private let bits: FixedBitSet
    private var position = 0
    let cost: Int
    var threshold: Float = -.infinity

    /// - Parameter count: number of set bits.
    init(_ bits: FixedBitSet, count: Int) {
        self.bits = bits
        cost = count
    }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        let end = min(Int(limit), bits.bitCount)
        position = block.take(bits, from: position, to: end) { _ in }
        return position < end
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        block.keep(set: UnsafePointer(bits.words))
        skip(to: next)
    }

    var followsCheaply: Bool { true }

    func maxScore(through doc: DocID) -> Float { 0 }

    func boundEnd() -> DocID { .max }

    func skip(to doc: DocID) { position = max(position, min(Int(doc), bits.bitCount)) }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let stop = min(Int(end), bits.bitCount)
        if position < stop { BitsScorer.mark(bits.words, position..<stop, into: words) }
        skip(to: end)
    }

    /// Sets the bits of a range that is not empty.
    static func mark(
        _ source: UnsafePointer<UInt64>, _ range: Range<Int>,
        into words: UnsafeMutablePointer<UInt64>
    ) {
        let first = range.lowerBound >> 6
        let last = (range.upperBound - 1) >> 6
        for word in first...last {
            var value = source[word]
            if word == first { value &= UInt64.max << UInt64(range.lowerBound & 63) }
            if word == last { value &= UInt64.max >> UInt64(63 - ((range.upperBound - 1) & 63)) }
            words[word] |= value
        }
    }
}

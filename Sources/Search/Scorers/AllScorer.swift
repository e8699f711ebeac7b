import Primitives
import Segments

/// Every document of the leaf, deleted ones included. Score-free.
final class AllScorer: Scorer {
    private let documentCount: UInt32
    private var position: UInt32 = 0
    var threshold: Float = -.infinity

    init(documentCount: Int) { self.documentCount = UInt32(documentCount) }

    var cost: Int { Int(documentCount) }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        let end = min(limit, documentCount)
        let size = position < end ? Int(min(end &- position, UInt32(DocBlock.capacity))) : 0
        let docs = block.docs
        for index in 0..<size { docs[index] = position &+ UInt32(truncatingIfNeeded: index) }
        block.count = size
        position &+= UInt32(size)
        return position < end
    }

    func retain(_ block: DocBlock) throws {}

    func maxScore(through doc: DocID) -> Float { 0 }

    func boundEnd() -> DocID { .max }

    func skip(to doc: DocID) {
        if doc > position { position = min(doc, documentCount) }
    }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let stop = min(end, documentCount)
        var doc = position
        while doc < stop && doc & 63 != 0 {
            words[Int(doc &>> 6)] |= 1 &<< UInt64(doc & 63)
            doc &+= 1
        }
        while doc &+ 64 <= stop {
            words[Int(doc &>> 6)] = .max
            doc &+= 64
        }
        while doc < stop {
            words[Int(doc &>> 6)] |= 1 &<< UInt64(doc & 63)
            doc &+= 1
        }
        skip(to: end)
    }
}

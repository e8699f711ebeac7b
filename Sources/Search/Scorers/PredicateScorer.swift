import Segments

/// Documents that pass a test, asked one by one: for multi-valued columns and other rare shapes.
/// Score-free.
final class PredicateScorer: Scorer {
    private let test: (DocID) -> Bool
    private let documentCount: UInt32
    private var position: UInt32 = 0
    var threshold: Float = -.infinity

    init(documentCount: Int, test: @escaping (DocID) -> Bool) {
        self.documentCount = UInt32(documentCount)
        self.test = test
    }

    var cost: Int { Int(documentCount) * 4 }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        let end = min(limit, documentCount)
        var written = 0
        while position < end && written < DocBlock.capacity {
            if test(position) {
                block.docs[written] = position
                written &+= 1
            }
            position &+= 1
        }
        block.count = written
        return position < end
    }

    func retain(_ block: DocBlock) throws {
        var kept = 0
        for at in 0..<block.count where test(block.docs[at]) {
            block.docs[kept] = block.docs[at]
            block.scores[kept] = block.scores[at]
            kept &+= 1
        }
        if let last = block.lastDocument { skip(to: last &+ 1) }
        block.count = kept
    }

    func maxScore(through doc: DocID) -> Float { 0 }

    func boundEnd() -> DocID { .max }

    func skip(to doc: DocID) {
        if doc > position { position = min(doc, documentCount) }
    }
}

import Segments

/// The documents of one term, block by block, skipping blocks whose bound cannot pass the
/// threshold.
final class TermScorer: Scorer {
    private let set: CursorSet
    private let cursor: CursorPointer
    private let isScoring: Bool
    private let documentCount: UInt32
    private lazy var bitmap = BlockBitmap()
    private var position: UInt32 = 0
    var threshold: Float = -.infinity
    let cost: Int

    /// - Parameter set: one cursor.
    init(set: CursorSet, documentCount: Int, isScoring: Bool) {
        self.set = set
        self.isScoring = isScoring
        self.documentCount = UInt32(documentCount)
        cursor = set.cursors
        cost = set.cursors.pointee.documentFrequency
    }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        let lastDocs = cursor.pointee.lastDocs
        let blocks = cursor.pointee.blockCount
        let isPruning = isScoring && threshold > -.infinity
        var at = cursor.seek(position)
        while at < blocks && position < end {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= end { break }
            if !isScoring || cursor.bound(of: at) > threshold { append(at, end, block) }
            if lastDocs[at] &+ 1 >= end { break }
            position = lastDocs[at] &+ 1
            at &+= 1
            if block.count > 0 && (isPruning || block.count + 128 > DocBlock.capacity) {
                return at < blocks
            }
        }
        position = max(position, end)
        return false
    }

    @inline(__always)
    private func append(_ at: Int, _ end: UInt32, _ block: DocBlock) {
        cursor.load(at)
        let docs = cursor.pointee.docs
        let count = cursor.pointee.count
        let first = docs[0] >= position ? 0 : TermCursor.lowerBound(docs, position)
        let last = docs[count &- 1] < end ? count : TermCursor.lowerBound(docs, end)
        let output = block.docs
        var written = block.count
        if !isScoring {
            for index in first..<max(first, last) {
                output[written] = docs[index]
                written &+= 1
            }
            block.count = written
            return
        }
        cursor.needScores()
        let scores = cursor.pointee.scores
        let outputScores = block.scores
        let cut = Double(threshold)
        for index in first..<max(first, last) {
            let score = Double(scores[index])
            output[written] = docs[index]
            outputScores[written] = score
            written &+= TermCursor.exceeds(score, cut)
        }
        block.count = written
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        block.count = cursor.intersect(
            block.docs, block.scores, count: block.count, scoring: isScoring, bitmap: bitmap)
        skip(to: next)
    }

    func apply(_ block: DocBlock) throws {
        if block.count == 0 || !isScoring { return }
        cursor.add(
            to: block.docs, block.scores, count: block.count, marks: nil, scoring: true,
            bitmap: bitmap)
        skip(to: block.docs[block.count - 1] &+ 1)
    }

    func maxScore(through doc: DocID) -> Float {
        if !isScoring || position >= documentCount { return 0 }
        return cursor.bound(from: position, through: doc)
    }

    func boundEnd() -> DocID {
        let block = cursor.seek(position)
        return block < cursor.pointee.blockCount ? cursor.pointee.lastDocs[block] : .max
    }

    func skip(to doc: DocID) {
        if doc > position { position = min(doc, documentCount) }
    }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let stop = min(end, documentCount)
        if position < stop { cursor.mark(words, offset: 0, in: position..<stop) }
        skip(to: end)
    }
}

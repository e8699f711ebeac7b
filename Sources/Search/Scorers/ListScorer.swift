import Segments

/// A list of documents made beforehand, with a score each or without.
final class ListScorer: Scorer {
    private let docs: UnsafeMutablePointer<UInt32>
    private let scores: UnsafeMutablePointer<Float>?
    private let count: Int
    private let bestScore: Float
    private var next = 0
    var threshold: Float = -.infinity

    /// - Parameter docs: ascending, without duplicates.
    init(_ list: [UInt32], scores given: [Float]? = nil) {
        count = list.count
        docs = .allocate(capacity: max(1, list.count))
        for (index, doc) in list.enumerated() { docs[index] = doc }
        bestScore = given?.max() ?? 0
        guard let given else {
            scores = nil
            return
        }
        let copy = UnsafeMutablePointer<Float>.allocate(capacity: max(1, list.count))
        for (index, score) in given.enumerated() { copy[index] = score }
        scores = copy
    }

    deinit {
        docs.deallocate()
        scores?.deallocate()
    }

    var cost: Int { count }

    var followsCheaply: Bool { true }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        var written = 0
        let cut = Double(threshold)
        while next < count && docs[next] < limit && written < DocBlock.capacity {
            block.docs[written] = docs[next]
            if let scores {
                let score = Double(scores[next])
                block.scores[written] = score
                written &+= TermCursor.exceeds(score, cut)
            } else {
                written &+= 1
            }
            next &+= 1
        }
        block.count = written
        return next < count && docs[next] < limit
    }

    func retain(_ block: DocBlock) throws {
        var kept = 0
        for at in 0..<block.count {
            let doc = block.docs[at]
            advance(to: doc)
            if next == count { break }
            if docs[next] != doc { continue }
            block.docs[kept] = doc
            block.scores[kept] = block.scores[at] + Double(scores?[next] ?? 0)
            kept &+= 1
        }
        block.count = kept
    }

    func apply(_ block: DocBlock) throws {
        guard let scores else { return }
        for at in 0..<block.count {
            let doc = block.docs[at]
            advance(to: doc)
            if next == count { return }
            if docs[next] == doc { block.scores[at] += Double(scores[next]) }
        }
    }

    @inline(__always)
    private func advance(to doc: UInt32) {
        if next < count && docs[next] < doc {
            next = TermCursor.seekBlock(UnsafePointer(docs), next, count, doc)
        }
    }

    func maxScore(through doc: DocID) -> Float {
        next < count && docs[next] <= doc ? bestScore : 0
    }

    func boundEnd() -> DocID {
        if next == count { return .max }
        return docs[min(next + 127, count - 1)]
    }

    func skip(to doc: DocID) { advance(to: doc) }
}

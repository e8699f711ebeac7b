import Segments

/// Turns the matches among nested objects into matches of the documents they are in.
///
/// Objects lie in the order of their documents, so one pass over the inner scorer's blocks groups
/// them.
final class NestedScorer: Scorer {
    private let inner: any Scorer
    private let spaces: NestedSpaces
    private let mode: NestedQuery.ScoreMode
    private let documentCount: UInt32
    private let objects = DocBlock()
    /// Next object of `objects` to look at.
    private var at = 0
    /// The inner scorer has no more below `objectLimit`.
    private var isDrained = true
    private var objectLimit: DocID = 0
    private var group: (doc: DocID, score: Double, count: Int)?
    private var position: DocID = 0
    var threshold: Float = -.infinity

    init(
        _ inner: any Scorer, _ spaces: NestedSpaces, mode: NestedQuery.ScoreMode,
        documentCount: Int
    ) {
        self.inner = inner
        self.spaces = spaces
        self.mode = mode
        self.documentCount = UInt32(documentCount)
        objects.count = 0
    }

    var cost: Int { inner.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        let end = min(limit, documentCount)
        block.count = 0
        if position >= end { return false }
        objectLimit = spaces.first(from: end)
        isDrained = false
        while try nextObjects() {
            while at < objects.count {
                if block.count == DocBlock.capacity { return true }
                if objects.docs[at] >= objectLimit {
                    emit(into: block)
                    position = end
                    return false
                }
                group(objects.docs[at], objects.scores[at], into: block)
                at &+= 1
            }
        }
        if block.count == DocBlock.capacity { return true }
        emit(into: block)
        position = end
        return false
    }

    /// Whether there are objects to look at below the limit.
    private func nextObjects() throws -> Bool {
        while at == objects.count {
            if isDrained { return false }
            at = 0
            isDrained = !(try inner.fill(upTo: objectLimit, objects))
        }
        return true
    }

    private func group(_ object: DocID, _ score: Double, into block: DocBlock) {
        let doc = spaces.document(of: object)
        guard let open = group, open.doc == doc else {
            emit(into: block)
            group = (doc, mode == .none ? 0 : score, 1)
            position = doc
            return
        }
        group = (doc, combine(open.score, score), open.count + 1)
    }

    private func combine(_ sum: Double, _ score: Double) -> Double {
        switch mode {
        case .none: 0
        case .max: Swift.max(sum, score)
        case .min: Swift.min(sum, score)
        case .sum, .avg: sum + score
        }
    }

    private func emit(into block: DocBlock) {
        guard let open = group else { return }
        group = nil
        block.docs[block.count] = open.doc
        block.scores[block.count] = final(open.score, open.count)
        block.count += 1
    }

    private func final(_ score: Double, _ count: Int) -> Double {
        Double(Float(mode == .avg ? score / Double(count) : score))
    }

    func retain(_ block: DocBlock) throws {
        var kept = 0
        for index in 0..<block.count {
            guard let score = try score(of: block.docs[index]) else { continue }
            block.docs[kept] = block.docs[index]
            block.scores[kept] = mode == .none ? block.scores[index] : block.scores[index] + score
            kept &+= 1
        }
        if let last = block.lastDocument { skip(to: last &+ 1) }
        block.count = kept
    }

    /// Nil when none of the document's objects match.
    private func score(of doc: DocID) throws -> Double? {
        skip(to: doc)
        let first = spaces.first(from: doc)
        let end = spaces.first(from: doc + 1)
        if first == end { return nil }
        inner.skip(to: first)
        var sum = 0.0
        var count = 0
        var hasMore = true
        while hasMore {
            hasMore = try inner.fill(upTo: end, objects)
            for index in 0..<objects.count {
                let score = mode == .none ? 0 : objects.scores[index]
                sum = count == 0 ? score : combine(sum, score)
                count += 1
            }
        }
        objects.count = 0
        at = 0
        position = doc + 1
        return count == 0 ? nil : final(sum, count)
    }

    func maxScore(through doc: DocID) -> Float {
        mode == .none ? 0 : .greatestFiniteMagnitude
    }

    func boundEnd() -> DocID { .max }

    func skip(to doc: DocID) {
        if doc <= position { return }
        position = min(doc, documentCount)
        if let open = group, open.doc < position { group = nil }
        let object = spaces.first(from: position)
        while at < objects.count, objects.docs[at] < object { at &+= 1 }
        if at == objects.count { inner.skip(to: object) }
    }
}

import Segments

/// Documents with terms at exact distances, one term a place.
///
/// A block of the rarest term's documents at a time: narrowed by the other terms like a
/// conjunction, then the positions of the survivors are compared. With a threshold, a block whose
/// bounds cannot pass is skipped, since a phrase is in a document no more often than its rarest
/// term, and for the same reason a survivor is dropped before its positions are read.
final class ExactPhraseScorer: PhraseFrequency {
    private static let batch = 128

    private let set: CursorSet
    private let cursors: CursorPointer
    private let count: Int
    private let numbers: PhraseNumbers
    private let documentCount: UInt32
    /// Of each term's list, where it was needed.
    private var bitmaps: [BlockBitmap?]
    private let candidates = DocBlock()
    private let places: PhrasePlaces
    private var position: UInt32 = 0
    var threshold: Float = -.infinity
    let cost: Int

    init(_ terms: [PhraseTerm], _ numbers: PhraseNumbers, documentCount: Int) {
        var terms = terms
        terms.sort { $0.list.documentFrequency < $1.list.documentFrequency }
        set = CursorSet(capacity: terms.count)
        for term in terms {
            set.append(
                term.list, norms: numbers.norms, weight: numbers.weight,
                inverses: numbers.inverses)
        }
        cursors = set.cursors
        count = terms.count
        bitmaps = [BlockBitmap?](repeating: nil, count: count)
        self.numbers = numbers
        self.documentCount = UInt32(documentCount)
        places = PhrasePlaces(terms.lazy.map(\.position))
        cost = terms[0].list.documentFrequency
    }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        let isPruning = numbers.isScoring && threshold > -.infinity
        let lastDocs = cursors.pointee.lastDocs
        let blocks = cursors.pointee.blockCount
        var at = cursors.seek(position)
        while at < blocks && position < end {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= end { break }
            let last = min(lastDocs[at], end &- 1)
            if !isPruning || bound(through: last) > threshold {
                let found = narrow(at, end)
                verify(candidates, found, into: block)
            }
            if lastDocs[at] &+ 1 >= end { break }
            position = lastDocs[at] &+ 1
            at &+= 1
            let isFull = block.count + ExactPhraseScorer.batch > DocBlock.capacity
            if isFull || (isPruning && block.count > 0) { return at < blocks }
        }
        position = max(position, end)
        return false
    }

    /// Bound of the phrase from the position through `last`.
    private func bound(through last: UInt32) -> Float {
        var least = Float.infinity
        for index in 0..<count {
            let product = (cursors + index).product(from: position, through: last)
            if product == 0 { return 0 }
            least = product < least ? product : least
        }
        return TermScoring.score(numbers.weight, least)
    }

    /// Documents of one block of the rarest term that have all the terms, into `candidates`.
    private func narrow(_ at: Int, _ end: UInt32) -> Int {
        cursors.load(at)
        let docs = cursors.pointee.docs
        let size = cursors.pointee.count
        let first = docs[0] >= position ? 0 : TermCursor.lowerBound(docs, position)
        let last = docs[size &- 1] < end ? size : TermCursor.lowerBound(docs, end)
        var found = 0
        for index in first..<max(first, last) {
            candidates.docs[found] = docs[index]
            found &+= 1
        }
        return intersect(candidates, found, from: 1)
    }

    /// Drops candidates that lack a term; cursors stay where the candidates begin.
    private func intersect(_ block: DocBlock, _ size: Int, from first: Int) -> Int {
        var left = size
        for index in first..<count where left > 0 {
            let cursor = cursors + index
            _ = cursor.seek(block.docs[0])
            let start = cursor.pointee.shallow
            left = cursor.intersect(block.docs, count: left, bitmap: bitmap(of: index))
            cursor.pointee.shallow = start
        }
        return left
    }

    private func bitmap(of index: Int) -> BlockBitmap {
        if let known = bitmaps[index] { return known }
        let made = BlockBitmap()
        bitmaps[index] = made
        return made
    }

    /// Appends the candidates in which the phrase is, with scores.
    private func verify(_ block: DocBlock, _ size: Int, into output: DocBlock) {
        var left = size
        places.reset(size)
        for index in 0..<count where left > 0 {
            places.locate(cursors + index, index, block.docs, left)
            if numbers.isScoring && threshold > -.infinity { left = dropHopeless(block, left) }
        }
        var written = output.count
        for at in 0..<left {
            let frequency = places.frequency(at, countsAll: numbers.isScoring)
            if frequency == 0 { continue }
            let doc = block.docs[at]
            output.docs[written] = doc
            if numbers.isScoring {
                let product = Float(frequency) * numbers.inverse(of: doc)
                let score = TermScoring.score(numbers.weight, product)
                if score <= threshold { continue }
                output.scores[written] = Double(score)
            }
            written &+= 1
        }
        output.count = written
    }

    /// Drops candidates whose rarest term so far is too rare.
    private func dropHopeless(_ block: DocBlock, _ size: Int) -> Int {
        var kept = 0
        for at in 0..<size {
            let doc = block.docs[at]
            let product = Float(places.leastFrequency(at)) * numbers.inverse(of: doc)
            if TermScoring.score(numbers.weight, product) <= threshold { continue }
            places.keep(at, as: kept)
            block.docs[kept] = doc
            kept &+= 1
        }
        return kept
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        let known = threshold
        threshold = -.infinity
        defer { threshold = known }
        candidates.copyDocuments(of: block)
        let left = intersect(candidates, block.count, from: 0)
        let found = DocBlock()
        let part = DocBlock()
        for start in Swift.stride(from: 0, to: left, by: ExactPhraseScorer.batch) {
            let size = min(ExactPhraseScorer.batch, left - start)
            part.docs.update(from: candidates.docs + start, count: size)
            verify(part, size, into: found)
        }
        block.keep(in: found)
        if numbers.isScoring { block.addScores(of: found) }
        skip(to: next)
    }

    func frequency(of doc: DocID) throws -> Float? {
        candidates.docs[0] = doc
        let left = intersect(candidates, 1, from: 0)
        if left == 0 { return nil }
        places.reset(1)
        for index in 0..<count { places.locate(cursors + index, index, candidates.docs, 1) }
        let frequency = places.frequency(0, countsAll: true)
        return frequency == 0 ? nil : Float(frequency)
    }

    func maxScore(through doc: DocID) -> Float {
        if !numbers.isScoring || position >= documentCount { return 0 }
        return bound(through: doc)
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

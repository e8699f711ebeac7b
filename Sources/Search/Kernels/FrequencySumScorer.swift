import Primitives
import Segments

/// Documents with any of some terms, scored as one term whose frequency is the sum of theirs:
/// synonyms, and a term in several fields taken as one.
///
/// The frequencies of a window are added up, then scored; a window is skipped when the sum of the
/// terms' bounds cannot pass the threshold.
final class FrequencySumScorer: Scorer {
    /// Covers the rounding of sums of products in float.
    private static let slack: Float = 1.00001

    private let set: CursorSet
    private let cursors: CursorPointer
    private let count: Int
    /// How much an occurrence in each list counts. Shape: [count].
    private let factors: [Float]
    private let weight: Float
    private let lengths: FieldLengths
    private let isScoring: Bool
    private let documentCount: UInt32
    private lazy var window = ScoreWindow()
    /// For matches without scores.
    private lazy var marks = WindowAccumulator()
    private var position: UInt32 = 0
    private var windowEnd: UInt32 = 0
    var threshold: Float = -.infinity
    let cost: Int

    /// - Parameter factors: one a cursor.
    init(
        set: CursorSet, factors: [Float], weight: Float, lengths: FieldLengths,
        documentCount: Int, isScoring: Bool
    ) {
        self.set = set
        cursors = set.cursors
        count = set.count
        self.factors = factors
        self.weight = weight
        self.lengths = lengths
        self.isScoring = isScoring
        self.documentCount = UInt32(documentCount)
        cost = (0..<set.count).reduce(0) { $0 + set.cursors[$1].documentFrequency }
    }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        while position < end && block.count == 0 {
            if position >= windowEnd && !openWindow(end) {
                position = windowEnd
                continue
            }
            fillWindow(block)
        }
        return position < end
    }

    private func openWindow(_ end: UInt32) -> Bool {
        windowEnd = end
        if !isScoring { return true }
        let least = position.saturatingAdd(UInt32(TermDisjunctionScorer.minimumWindow))
        windowEnd = min(end, max(boundEnd().saturatingSuccessor, least))
        return bound(through: windowEnd - 1) > threshold
    }

    private func bound(through last: UInt32) -> Float {
        var sum: Float = 0
        for index in 0..<count {
            sum += factors[index] * (cursors + index).product(from: position, through: last)
        }
        return sum == 0 ? 0 : TermScoring.score(weight, sum * FrequencySumScorer.slack)
    }

    private func fillWindow(_ block: DocBlock) {
        let base = nextDocument()
        if base >= windowEnd {
            position = windowEnd
            return
        }
        let size = isScoring ? ScoreWindow.size : WindowAccumulator.size
        let stop = min(windowEnd, base.saturatingAdd(UInt32(size)))
        if isScoring {
            for index in 0..<count { accumulate(index, base, stop) }
            drain(base, block)
        } else {
            for index in 0..<count {
                (cursors + index).mark(marks.bits, offset: base, in: base..<stop)
            }
            _ = marks.drainBits(base: base, length: Int(stop - base), block)
        }
        position = stop
    }

    private func nextDocument() -> UInt32 {
        var next = documentCount
        for index in 0..<count {
            let cursor = cursors + index
            let known = cursor.pointee.next
            if known > position {
                next = min(next, known)
                continue
            }
            let block = cursor.seek(position)
            if block >= cursor.pointee.blockCount { continue }
            let start = block == 0 ? 0 : cursor.pointee.lastDocs[block &- 1] &+ 1
            next = min(next, max(start, position))
        }
        return next
    }

    private func accumulate(_ index: Int, _ base: UInt32, _ stop: UInt32) {
        let cursor = cursors + index
        if cursor.pointee.next >= stop { return }
        let factor = Double(factors[index])
        let lastDocs = cursor.pointee.lastDocs
        let window = self.window
        var at = cursor.seek(base)
        while at < cursor.pointee.blockCount {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= stop {
                cursor.pointee.next = lastDocs[at &- 1] &+ 1
                return
            }
            cursor.load(at)
            cursor.needFrequencies()
            let docs = cursor.pointee.docs
            let size = cursor.pointee.count
            let first = docs[0] >= base ? 0 : TermCursor.lowerBound(docs, base)
            let place = window.add(
                docs, cursor.pointee.frequencies, times: factor, from: first, to: size, base: base,
                below: stop)
            if place < size {
                cursor.pointee.next = docs[place]
                return
            }
            if lastDocs[at] &+ 1 >= stop { return }
            at &+= 1
        }
        cursor.pointee.next = .max
    }

    /// Scores the documents of the window, drops those the threshold rules out, and puts the others
    /// in order.
    private func drain(_ base: UInt32, _ block: DocBlock) {
        let docs = block.docs
        let scores = block.scores
        let size = window.drain(base: base, cut: -.infinity, docs, scores)
        let lengths = self.lengths
        let weight = self.weight
        let threshold = self.threshold
        var kept = 0
        for at in 0..<size {
            let doc = docs[at]
            let score = TermScoring.score(weight, Float(scores[at]) * lengths.inverse(of: doc))
            docs[kept] = doc
            scores[kept] = Double(score)
            kept &+= Int(score > threshold)
        }
        window.sort(docs, scores, kept, base)
        block.count = kept
    }

    @inline(__always)
    private func score(_ frequency: Float, _ doc: UInt32) -> Float {
        TermScoring.score(weight, frequency * lengths.inverse(of: doc))
    }

    func retain(_ block: DocBlock) throws { probe(block, drops: true) }

    func apply(_ block: DocBlock) throws { probe(block, drops: false) }

    private func probe(_ block: DocBlock, drops: Bool) {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        let size = block.count
        withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { sums in
            guard let sums = sums.baseAddress else { return }
            sums.update(repeating: 0, count: size)
            for index in 0..<count {
                (cursors + index).addFrequencies(
                    to: block.docs, sums, count: size, factor: Double(factors[index]))
            }
            var kept = 0
            for at in 0..<size {
                let frequency = sums[at]
                let doc = block.docs[at]
                var score = block.scores[at]
                if frequency > 0 && isScoring { score += Double(self.score(Float(frequency), doc)) }
                block.docs[kept] = doc
                block.scores[kept] = score
                kept &+= frequency > 0 || !drops ? 1 : 0
            }
            block.count = kept
        }
        skip(to: next)
    }

    func maxScore(through doc: DocID) -> Float {
        if !isScoring || position >= documentCount { return 0 }
        return bound(through: doc)
    }

    func boundEnd() -> DocID { set.boundEnd(from: position) }

    func skip(to doc: DocID) {
        if doc > position { position = min(doc, documentCount) }
    }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let stop = min(end, documentCount)
        for index in 0..<count where position < stop {
            (cursors + index).mark(words, offset: 0, in: position..<stop)
        }
        skip(to: end)
    }

    /// Sum of the weighted frequencies in one document; 0 when none of the terms is in it.
    func frequency(of doc: DocID) -> Float {
        var sum = 0.0
        withUnsafePointer(to: doc) { pointer in
            for index in 0..<count {
                (cursors + index).addFrequencies(
                    to: pointer, &sum, count: 1, factor: Double(factors[index]))
            }
        }
        return Float(sum)
    }
}

extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Adds `factor` times the frequency of every candidate in the list.
    func addFrequencies(
        to docs: UnsafePointer<UInt32>, _ sums: UnsafeMutablePointer<Double>, count: Int,
        factor: Double
    ) {
        let own = pointee.docs
        var at = 0
        while at < count {
            let block = seek(docs[at])
            if block >= pointee.blockCount { return }
            load(block)
            let last = pointee.lastDocs[block]
            while at < count && docs[at] <= last {
                let index = TermCursor.lowerBound(own, docs[at])
                if own[index] == docs[at] {
                    needFrequencies()
                    sums[at] += factor * Double(pointee.frequencies[index])
                }
                at &+= 1
            }
        }
    }
}

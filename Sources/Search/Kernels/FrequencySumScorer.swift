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
    private let window = WindowAccumulator()
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
        let stop = min(windowEnd, base.saturatingAdd(UInt32(WindowAccumulator.size)))
        if isScoring {
            for index in 0..<count { accumulate(index, base, stop) }
            drain(base, Int(stop - base), block)
        } else {
            for index in 0..<count {
                (cursors + index).mark(window.bits, offset: base, from: base, to: stop)
            }
            (block.count, _) = window.drainBits(
                base: base, length: Int(stop - base), block.docs)
        }
        position = stop
    }

    private func nextDocument() -> UInt32 {
        var next = documentCount
        for index in 0..<count {
            let cursor = cursors + index
            let block = cursor.seek(position)
            if block >= cursor.pointee.blockCount { continue }
            let start = block == 0 ? 0 : cursor.pointee.lastDocs[block &- 1] &+ 1
            next = min(next, max(start, position))
        }
        return next
    }

    private func accumulate(_ index: Int, _ base: UInt32, _ stop: UInt32) {
        let cursor = cursors + index
        let factor = Double(factors[index])
        let lastDocs = cursor.pointee.lastDocs
        let scores = window.scores
        let bits = window.bits
        var at = cursor.seek(base)
        while at < cursor.pointee.blockCount {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= stop { return }
            cursor.load(at)
            cursor.needFrequencies()
            let docs = cursor.pointee.docs
            let frequencies = cursor.pointee.frequencies
            for place in 0..<cursor.pointee.count {
                let doc = docs[place]
                if doc < base { continue }
                if doc >= stop { break }
                let offset = Int(doc &- base)
                scores[offset] += factor * Double(frequencies[place])
                bits[offset &>> 6] |= 1 &<< UInt64(offset & 63)
            }
            if lastDocs[at] &+ 1 >= stop { return }
            at &+= 1
        }
    }

    private func drain(_ base: UInt32, _ length: Int, _ block: DocBlock) {
        let (size, _) = window.drainBits(base: base, length: length, block.docs)
        var kept = 0
        for at in 0..<size {
            let doc = block.docs[at]
            let offset = Int(doc &- base)
            let score = self.score(Float(window.scores[offset]), doc)
            window.scores[offset] = 0
            block.docs[kept] = doc
            block.scores[kept] = Double(score)
            kept &+= score > threshold ? 1 : 0
        }
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

    func boundEnd() -> DocID {
        var end = DocID.max
        for index in 0..<count {
            let cursor = cursors + index
            let block = cursor.seek(position)
            if block < cursor.pointee.blockCount {
                end = min(end, cursor.pointee.lastDocs[block])
            }
        }
        return end
    }

    func skip(to doc: DocID) {
        if doc > position { position = min(doc, documentCount) }
    }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let stop = min(end, documentCount)
        for index in 0..<count where position < stop {
            (cursors + index).mark(words, offset: 0, from: position, to: stop)
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

/// The length of a document for a score: of one field, or of several weighted and added.
struct FieldLengths {
    struct Part {
        let norms: UnsafePointer<UInt8>?
        let weight: Float
    }

    let parts: [Part]
    let inverses: NormInverses

    @inline(__always)
    func inverse(of doc: UInt32) -> Float { inverses.values[Int(norm(of: doc))] }

    /// As Lucene's `MultiNormsLeafSimScorer`: lengths are added as decoded, rounded, encoded again.
    @inline(__always)
    func norm(of doc: UInt32) -> UInt8 {
        if parts.count == 1 && parts[0].weight == 1 { return parts[0].norms?[Int(doc)] ?? 1 }
        var length: Float = 0
        for part in parts {
            let norm = part.norms?[Int(doc)] ?? 1
            length += part.weight * Float(NormEncoding.decode(norm))
        }
        return NormEncoding.encode(Int(length.rounded()))
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

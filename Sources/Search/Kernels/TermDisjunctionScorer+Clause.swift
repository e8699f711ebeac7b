import Segments

/// The disjunction as a clause of something else, and without scores.
extension TermDisjunctionScorer {
    func skip(to doc: DocID) {
        if doc > position { position = min(doc, documentCount) }
    }

    func maxScore(through doc: DocID) -> Float {
        if !isScoring || position >= documentCount { return 0 }
        var sum = 0.0
        for index in 0..<count {
            sum += Double((cursors + index).bound(from: position, through: doc))
        }
        return (sum * TermDisjunctionScorer.slack).roundedUpToFloat
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

    func apply(_ block: DocBlock) throws {
        if block.count == 0 || !isScoring { return }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: block.count) { sums in
            guard let sums = sums.baseAddress else { return }
            sums.update(repeating: 0, count: block.count)
            add(to: block.docs, sums, count: block.count)
            for at in 0..<block.count { block.scores[at] += Double(Float(sums[at])) }
        }
        skip(to: block.docs[block.count - 1] &+ 1)
    }

    func retain(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let next = block.docs[block.count - 1] &+ 1
        withUnsafeTemporaryAllocation(of: Double.self, capacity: block.count) { sums in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: block.count) { marks in
                guard let sums = sums.baseAddress, let marks = marks.baseAddress else { return }
                sums.update(repeating: 0, count: block.count)
                marks.update(repeating: 0, count: block.count)
                for index in 0..<count {
                    (cursors + index).add(
                        to: block.docs, sums, count: block.count, marks: marks,
                        scoring: isScoring, bitmap: bitmap)
                }
                block.keep(marked: marks, adding: sums)
            }
        }
        skip(to: next)
    }

    /// Score-free: the union of one window, as bits, then as documents.
    func fillDocuments(_ end: UInt32, _ block: DocBlock) -> Bool {
        while position < end {
            let base = nextDocument(from: 0)
            if base >= end {
                position = end
                break
            }
            let stop = min(end &- base, UInt32(WindowAccumulator.bitSize)) &+ base
            markDocuments(marks.bits, offset: base, base, stop)
            (block.count, position) = marks.drainBits(
                base: base, length: Int(stop &- base), block.docs)
            if block.count > 0 { break }
        }
        return position < end
    }

    func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let stop = min(end, documentCount)
        if position < stop { markDocuments(words, offset: 0, position, stop) }
        skip(to: end)
    }

    /// Sets bit `doc - offset` of every document of the lists in `start..<end`.
    private func markDocuments(
        _ words: UnsafeMutablePointer<UInt64>, offset: UInt32, _ start: UInt32, _ end: UInt32
    ) {
        for index in 0..<count {
            (cursors + index).mark(words, offset: offset, from: start, to: end)
        }
    }
}

extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Sets bit `doc - offset` of every document in `start..<end`.
    func mark(
        _ words: UnsafeMutablePointer<UInt64>, offset: UInt32, from start: UInt32, to end: UInt32
    ) {
        let lastDocs = pointee.lastDocs
        let blocks = pointee.blockCount
        let docs = pointee.docs
        var at = seek(start)
        while at < blocks {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= end { return }
            load(at)
            let count = pointee.count
            let first = docs[0] >= start ? 0 : TermCursor.lowerBound(docs, start)
            let last = docs[count &- 1] < end ? count : TermCursor.lowerBound(docs, end)
            if first < last { TermCursor.setBits(words, docs, first, last, offset) }
            if lastDocs[at] &+ 1 >= end { return }
            at &+= 1
        }
    }
}

extension TermCursor {
    /// Documents a word apart on average from which each is set for itself.
    private static let sparseReach: UInt32 = 1 << 11

    /// Sets bit `doc - offset` of the documents `first..<end` of a block.
    ///
    /// Where several share a word they are put together in a register: reading back a word just
    /// written costs more than the rest.
    @inline(__always)
    static func setBits(
        _ words: UnsafeMutablePointer<UInt64>, _ docs: UnsafePointer<UInt32>, _ first: Int,
        _ end: Int, _ offset: UInt32
    ) {
        if docs[end &- 1] &- docs[first] >= sparseReach {
            for index in first..<end {
                let bit = docs[index] &- offset
                words[Int(bit &>> 6)] |= 1 &<< UInt64(bit & 63)
            }
            return
        }
        var word = Int((docs[first] &- offset) &>> 6)
        var bits: UInt64 = 0
        for index in first..<end {
            let bit = docs[index] &- offset
            let next = Int(bit &>> 6)
            if next != word {
                words[word] |= bits
                word = next
                bits = 0
            }
            bits |= 1 &<< UInt64(bit & 63)
        }
        words[word] |= bits
    }
}

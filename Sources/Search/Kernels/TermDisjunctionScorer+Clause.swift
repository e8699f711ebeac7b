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

    func boundEnd() -> DocID { set.boundEnd(from: position) }

    func apply(_ block: DocBlock) throws {
        if block.count == 0 || !isScoring { return }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: block.count) { sums in
            guard let sums = sums.baseAddress else { return }
            sums.update(repeating: 0, count: block.count)
            add(to: block.docs, sums, nil, count: block.count)
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
                add(to: block.docs, sums, marks, count: block.count)
                block.keep(marked: marks, adding: sums)
            }
        }
        skip(to: next)
    }

    /// Score-free: the union of one window, as bits, then as documents.
    func fillDocuments(_ end: UInt32, _ block: DocBlock) -> Bool {
        fillMarked(end, block) { cursor, words, range in
            cursor.mark(words, offset: range.lowerBound, in: range)
        }
    }

    /// The next documents below `end` whose bits `mark` sets, counted from its range's first.
    @inline(__always)
    func fillMarked(
        _ end: UInt32, _ block: DocBlock,
        _ mark: (CursorPointer, UnsafeMutablePointer<UInt64>, Range<UInt32>) -> Void
    ) -> Bool {
        block.count = 0
        while block.count == 0,
            let range = nextWindow(of: WindowAccumulator.bitSize, below: end)
        {
            let marks = self.marks
            for index in 0..<count { mark(cursors + index, marks.bits, range) }
            position = marks.drainBits(base: range.lowerBound, length: range.count, block)
        }
        return position < end
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
}

extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Sets bit `doc - offset` of every document in `range`.
    func mark(
        _ words: UnsafeMutablePointer<UInt64>, offset: UInt32, in range: Range<UInt32>
    ) {
        let docs = pointee.docs
        forEachBlock(in: range) { first, end in
            TermCursor.setBits(words, docs, first, end, offset)
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

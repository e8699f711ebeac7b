import Segments

/// Inner windows: the lists' scores added up in a `ScoreWindow`.
extension TermDisjunctionScorer: MatchCountingScorer {
    /// Candidates in an inner window from which a list may be read whole rather than searched, and
    /// documents of it to each candidate up to which it is.
    private static let spreadCandidates = 12
    private static let spreadFactor = 3

    var counting: (any MatchCountingScorer)? { mergesAtOnce ? nil : self }

    func fillCounting(
        upTo limit: DocID, _ block: DocBlock, live: UnsafePointer<UInt64>?, most: Int
    ) -> (hasMore: Bool, matches: Int) {
        block.count = 0
        prepareWindows()
        let end = min(limit, documentCount)
        let cut = Double(threshold)
        var matches = 0
        while block.count == 0 && matches <= most,
            let range = nextWindow(of: ScoreWindow.size, below: end)
        {
            let base = range.lowerBound
            for index in 0..<count {
                accumulate(cursors + index, base, range.upperBound, -.infinity)
            }
            matches &+= window.matches(base: base, in: live)
            block.count = window.drain(base: base, cut: cut, block.docs, block.scores)
            if keepsOrder { window.sort(block.docs, block.scores, block.count, base) }
            position = range.upperBound
        }
        block.roundScores()
        return (position < end, matches)
    }

    /// One inner window of the essential lists, then the others.
    @inline(never)
    func fillFromSeveral(_ stop: UInt32, _ block: DocBlock) {
        let next = nextWindow(of: ScoreWindow.size, below: stop, from: firstEssential)
        guard let range = next else { return }
        let base = range.lowerBound
        let end = range.upperBound
        let cut = Double(threshold)
        let rest = self.rest
        let essential = (prefixes[count &- 1] - rest) * TermDisjunctionScorer.slack
        for index in firstEssential..<count {
            let cursor = cursors + order[index]
            let others = rest + (essential - cursor.pointee.bound)
            accumulate(cursor, base, end, cut - others)
        }
        let found = window.drain(base: base, cut: cut - rest, block.docs, block.scores)
        block.count = found == 0 ? 0 : probe(block, found, base, end)
        position = end
    }

    /// Adds a list's documents in `base..<end`, leaving out blocks whose bound is at most `cut`.
    @inline(__always)
    private func accumulate(
        _ cursor: CursorPointer, _ base: UInt32, _ end: UInt32, _ cut: Double
    ) {
        if cursor.pointee.next >= end { return }
        let lastDocs = cursor.pointee.lastDocs
        let blocks = cursor.pointee.blockCount
        let window = self.window
        var at = cursor.seek(base)
        while at < blocks {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= end {
                cursor.pointee.next = lastDocs[at &- 1] &+ 1
                return
            }
            if cut == -.infinity || Double(cursor.knownBound(of: at)) > cut {
                cursor.load(at)
                cursor.needScores()
                let docs = cursor.pointee.docs
                let count = cursor.pointee.count
                let hint = cursor.pointee.index
                let first = docs[hint] >= base ? hint : TermCursor.lowerBound(docs, base)
                let index = window.add(
                    docs, cursor.pointee.scores, from: first, to: count, base: base, below: end)
                if index < count {
                    cursor.pointee.index = index
                    cursor.pointee.next = docs[index]
                    return
                }
            }
            if lastDocs[at] &+ 1 >= end {
                cursor.pointee.next = end
                return
            }
            at &+= 1
        }
        cursor.pointee.next = .max
    }

    /// As `probe(_:_:)`, where the candidates lie in one window, in any order: a list with few
    /// documents to a candidate is read whole.
    @inline(__always)
    private func probe(_ block: DocBlock, _ found: Int, _ base: UInt32, _ end: UInt32) -> Int {
        var left = found
        var isOrdered = false
        var index = firstEssential &- 1
        let cut = Double(threshold)
        while index >= 0 && left > 0 {
            let cursor = cursors + order[index]
            let least = cut - (index > 0 ? prefixes[index &- 1] : 0)
            if isSpread(cursor, left, end &- base) {
                window.place(block.docs, block.scores, count: left, base: base)
                meet(cursor, base, end)
                left = window.collect(
                    block.docs, block.scores, count: left, base: base, above: least)
            } else {
                if !isOrdered { window.sort(block.docs, block.scores, left, base) }
                isOrdered = true
                left = cursor.addPruned(
                    block.docs, block.scores, count: left, cut: least, bitmap: bitmap)
            }
            index &-= 1
        }
        if keepsOrder && !isOrdered { window.sort(block.docs, block.scores, left, base) }
        return left
    }

    @inline(__always)
    private func isSpread(_ cursor: CursorPointer, _ candidates: Int, _ length: UInt32) -> Bool {
        if candidates < TermDisjunctionScorer.spreadCandidates { return false }
        let share = Double(length) / Double(documentCount)
        let expected = Double(cursor.pointee.documentFrequency) * share
        return Double(candidates &* TermDisjunctionScorer.spreadFactor) > expected
    }

    /// Adds to candidates' sums what every list gives them, and marks those that are in one; lists
    /// with few documents to a candidate are read whole.
    /// - Parameters:
    ///   - sums: one a candidate; zero where marks are asked for.
    ///   - marks: one a candidate, or nil when nobody asks which matched.
    func add(
        to docs: UnsafePointer<UInt32>, _ sums: UnsafeMutablePointer<Double>,
        _ marks: UnsafeMutablePointer<UInt8>?, count size: Int
    ) {
        let most = isScoring ? mostReadWhole(docs, size) : 0
        var isAnyRead = false
        for index in 0..<count {
            let cursor = cursors + index
            if cursor.pointee.documentFrequency <= most {
                isAnyRead = true
            } else {
                cursor.add(
                    to: docs, sums, count: size, marks: marks, scoring: isScoring,
                    bitmap: bitmap)
            }
        }
        if isAnyRead { addWhole(to: docs, sums, marks, size, most) }
    }

    /// Documents of a list up to which it is read whole.
    @inline(__always)
    private func mostReadWhole(_ docs: UnsafePointer<UInt32>, _ size: Int) -> Int {
        let reach = docs[size &- 1] &- docs[0] &+ 1
        let windows = Int(reach) / ScoreWindow.size &+ 1
        if size < TermDisjunctionScorer.spreadCandidates &* windows { return 0 }
        return size &* TermDisjunctionScorer.spreadFactor &* Int(documentCount) / Int(reach)
    }

    /// Reads the lists of at most `most` documents, window by window.
    private func addWhole(
        to docs: UnsafePointer<UInt32>, _ sums: UnsafeMutablePointer<Double>,
        _ marks: UnsafeMutablePointer<UInt8>?, _ size: Int, _ most: Int
    ) {
        var at = 0
        while at < size {
            let base = docs[at]
            var end = at &+ 1
            while end < size && docs[end] &- base < UInt32(ScoreWindow.size) { end &+= 1 }
            window.place(docs + at, sums + at, count: end &- at, base: base)
            for index in 0..<count where cursors[index].documentFrequency <= most {
                meet(cursors + index, base, docs[end &- 1] &+ 1)
            }
            window.take(docs + at, sums + at, count: end &- at, base: base)
            if let marks {
                for index in at..<end { marks[index] |= sums[index] > 0 ? 1 : 0 }
            }
            at = end
        }
    }

    /// Adds a list's scores to the candidates in the window.
    @inline(never)
    private func meet(_ cursor: CursorPointer, _ base: UInt32, _ end: UInt32) {
        cursor.forEachBlock(in: base..<end) { first, last in
            cursor.needScores()
            window.meet(cursor.pointee.docs, cursor.pointee.scores, first, last, base: base)
        }
    }

    /// The next documents below `end`, at most `size`, before which no list from `first` on has
    /// any; nil when none has any, and the position is `end`.
    @inline(__always)
    func nextWindow(of size: Int, below end: UInt32, from first: Int = 0) -> Range<UInt32>? {
        if position >= end { return nil }
        let base = nextDocument(from: first)
        if base >= end {
            position = end
            return nil
        }
        return base..<(base &+ min(end &- base, UInt32(size)))
    }

    /// A document at or after the position before which no list from `first` on has any.
    private func nextDocument(from first: Int) -> UInt32 {
        var next = documentCount
        for index in first..<count {
            let cursor = cursors + order[index]
            let known = cursor.pointee.next
            if known > position {
                next = min(next, known)
                continue
            }
            let block = cursor.seek(position)
            if block >= cursor.pointee.blockCount { continue }
            if cursor.pointee.block == block {
                let docs = cursor.pointee.docs
                next = min(next, docs[TermCursor.lowerBound(docs, position)])
            } else {
                let start = block == 0 ? 0 : cursor.pointee.lastDocs[block &- 1] &+ 1
                next = min(next, max(start, position))
            }
        }
        return next
    }
}

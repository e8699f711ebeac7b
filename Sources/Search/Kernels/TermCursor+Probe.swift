import Segments

/// Looking candidates up in a postings list. `docs` is ascending; seeking starts at `shallow`.
extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Adds the score of every candidate in the list and sets its mark.
    /// - Parameter marks: one byte a candidate, or nil when nobody asks which matched.
    func add(
        to docs: UnsafePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>, count: Int,
        marks: UnsafeMutablePointer<UInt8>?, scoring: Bool, bitmap: BlockBitmap
    ) {
        forEachBlock(of: docs, count) { _, last, at in
            let isDense = TermCursor.has(BlockBitmap.worthwhile, docs, at, count, last)
            if isDense && bitmap.fill(pointee.docs, pointee.count) {
                addDense(docs, scores, &at, count, last, marks, scoring, bitmap)
            } else if TermCursor.has(TermCursor.crowd &* pointee.count, docs, at, count, last) {
                addEach(docs, scores, &at, count, marks, scoring)
            } else {
                addSparse(docs, scores, &at, count, last, marks, scoring)
            }
        }
    }

    @inline(__always)
    private func addDense(
        _ docs: UnsafePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>, _ at: inout Int,
        _ count: Int, _ last: UInt32, _ marks: UnsafeMutablePointer<UInt8>?, _ scoring: Bool,
        _ bitmap: BlockBitmap
    ) {
        if scoring {
            needScores()
            bitmap.needRanks()
        }
        let own = pointee.scores
        while at < count && docs[at] <= last {
            if bitmap.contains(docs[at]) {
                if scoring { scores[at] += Double(own[bitmap.index(of: docs[at])]) }
                marks?[at] = 1
            }
            at &+= 1
        }
    }

    /// Calls `body` with each block that candidates fall into, decoded, its last document, and the
    /// first of the candidates, which `body` moves behind them.
    @inline(__always)
    private func forEachBlock(
        of docs: UnsafePointer<UInt32>, _ count: Int,
        _ body: (_ block: Int, _ last: UInt32, _ at: inout Int) -> Void
    ) {
        let lastDocs = pointee.lastDocs
        let end = pointee.blockCount
        var at = 0
        while at < count {
            let block = seek(docs[at])
            if block >= end { return }
            load(block)
            body(block, lastDocs[block], &at)
        }
    }

    /// Looks the block's documents up among the candidates; `at` is behind them afterwards.
    @inline(never)
    private func addEach(
        _ docs: UnsafePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>, _ at: inout Int,
        _ count: Int, _ marks: UnsafeMutablePointer<UInt8>?, _ scoring: Bool
    ) {
        let own = pointee.docs
        if scoring { needFrequencies() }
        for index in 0..<pointee.count {
            let doc = own[index]
            at = TermCursor.seekBlock(docs, at, count, doc)
            if at == count { return }
            if docs[at] != doc { continue }
            if scoring { scores[at] += Double(score(at: index, doc)) }
            marks?[at] = 1
            at &+= 1
        }
    }

    @inline(__always)
    private func addSparse(
        _ docs: UnsafePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>, _ at: inout Int,
        _ count: Int, _ last: UInt32, _ marks: UnsafeMutablePointer<UInt8>?, _ scoring: Bool
    ) {
        let own = pointee.docs
        if !scoring, let marks {
            while at < count && docs[at] <= last {
                let doc = docs[at]
                marks[at] |= own[TermCursor.lowerBound(own, doc)] == doc ? 1 : 0
                at &+= 1
            }
            return
        }
        while at < count && docs[at] <= last {
            let doc = docs[at]
            let index = TermCursor.lowerBound(own, doc)
            if own[index] == doc && scoring {
                needFrequencies()
                scores[at] += Double(score(at: index, doc))
                marks?[at] = 1
            }
            at &+= 1
        }
    }

    /// Keeps the candidates that are in the list, adding their scores if `scoring`.
    /// - Returns: how many are left.
    func intersect(
        _ docs: UnsafeMutablePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>, count: Int,
        scoring: Bool, bitmap: BlockBitmap
    ) -> Int {
        var kept = 0
        forEachBlock(of: docs, count) { _, last, at in
            let isDense = TermCursor.has(BlockBitmap.worthwhile, docs, at, count, last)
            if isDense && bitmap.fill(pointee.docs, pointee.count) {
                let first = kept
                kept = bitmap.filter(docs, &at, count, last, into: first) {
                    scores[$1] = scores[$0]
                }
                if scoring && kept > first { addFound(docs, scores, first, kept, bitmap) }
            } else {
                kept = search(docs, scores, &at, count, last, into: kept, scoring)
            }
        }
        return kept
    }

    /// Keeps the candidates that are in the list, without scores.
    /// - Parameter bitmap: the list's own; asked for where it pays.
    /// - Returns: how many are left.
    func intersect(
        _ docs: UnsafeMutablePointer<UInt32>, count: Int, bitmap: @autoclosure () -> BlockBitmap
    ) -> Int {
        let own = pointee.docs
        var kept = 0
        forEachBlock(of: docs, count) { block, last, at in
            if TermCursor.has(BlockBitmap.worthwhileUnscored, docs, at, count, last) {
                let bitmap = bitmap()
                if bitmap.fill(own, pointee.count, block: block) {
                    kept = bitmap.filter(docs, &at, count, last, into: kept) { _, _ in }
                    return
                }
            }
            while at < count && docs[at] <= last {
                let doc = docs[at]
                docs[kept] = doc
                kept &+= own[TermCursor.lowerBound(own, doc)] == doc ? 1 : 0
                at &+= 1
            }
        }
        return kept
    }

    /// Adds the scores of candidates that are all in the decoded block.
    @inline(__always)
    private func addFound(
        _ docs: UnsafePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>, _ first: Int,
        _ end: Int, _ bitmap: BlockBitmap
    ) {
        needFrequencies()
        bitmap.needRanks()
        for at in first..<end {
            scores[at] += Double(score(at: bitmap.index(of: docs[at]), docs[at]))
        }
    }

    /// Binary search of each candidate up to `last` in the decoded block.
    @inline(__always)
    private func search(
        _ docs: UnsafeMutablePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>,
        _ at: inout Int, _ count: Int, _ last: UInt32, into first: Int, _ scoring: Bool
    ) -> Int {
        let own = pointee.docs
        var kept = first
        while at < count && docs[at] <= last {
            let doc = docs[at]
            let index = TermCursor.lowerBound(own, doc)
            if own[index] == doc {
                docs[kept] = doc
                scores[kept] = scores[at]
                if scoring {
                    needFrequencies()
                    scores[kept] += Double(score(at: index, doc))
                }
                kept &+= 1
            }
            at &+= 1
        }
        return kept
    }

    /// Adds scores and drops every candidate that does not exceed `cut` afterwards.
    ///
    /// Blocks whose bound cannot lift a candidate over the cut are not decoded.
    /// - Returns: how many candidates are left.
    func addPruned(
        _ docs: UnsafeMutablePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>, count: Int,
        cut: Double, bitmap: BlockBitmap
    ) -> Int {
        let lastDocs = pointee.lastDocs
        let end = pointee.blockCount
        var kept = 0
        var at = 0
        while at < count {
            let block = seek(docs[at])
            let isPast = block >= end
            let last = isPast ? UInt32.max : lastDocs[block]
            let needed = isPast ? cut : cut - Double(knownBound(of: block))
            let first = kept
            while at < count && docs[at] <= last {
                let score = scores[at]
                docs[kept] = docs[at]
                scores[kept] = score
                kept &+= TermCursor.exceeds(score, needed)
                at &+= 1
            }
            if isPast || kept == first { continue }
            load(block)
            addBlock(docs, scores, first, kept, bitmap)
            kept = TermCursor.compact(docs, scores, first, kept, cut)
        }
        return kept
    }

    /// Adds the decoded block's scores to the candidates `first..<end` that are in it.
    @inline(__always)
    private func addBlock(
        _ docs: UnsafePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>, _ first: Int,
        _ end: Int, _ bitmap: BlockBitmap
    ) {
        let own = pointee.docs
        if end &- first >= BlockBitmap.worthwhile && bitmap.fill(own, pointee.count) {
            needScores()
            bitmap.needRanks()
            let known = pointee.scores
            for at in first..<end where bitmap.contains(docs[at]) {
                scores[at] += Double(known[bitmap.index(of: docs[at])])
            }
            return
        }
        for at in first..<end {
            let doc = docs[at]
            let index = TermCursor.lowerBound(own, doc)
            if own[index] == doc {
                needFrequencies()
                scores[at] += Double(score(at: index, doc))
            }
        }
    }
}

extension TermCursor {
    /// Looking a document up among candidates costs as much as looking up so many candidates.
    fileprivate static let crowd = 4

    /// Whether the candidates from `at` on up to document `last` are so many.
    @inline(__always)
    fileprivate static func has(
        _ many: Int, _ docs: UnsafePointer<UInt32>, _ at: Int, _ count: Int, _ last: UInt32
    ) -> Bool {
        count &- at >= many && docs[at &+ many &- 1] <= last
    }

    /// Keeps the candidates of `first..<end` whose score exceeds `cut`, moving them to `first`.
    @inline(__always)
    static func compact(
        _ docs: UnsafeMutablePointer<UInt32>, _ scores: UnsafeMutablePointer<Double>,
        _ first: Int, _ end: Int, _ cut: Double
    ) -> Int {
        var kept = first
        for at in first..<end {
            let score = scores[at]
            docs[kept] = docs[at]
            scores[kept] = score
            kept &+= exceeds(score, cut)
        }
        return kept
    }
}

import Segments

/// All matches of short lists at once: decoded, scored and merged two by two, without windows.
extension TermDisjunctionScorer {
    /// Writes every document of the lists, with the sum of its scores when asked; they fit a block.
    func mergeLists(into block: DocBlock) {
        let spare = DocBlock()
        // Runs halve with each pass, and the last pass has to end in the caller's block.
        let passes = Int.bitWidth &- (count &- 1).leadingZeroBitCount
        var source = passes & 1 == 0 ? block : spare
        var target = passes & 1 == 0 ? spare : block
        withUnsafeTemporaryAllocation(of: Int.self, capacity: max(1, count)) { buffer in
            guard let ends = buffer.baseAddress else { return }
            var written = 0
            for index in 0..<count {
                written = (cursors + index)
                    .appendAll(to: source, at: written, isScoring: isScoring)
                ends[index] = written
            }
            var runs = count
            while runs > 1 {
                runs = DocBlock.mergeRuns(source, ends, runs, into: target)
                swap(&source, &target)
            }
            block.count = count == 0 ? 0 : ends[0]
        }
        if isScoring { block.roundScores() }
    }
}

extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Writes all documents of the list and their scores, or zeros, to a block from `start` on.
    /// - Returns: the end of what was written.
    fileprivate func appendAll(to block: DocBlock, at start: Int, isScoring: Bool) -> Int {
        var written = start
        for index in 0..<pointee.blockCount {
            load(index)
            let count = pointee.count
            (block.docs + written).update(from: pointee.docs, count: count)
            let to = block.scores + written
            written &+= count
            if !isScoring {
                to.update(repeating: 0, count: count)
                continue
            }
            needScores()
            let from = pointee.scores
            for at in 0..<count { to[at] = Double(from[at]) }
        }
        return written
    }
}

extension DocBlock {
    /// Merges runs of ascending documents two by two; a document of both has their sum.
    /// - Parameter ends: of each run in `source`; receives those in `target`. Shape: [runs].
    /// - Returns: how many runs are left.
    fileprivate static func mergeRuns(
        _ source: DocBlock, _ ends: UnsafeMutablePointer<Int>, _ runs: Int, into target: DocBlock
    ) -> Int {
        var start = 0
        var written = 0
        for pair in 0..<((runs &+ 1) / 2) {
            let middle = ends[2 &* pair]
            let end = 2 &* pair &+ 1 < runs ? ends[2 &* pair &+ 1] : middle
            written = merge(source, start, middle, end, into: target, at: written)
            ends[pair] = written
            start = end
        }
        return (runs &+ 1) / 2
    }

    /// Merges `start..<middle` and `middle..<end`, without jumps for the documents: whether one of
    /// each run counts is a mask, all ones or none.
    /// - Returns: the end of what was written.
    @inline(never)
    private static func merge(
        _ source: DocBlock, _ start: Int, _ middle: Int, _ end: Int, into target: DocBlock,
        at first: Int
    ) -> Int {
        let docs = source.docs
        let scores = source.scores
        let outputDocs = target.docs
        let outputScores = target.scores
        var one = start
        var two = middle
        var written = first
        while one < middle && two < end {
            let left = docs[one]
            let right = docs[two]
            let difference = Int64(left) &- Int64(right)
            let ofLeft = (difference &- 1) &>> 63
            let ofRight = (~difference) &>> 63
            outputDocs[written] = right &+ UInt32(truncatingIfNeeded: difference & ofLeft)
            let leftBits = scores[one].bitPattern & UInt64(bitPattern: ofLeft)
            let rightBits = scores[two].bitPattern & UInt64(bitPattern: ofRight)
            outputScores[written] = Double(bitPattern: leftBits) + Double(bitPattern: rightBits)
            one &-= Int(ofLeft)
            two &-= Int(ofRight)
            written &+= 1
        }
        // At most one of the two has any left.
        let rest = one < middle ? one : two
        let count = one < middle ? middle &- one : end &- two
        (outputDocs + written).update(from: docs + rest, count: count)
        (outputScores + written).update(from: scores + rest, count: count)
        return written &+ count
    }
}

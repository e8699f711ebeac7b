import Segments

/// Matches by a number of theirs: looked at posting by posting, before the lists are united.
extension TermDisjunctionScorer: CompetingScorer {
    func fill(
        upTo limit: DocID, _ block: DocBlock, within competition: Competition
    ) throws -> Bool {
        if isScoring { return try fill(upTo: limit, block) }
        block.count = 0
        let end = min(limit, documentCount)
        while position < end {
            let base = nextDocument(from: 0)
            if base >= end {
                position = end
                break
            }
            let stop = base &+ min(end &- base, UInt32(WindowAccumulator.bitSize))
            for index in 0..<count {
                (cursors + index).mark(
                    marks.bits, offset: base, from: base, to: stop, within: competition,
                    scratch: block)
            }
            (block.count, position) = marks.drainBits(
                base: base, length: Int(stop &- base), block.docs)
            if block.count > 0 { break }
        }
        return position < end
    }
}

extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Sets bit `doc - offset` of the documents in `start..<end` whose number competes.
    /// - Parameter scratch: loses its content.
    fileprivate func mark(
        _ words: UnsafeMutablePointer<UInt64>, offset: UInt32, from start: UInt32, to end: UInt32,
        within competition: Competition, scratch: DocBlock
    ) {
        let lastDocs = pointee.lastDocs
        let blocks = pointee.blockCount
        let docs = pointee.docs
        let kept = scratch.docs
        let values = UnsafeMutableRawPointer(scratch.scores)
            .assumingMemoryBound(to: Int64.self)
        var at = seek(start)
        while at < blocks {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= end { return }
            load(at)
            let count = pointee.count
            let first = docs[0] >= start ? 0 : TermCursor.lowerBound(docs, start)
            let last = docs[count &- 1] < end ? count : TermCursor.lowerBound(docs, end)
            if first < last {
                let size = competition.column.keep(
                    docs + first, count: last &- first, from: competition.lower,
                    through: competition.upper, scratch: values, into: kept)
                for index in 0..<size {
                    let bit = kept[index] &- offset
                    words[Int(bit &>> 6)] |= 1 &<< UInt64(bit & 63)
                }
            }
            if lastDocs[at] &+ 1 >= end { return }
            at &+= 1
        }
    }
}

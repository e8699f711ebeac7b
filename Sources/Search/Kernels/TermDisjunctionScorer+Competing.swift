import Segments

/// Matches by a number of theirs: looked at posting by posting, before the lists are united.
extension TermDisjunctionScorer: CompetingScorer {
    var competing: (any CompetingScorer)? { self }

    func fill(
        upTo limit: DocID, _ block: DocBlock, within competition: Competition
    ) throws -> Bool {
        if isScoring { return try fill(upTo: limit, block) }
        return fillMarked(min(limit, documentCount), block) { cursor, words, range in
            cursor.mark(words, in: range, within: competition, scratch: block)
        }
    }
}

extension UnsafeMutablePointer where Pointee == TermCursor {
    /// Sets the bit of each document in `range` whose number competes, counted from its first.
    /// - Parameter scratch: loses its content.
    fileprivate func mark(
        _ words: UnsafeMutablePointer<UInt64>, in range: Range<UInt32>,
        within competition: Competition, scratch: DocBlock
    ) {
        let docs = pointee.docs
        let kept = scratch.docs
        let values = UnsafeMutableRawPointer(scratch.scores)
            .assumingMemoryBound(to: Int64.self)
        forEachBlock(in: range) { first, end in
            let size = competition.column.keep(
                docs + first, count: end &- first, from: competition.lower,
                through: competition.upper, scratch: values, into: kept)
            for index in 0..<size {
                let bit = kept[index] &- range.lowerBound
                words[Int(bit &>> 6)] |= 1 &<< UInt64(bit & 63)
            }
        }
    }
}

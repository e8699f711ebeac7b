import Segments

/// What a scorer gets for free when it does not know better.
extension Scorer {
    package var followsCheaply: Bool { false }
    package var findsSlowly: Bool { false }
    package var counting: (any MatchCountingScorer)? { nil }
    package var competing: (any CompetingScorer)? { nil }
    package func forgoOrder() {}

    /// Through `retain` on a copy.
    package func apply(_ block: DocBlock) throws {
        if block.count == 0 { return }
        let own = DocBlock()
        own.copyDocuments(of: block)
        try retain(own)
        block.addScores(of: own)
    }

    /// Through `fill`.
    package func mark(
        _ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        skip(to: start)
        let block = DocBlock()
        var hasMore = true
        while hasMore {
            hasMore = try fill(upTo: end, block)
            for at in 0..<block.count {
                let doc = block.docs[at]
                words[Int(doc &>> 6)] |= 1 &<< UInt64(doc & 63)
            }
        }
    }
}

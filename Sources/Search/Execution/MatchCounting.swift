import Segments

/// Counts live matches without scores, in stretches of documents.
enum MatchCounting {
    /// Documents of a stretch. The next one is as long as the matches so far say the limit is away.
    private static let shortest = 1 << 12
    private static let longest = 1 << 17

    /// Live matches of some leaves, but no further than just above `limit`.
    static func count(
        _ weight: any Weight, _ leaves: [Leaf], _ context: SearchContext, limit: Int
    ) throws -> Int {
        let piece = ScratchPool.shared.take()
        defer { ScratchPool.shared.give(piece) }
        let words = piece.bindMemory(to: UInt64.self, capacity: longest / 64)
        var total = 0
        for leaf in leaves where total <= limit {
            if let known = try weight.exactCount(leaf) {
                total += known
            } else if let scorer = try weight.makeScorer(leaf) {
                total += try count(scorer, leaf, context, words, limit: limit - total)
            }
        }
        return total
    }

    private static func count(
        _ scorer: any Scorer, _ leaf: Leaf, _ context: SearchContext,
        _ words: UnsafeMutablePointer<UInt64>, limit: Int
    ) throws -> Int {
        var total = 0
        var start = 0
        var length = shortest
        let end = leaf.documentCount
        while start < end && total <= limit {
            try context.deadline.check()
            let stop = min(end, start + length)
            let wordCount = (stop - start + 63) / 64
            words.update(repeating: 0, count: wordCount)
            // Bit 0 of the leaf lies `start` bits before the words; `start` is a multiple of 64.
            try scorer.mark(words - start / 64, from: DocID(start), to: DocID(stop))
            total += liveBits(words, wordCount, leaf, start / 64)
            start = stop
            length = nextLength(after: start, found: total, limit: limit)
        }
        return total
    }

    /// A multiple of 64 documents.
    private static func nextLength(after visited: Int, found: Int, limit: Int) -> Int {
        if limit == .max || found == 0 { return min(longest, visited * 2) }
        let needed = (Double(limit) + 1 - Double(found)) * Double(visited) / Double(found)
        return min(longest, max(shortest, Int(min(needed, 1e9)))) & ~63
    }

    private static func liveBits(
        _ words: UnsafePointer<UInt64>, _ count: Int, _ leaf: Leaf, _ firstWord: Int
    ) -> Int {
        var total = 0
        if let live = leaf.view.liveDocs?.words {
            for word in 0..<count {
                total &+= (words[word] & live[firstWord &+ word]).nonzeroBitCount
            }
        } else {
            for word in 0..<count { total &+= words[word].nonzeroBitCount }
        }
        return total
    }
}

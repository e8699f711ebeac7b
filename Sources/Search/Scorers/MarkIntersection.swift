import Segments

/// Score-free conjunctions over stretches of documents as bits: the lead is marked, dense followers
/// are marked and intersected, sparse ones asked about the documents that are left.
final class MarkIntersection {
    /// Documents of a stretch.
    private static let stretch: UInt32 = 1 << 15
    /// A follower is marked whole when it visits at most this many times the lead's documents;
    /// marking costs a fraction of a lookup.
    private static let denseFactor = 12
    /// The same for followers that are cheap to ask.
    private static let cheapFactor = 4

    private let lead: any Scorer
    private let dense: [any Scorer]
    private let sparse: [any Scorer]
    private let words: UnsafeMutablePointer<UInt64>
    private let others: UnsafeMutablePointer<UInt64>
    private let block = DocBlock()

    /// - Parameter followers: asked in this order.
    init(lead: any Scorer, followers: [any Scorer]) {
        self.lead = lead
        dense = followers.filter { MarkIntersection.isMarked($0, lead) }
        sparse = followers.filter { !MarkIntersection.isMarked($0, lead) }
        words = .allocate(capacity: Int(MarkIntersection.stretch) / 64 + 1)
        others = .allocate(capacity: Int(MarkIntersection.stretch) / 64 + 1)
    }

    deinit {
        words.deallocate()
        others.deallocate()
    }

    /// Sets the bits of the intersection in `start..<end`, counted from bit 0 of `output`.
    func mark(
        _ output: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID
    ) throws {
        var first = start
        while first < end {
            let base = first & ~63
            let stop = min(end, base.saturatingAdd(MarkIntersection.stretch))
            let count = Int((stop &- base &+ 63) &>> 6)
            words.update(repeating: 0, count: count)
            try lead.mark(words - Int(base &>> 6), from: first, to: stop)
            for follower in dense {
                others.update(repeating: 0, count: count)
                try follower.mark(others - Int(base &>> 6), from: first, to: stop)
                for word in 0..<count { words[word] &= others[word] }
            }
            if !sparse.isEmpty { try retain(base, count) }
            let target = output + Int(base &>> 6)
            for word in 0..<count { target[word] |= words[word] }
            first = stop
        }
    }

    private static func isMarked(_ follower: any Scorer, _ lead: any Scorer) -> Bool {
        let factor =
            follower.followsCheaply
            ? MarkIntersection.cheapFactor : MarkIntersection.denseFactor
        return follower.cost <= lead.cost * factor
    }

    /// Asks one sparse follower after the other about the documents whose bits are set.
    private func retain(_ base: UInt32, _ count: Int) throws {
        var word = 0
        while word < count {
            word = block.takeBits(words, from: word, to: count, base: base)
            if block.count == 0 { continue }
            for follower in sparse where block.count > 0 { try follower.retain(block) }
            for at in 0..<block.count {
                let bit = block.docs[at] &- base
                words[Int(bit &>> 6)] |= 1 &<< UInt64(bit & 63)
            }
        }
    }
}

import Primitives
import Segments

/// Builds the set of live matches of a leaf.
enum DocSetCollecting {
    /// A set is a list when a scorer expects this many times fewer documents than the leaf has.
    private static let listShare = 32
    /// Documents marked between two looks at the deadline.
    private static let stretch = 1 << 17

    static func docSet(
        _ weight: any Weight, _ leaf: Leaf, _ context: SearchContext
    ) throws -> DocSet {
        let total = leaf.documentCount
        if try weight.exactCount(leaf) == total && total > 0 {
            return DocSet(leaf: leaf, storage: .all, count: total)
        }
        guard let scorer = try weight.makeScorer(leaf) else {
            return DocSet(leaf: leaf, storage: .list([]), count: 0)
        }
        if scorer.cost < total / listShare { return try list(scorer, leaf, context) }
        return try bits(scorer, leaf, context)
    }

    /// As `docSet`, of nested objects, of which none is told to be deleted.
    static func objects(
        _ weight: any Weight, _ leaf: Leaf, _ context: SearchContext
    ) throws -> DocSet {
        let bits = FixedBitSet(bitCount: leaf.documentCount)
        if let scorer = try weight.makeScorer(leaf) {
            try context.deadline.check()
            try scorer.mark(bits.words, from: 0, to: DocID(leaf.documentCount))
        }
        return DocSet(leaf: leaf, storage: .bits(bits), count: bits.count())
    }

    private static func list(
        _ scorer: any Scorer, _ leaf: Leaf, _ context: SearchContext
    ) throws -> DocSet {
        var docs: [UInt32] = []
        docs.reserveCapacity(min(scorer.cost, 1 << 16))
        let block = context.takeBlock()
        defer { context.give(block) }
        var hasMore = true
        while hasMore {
            try context.tick()
            hasMore = try scorer.fill(upTo: DocID(leaf.documentCount), block)
            if let live = leaf.view.liveDocs { block.keep(set: live.words) }
            docs.append(
                contentsOf: UnsafeBufferPointer(start: block.docs, count: block.count))
        }
        return DocSet(leaf: leaf, storage: .list(docs), count: docs.count)
    }

    private static func bits(
        _ scorer: any Scorer, _ leaf: Leaf, _ context: SearchContext
    ) throws -> DocSet {
        let bits = FixedBitSet(bitCount: leaf.documentCount)
        var start = 0
        while start < leaf.documentCount {
            try context.deadline.check()
            let stop = min(start + stretch, leaf.documentCount)
            try scorer.mark(bits.words, from: DocID(start), to: DocID(stop))
            start = stop
        }
        if let live = leaf.view.liveDocs?.words {
            for word in 0..<bits.wordCount { bits.words[word] &= live[word] }
        }
        let count = bits.count()
        if count == leaf.documentCount { return DocSet(leaf: leaf, storage: .all, count: count) }
        return DocSet(leaf: leaf, storage: .bits(bits), count: count)
    }
}

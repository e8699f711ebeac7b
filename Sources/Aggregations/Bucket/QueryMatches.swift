import Primitives
import Search

/// The matches of one query, as a bit set of the open segment.
///
/// The query runs once for each index of the search, over all its segments.
final class QueryMatches {
    private let runtime: AggregationRuntime
    private var context: SearchContext?
    private var sets: [DocSet] = []
    private enum Open {
        case all
        case bits(FixedBitSet)
    }
    private var current = Open.all

    init(_ runtime: AggregationRuntime) { self.runtime = runtime }

    func open(_ query: any Query, _ leaf: AggregationLeaf) throws {
        if context !== leaf.context {
            context = leaf.context
            let objects = query as? NestedObjectsQuery
            sets =
                try objects?.objectSets(leaf.context) ?? runtime.matching(query, leaf.context)
        }
        guard let set = sets.first(where: { $0.leaf.index == leaf.leaf.index }) else {
            // Without objects there are no documents to ask about either.
            current = .bits(FixedBitSet(bitCount: leaf.leaf.documentCount))
            return
        }
        switch set.storage {
        case .all: current = .all
        case .bits(let bits): current = .bits(bits)
        case .list(let docs):
            let bits = FixedBitSet(bitCount: set.leaf.documentCount)
            for doc in docs { bits.set(Int(doc)) }
            current = .bits(bits)
        }
    }

    func contains(_ doc: UInt32) -> Bool {
        switch current {
        case .all: true
        case .bits(let bits): bits.test(Int(doc))
        }
    }

    /// Copies the matching documents of a block and their buckets; returns how many there are.
    func select(
        _ block: BucketBlock, _ docs: UnsafeMutablePointer<UInt32>,
        _ buckets: UnsafeMutablePointer<UInt32>
    ) -> Int {
        guard case .bits(let bits) = current else {
            docs.update(from: block.docs, count: block.count)
            buckets.update(from: block.buckets, count: block.count)
            return block.count
        }
        let words = bits.words
        var count = 0
        for index in 0..<block.count {
            let doc = block.docs[index]
            docs[count] = doc
            buckets[count] = block.buckets[index]
            count &+= Int(truncatingIfNeeded: (words[Int(doc &>> 6)] &>> UInt64(doc & 63)) & 1)
        }
        return count
    }
}

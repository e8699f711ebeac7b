import Primitives
import Segments

/// The documents of any of many terms of one leaf, found as far as somebody asks.
///
/// Belongs to a `SearchContext`, so that the passes of one search share what was read. Few lists
/// stay cursors, few documents become a sorted list, all else a bit set that is filled stretch by
/// stretch: a search content with the first matches reads no more.
final class TermUnion {
    /// Lists that stay cursors.
    static let mostCursors = 16
    /// Postings up to which the merged form is a sorted list: sorting them has to cost less than
    /// looking at the bits of all documents. Unit: share of the leaf's documents.
    private static let listShare = 1024
    /// Documents of a stretch.
    private static let stretch = 1 << 16

    private let leaf: Leaf
    private let lists: [PostingsList]
    /// Postings of all lists.
    let total: Int
    /// The bits below `filled` are whole; nobody may look at the others.
    private(set) lazy var bits = FixedBitSet(bitCount: leaf.documentCount)
    private var filled = 0
    /// Lists that are not read to their end, and the block to read next.
    private lazy var unread = lists.indices.map { (list: $0, block: 0) }
    private lazy var sorted: [UInt32] = makeSorted()

    init(_ dictionary: TermDictionary, _ ordinals: [TermOrdinal], _ leaf: Leaf) throws {
        var lists: [PostingsList] = []
        lists.reserveCapacity(ordinals.count)
        for ordinal in ordinals {
            let list = try dictionary.postings(ordinal, positions: false)
            if list.documentFrequency > 0 { lists.append(list) }
        }
        self.lists = lists
        self.leaf = leaf
        total = lists.reduce(0) { $0 + $1.documentFrequency }
    }

    func scorer() throws -> (any Scorer)? {
        if lists.isEmpty { return nil }
        if lists.count == 1 { return try TermSetQuery.scorer(lists[0], leaf) }
        if lists.count <= TermUnion.mostCursors {
            let set = CursorSet(capacity: lists.count)
            for list in lists { try set.append(unscored: list) }
            return TermDisjunctionScorer(
                set: set, documentCount: leaf.documentCount, isScoring: false)
        }
        if total * TermUnion.listShare < leaf.documentCount { return ListScorer(sorted) }
        return UnionScorer(self, documentCount: leaf.documentCount)
    }

    private func makeSorted() -> [UInt32] {
        var docs: [UInt32] = []
        docs.reserveCapacity(total)
        withBlockMemory { memory in
            for list in lists {
                for block in 0..<list.blockCount {
                    let count = list.decodeDocuments(block, into: memory)
                    docs.append(contentsOf: UnsafeBufferPointer(start: memory, count: count))
                }
            }
        }
        docs.sort()
        var kept = 0
        for index in docs.indices where index == 0 || docs[index] != docs[kept - 1] {
            docs[kept] = docs[index]
            kept += 1
        }
        docs.removeSubrange(kept...)
        return docs
    }

    /// Makes the bits below `end` whole.
    func fill(below end: Int) {
        if filled >= end { return }
        filled = min(leaf.documentCount, max(end, filled + TermUnion.stretch))
        let bits = self.bits
        var left = unread
        unread = []
        withBlockMemory { memory in
            var kept = 0
            for index in left.indices {
                let (list, block) = left[index]
                let next = mark(lists[list], from: block, bits.words, memory)
                if next == lists[list].blockCount { continue }
                left[kept] = (list, next)
                kept += 1
            }
            left.removeSubrange(kept...)
        }
        unread = left
    }

    /// A block that reaches beyond the stretch is marked whole.
    /// - Returns: the block to read next.
    @inline(__always)
    private func mark(
        _ list: PostingsList, from first: Int, _ words: UnsafeMutablePointer<UInt64>,
        _ memory: UnsafeMutablePointer<UInt32>
    ) -> Int {
        if list.documentFrequency == 1 {
            let doc = list.lastDocs[0]
            words[Int(doc &>> 6)] |= 1 &<< UInt64(doc & 63)
            return list.blockCount
        }
        var block = first
        while block < list.blockCount {
            if block > 0 && Int(list.lastDocs[block - 1]) + 1 >= filled { break }
            let count = list.decodeDocuments(block, into: memory)
            if count > 0 { TermCursor.setBits(words, memory, 0, count, 0) }
            block += 1
        }
        return block
    }

    private func withBlockMemory(_ body: (UnsafeMutablePointer<UInt32>) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: CursorSet.stride) { buffer in
            if let memory = buffer.baseAddress { body(memory) }
        }
    }
}

extension SearchContext {
    /// The union of the terms a query comes to in a leaf; made by the first pass that asks.
    func union(
        of terms: TermSelection, _ leaf: Leaf,
        _ make: () throws -> (dictionary: TermDictionary, ordinals: [TermOrdinal])?
    ) throws -> TermUnion? {
        let key = UnionKey(terms: terms, leaf: leaf.index)
        if let known = unions[key] { return known }
        guard let (dictionary, ordinals) = try make() else { return nil }
        let made = try TermUnion(dictionary, ordinals, leaf)
        unions[key] = made
        return made
    }

    struct UnionKey: Hashable {
        let terms: TermSelection
        let leaf: Int
    }
}

/// Which terms of a field a query means.
enum TermSelection: Hashable {
    case prefix(FieldNumber, [UInt8])
    case pattern(FieldNumber, TermPattern)
    case set(FieldNumber, [[UInt8]])
    /// Bounds and whether they are included.
    case range(FieldNumber, [UInt8]?, Bool, [UInt8]?, Bool)
}

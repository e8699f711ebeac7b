import Primitives
import Segments

/// Score-free scorers for the documents of any of many terms.
enum OrdinalsMatching {
    /// Lists that stay cursors; more are merged into a list or a bit set beforehand.
    static let mostCursors = 16
    /// Postings up to which the merged form is a sorted list. Unit: share of the leaf's documents.
    private static let listShare = 64

    static func scorer(
        _ dictionary: TermDictionary, _ ordinals: [TermOrdinal], _ leaf: Leaf
    ) throws -> (any Scorer)? {
        var total = 0
        var lists: [PostingsList] = []
        lists.reserveCapacity(ordinals.count)
        for ordinal in ordinals {
            let list = try dictionary.postings(ordinal, positions: false)
            if list.documentFrequency == 0 { continue }
            total += list.documentFrequency
            lists.append(list)
        }
        if lists.isEmpty { return nil }
        if lists.count == 1 { return try TermSetQuery.scorer(lists[0], leaf) }
        if lists.count <= mostCursors {
            let set = CursorSet(capacity: lists.count)
            for list in lists { try set.append(unscored: list) }
            return TermDisjunctionScorer(
                set: set, documentCount: leaf.documentCount, isScoring: false)
        }
        if total * listShare < leaf.documentCount { return ListScorer(merged(lists, total)) }
        return bits(lists, leaf)
    }

    private static func merged(_ lists: [PostingsList], _ total: Int) -> [UInt32] {
        var docs: [UInt32] = []
        docs.reserveCapacity(total)
        forEachBlock(of: lists) {
            docs.append(contentsOf: UnsafeBufferPointer(start: $0, count: $1))
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

    private static func bits(_ lists: [PostingsList], _ leaf: Leaf) -> any Scorer {
        let bits = FixedBitSet(bitCount: leaf.documentCount)
        let words = bits.words
        forEachBlock(of: lists) { docs, count in
            for index in 0..<count {
                let doc = docs[index]
                words[Int(doc &>> 6)] |= 1 &<< UInt64(doc & 63)
            }
        }
        return BitsScorer(bits, count: bits.count())
    }

    private static func forEachBlock(
        of lists: [PostingsList], _ body: (UnsafePointer<UInt32>, Int) -> Void
    ) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 160) { buffer in
            guard let docs = buffer.baseAddress else { return }
            for list in lists {
                for block in 0..<list.blockCount {
                    let count = list.decodeDocuments(block, into: docs)
                    body(UnsafePointer(docs), count)
                }
            }
        }
    }
}

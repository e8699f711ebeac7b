import Primitives
import Segments

/// The best hit of each value of a field, in the order of a sort.
///
/// Documents without the field are one group. Every match is looked at: a group's best hit may
/// come late. Of each leaf only its k best groups can be among the k best of all, as a group that
/// is has its best hit in some leaf and is among the k best there.
package struct CollapsedSearch {
    /// A hit and the value it stands for.
    package struct Group: Sendable {
        package var hit: TopDocs.Hit
        /// `.missing` for documents without the field.
        package let value: SortValue
    }

    private let context: SearchContext
    private let size: Int
    private let sort: [SortKey]
    private let after: SearchAfter?
    private let field: SortKey

    /// - Parameters:
    ///   - field: `.numeric` or `.ordinal`.
    ///   - sort: empty is by score.
    package init(
        by field: SortKey, context: SearchContext, size: Int, sort: [SortKey], after: SearchAfter?
    ) {
        self.field = field
        self.context = context
        self.size = max(1, min(size, context.documentCount))
        self.sort = sort.isEmpty ? [.byScore] : sort
        self.after = after
    }

    /// - Throws: `SearchError` (`.invalid`) when a match has several values.
    package func run(_ query: any Query, trackScores: Bool) throws -> [Group] {
        let needsScores = trackScores || sort.contains { $0.kind == .score }
        let weight = try query.makeWeight(context, needsScores: needsScores, boost: 1)
        var groups: [Group] = []
        for leaf in context.leaves {
            guard let scorer = try weight.makeScorer(leaf) else { continue }
            let found = try LeafGroups(self.field, sort, after, leaf)
            try collect(scorer, leaf, found)
            groups = merge(groups, try found.best(size, hasScores: needsScores))
        }
        return groups
    }

    private func collect(_ scorer: any Scorer, _ leaf: Leaf, _ groups: LeafGroups) throws {
        let block = context.takeBlock()
        defer { context.give(block) }
        let live = leaf.view.liveDocs?.words
        var hasMore = true
        while hasMore {
            try context.tick()
            hasMore = try scorer.fill(upTo: DocID(leaf.documentCount), block)
            if let live { block.keep(set: live) }
            try groups.collect(block)
        }
    }

    /// Earlier leaves win ties; of one group the first stays.
    private func merge(_ old: [Group], _ new: [Group]) -> [Group] {
        var merged: [Group] = []
        var seen: Set<SortValue> = []
        var left = old[...]
        var right = new[...]
        while merged.count < size {
            let next: Group
            if let a = left.first, let b = right.first {
                let takesNew = precedes(b.hit.sortValues, a.hit.sortValues)
                next = takesNew ? right.removeFirst() : left.removeFirst()
            } else if let a = left.popFirst() ?? right.popFirst() {
                next = a
            } else {
                break
            }
            if seen.insert(next.value).inserted { merged.append(next) }
        }
        return merged
    }

    private func precedes(_ a: [SortValue], _ b: [SortValue]) -> Bool {
        for (index, key) in sort.enumerated() {
            let order = key.compare(a[index], b[index])
            if order != 0 { return order < 0 }
        }
        return false
    }
}

/// The groups of one leaf, each with its best document so far.
private final class LeafGroups {
    private let leaf: Leaf
    private let field: LeafSortKey
    private let sources: [LeafSortKey]
    private let after: [Int64]?
    private var places: [Int64: Int] = [:]
    private var docs: [(doc: DocID, score: Float)] = []
    /// Shape: [groups × sources].
    private var tuples: [Int64] = []
    private let keys: UnsafeMutablePointer<Int64>

    init(
        _ field: SortKey, _ sort: [SortKey], _ after: SearchAfter?, _ leaf: Leaf
    ) throws {
        let noIDs: (Leaf) throws -> [Int64] = { _ in
            throw SearchError(.invalid, "collapsed hits cannot be sorted by [_id]")
        }
        self.leaf = leaf
        self.field = try LeafSortKey(field, leaf: leaf, ids: noIDs)
        let sources = try sort.map { try LeafSortKey($0, leaf: leaf, ids: noIDs) }
        self.sources = sources
        self.after = try after?.values.enumerated().map { try sources[$0].sortable($1) }
        keys = .allocate(capacity: DocBlock.capacity * (sort.count + 1))
    }

    deinit { keys.deallocate() }

    func collect(_ block: DocBlock) throws {
        let count = block.count
        if count == 0 { return }
        try refuseSeveralValues(block)
        field.read(block.docs, block.scores, count: count, into: keys)
        for (index, source) in sources.enumerated() {
            source.read(
                block.docs, block.scores, count: count,
                into: keys + (index + 1) * DocBlock.capacity)
        }
        for at in 0..<count where isBehindAfter(at) {
            let doc = (block.docs[at], Float(block.scores[at]))
            if let place = places[keys[at]] {
                if beats(at, place) { set(place, at, doc) }
            } else {
                let place = docs.count
                places[keys[at]] = place
                docs.append(doc)
                tuples.append(contentsOf: repeatElement(0, count: sources.count))
                set(place, at, doc)
            }
        }
    }

    private func key(_ at: Int, _ level: Int) -> Int64 {
        keys[(level + 1) * DocBlock.capacity + at]
    }

    private func isBehindAfter(_ at: Int) -> Bool {
        guard let after else { return true }
        for level in after.indices where key(at, level) != after[level] {
            return key(at, level) > after[level]
        }
        return false
    }

    private func beats(_ at: Int, _ place: Int) -> Bool {
        for level in sources.indices {
            let old = tuples[place * sources.count + level]
            if key(at, level) != old { return key(at, level) < old }
        }
        return false
    }

    private func set(_ place: Int, _ at: Int, _ doc: (DocID, Float)) {
        docs[place] = doc
        for level in sources.indices {
            tuples[place * sources.count + level] = key(at, level)
        }
    }

    private func refuseSeveralValues(_ block: DocBlock) throws {
        let several: DocID?
        switch field.source {
        case .numeric(let column) where column.isMultiValued:
            several = first(block) { column.valueRange($0).count > 1 }
        case .ordinal(let column):
            several = first(block) { column.valueRange($0).count > 1 }
        default: return
        }
        guard let several else { return }
        throw SearchError(
            .invalid,
            "failed to collapse \(several), the collapse field must be single valued")
    }

    private func first(_ block: DocBlock, _ test: (DocID) -> Bool) -> DocID? {
        for at in 0..<block.count where test(block.docs[at]) { return block.docs[at] }
        return nil
    }

    /// The best `size` groups, best first.
    func best(_ size: Int, hasScores: Bool) throws -> [CollapsedSearch.Group] {
        let width = sources.count
        let order = docs.indices.sorted { a, b in
            for level in 0..<width {
                let (x, y) = (tuples[a * width + level], tuples[b * width + level])
                if x != y { return x < y }
            }
            return docs[a].doc < docs[b].doc
        }
        return try order.prefix(size).map { place in
            let (doc, score) = docs[place]
            let values = try sources.map { try $0.value(of: doc, score: score) }
            return CollapsedSearch.Group(
                hit: TopDocs.Hit(
                    leaf: leaf.index, doc: doc, score: hasScores ? score : .nan,
                    sortValues: values), value: try field.value(of: doc, score: 0))
        }
    }
}

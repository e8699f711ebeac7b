import Primitives
import Segments

/// The first k hits in the order of a sort.
///
/// Each leaf is sorted by its own integers (`LeafSortKey`); only its k hits become values that
/// compare across leaves, and the last hit so far comes back as the bound of the next leaf. With
/// the score as first key the scorers prune as in a plain search; with a number as first key what
/// its column rules out is passed over (`LeafSorting`).
final class SortedSearch {
    private let weight: any Weight
    private let query: any Query
    private let context: SearchContext
    private let size: Int
    private let sort: [SortKey]
    private let after: SearchAfter?
    private let trackScores: Bool
    private let needsScores: Bool
    /// Matches to count; nil to count none.
    private let limit: Int?
    /// Live matches visited so far.
    private(set) var count = 0
    /// Leaves of which not all matches were visited, by index; meaningless once `count` is above
    /// the limit.
    private(set) var uncounted: [Int] = []
    private var hits: [TopDocs.Hit] = []
    private let keys: UnsafeMutablePointer<Int64>
    private let tuple: UnsafeMutablePointer<Int64>

    /// - Parameter limit: matches of interest; nil when nobody asks.
    init(
        _ query: any Query, context: SearchContext, size: Int, sort: [SortKey],
        after: SearchAfter?, trackScores: Bool, countingTo limit: Int?
    ) throws {
        if let after, after.values.count != sort.count {
            throw SearchError(
                .invalid,
                "search_after has \(after.values.count) value(s) but sort has \(sort.count)")
        }
        self.query = query
        self.context = context
        self.size = max(1, min(size, context.documentCount))
        self.sort = sort
        self.after = after
        self.trackScores = trackScores
        self.limit = limit
        needsScores = sort.contains { $0.kind == .score }
        weight = try query.makeWeight(context, needsScores: needsScores, boost: 1)
        keys = ScratchPool.shared.take().bindMemory(to: Int64.self, capacity: DocBlock.capacity)
        tuple = .allocate(capacity: sort.count + 1)
    }

    deinit {
        ScratchPool.shared.give(UnsafeMutableRawPointer(keys))
        tuple.deallocate()
    }

    /// - Parameter isImplicit: the caller asked for no sort, so hits show no sort values.
    func run(isImplicit: Bool) throws -> TopDocs {
        for leaf in context.leaves {
            guard let scorer = try weight.makeScorer(leaf) else { continue }
            let found = try collect(leaf, scorer)
            merge(found)
        }
        if trackScores && !needsScores { try addScores() }
        var top = TopDocs(totalHits: 0, relation: .equal, maxScore: nil, hits: hits)
        if isImplicit {
            for index in top.hits.indices { top.hits[index].sortValues = [] }
        }
        let isByScore = sort[0] == .byScore
        if isByScore && after == nil {
            top.maxScore = hits.first?.score
        } else if trackScores || isByScore {
            let best = try SearchExecution.topDocs(
                query, context: context, size: 1, trackTotal: .none)
            top.maxScore = best.maxScore
        }
        return top
    }

    private func collect(_ leaf: Leaf, _ scorer: any Scorer) throws -> [TopDocs.Hit] {
        let sources = try sort.map { try LeafSortKey($0, leaf: leaf, ids: idRanks) }
        let collector = LeafSortCollector(
            sources: sources, heap: SortHeap(k: size, keyCount: sort.count),
            after: try after?.values.enumerated().map { try sources[$0].sortable($1) },
            bound: try bound(sources), keys: keys, tuple: tuple)
        let block = context.takeBlock()
        defer { context.give(block) }
        var sorting = LeafSorting(scorer, leaf, collector, context, block)
        if needsScores {
            uncounted.append(leaf.index)
            try sorting.collectByScore()
        } else if try isCounted(scorer, leaf) {
            let isWhole = try sorting.visit(countingTo: limit.map { $0 - count } ?? 0)
            count += sorting.count
            if !isWhole { try sorting.collect() }
        } else {
            uncounted.append(leaf.index)
            try sorting.collect()
        }
        return try collector.hits(leaf)
    }

    /// Whether a leaf's matches are counted as they are sorted, none passed over.
    private func isCounted(_ scorer: any Scorer, _ leaf: Leaf) throws -> Bool {
        guard let limit, count <= limit else { return false }
        guard scorer.findsSlowly || scorer.cost <= context.countedCost else { return false }
        return try weight.exactCount(leaf) == nil
    }

    /// The last hit so far in this leaf's integers, when there are enough.
    private func bound(_ sources: [LeafSortKey]) throws -> [Int64]? {
        guard hits.count == size, let last = hits.last else { return nil }
        return try last.sortValues.enumerated().map { try sources[$0].sortable($1) }
    }

    /// Merges a leaf's hits, which lose ties against those of earlier leaves.
    private func merge(_ found: [TopDocs.Hit]) {
        var merged: [TopDocs.Hit] = []
        merged.reserveCapacity(min(size, hits.count + found.count))
        var old = 0
        var new = 0
        while merged.count < size && (old < hits.count || new < found.count) {
            let takesOld =
                new == found.count
                || (old < hits.count && !precedes(found[new].sortValues, hits[old].sortValues))
            merged.append(takesOld ? hits[old] : found[new])
            if takesOld { old += 1 } else { new += 1 }
        }
        hits = merged
    }

    private func precedes(_ a: [SortValue], _ b: [SortValue]) -> Bool {
        for (index, key) in sort.enumerated() {
            let order = key.compare(a[index], b[index])
            if order != 0 { return order < 0 }
        }
        return false
    }

    /// Scores of the hits alone, in a pass of their own.
    private func addScores() throws {
        let scoring = try query.makeWeight(context, needsScores: true, boost: 1)
        for leaf in context.leaves {
            let own = hits.indices.filter { hits[$0].leaf == leaf.index }
                .sorted { hits[$0].doc < hits[$1].doc }
            if own.isEmpty { continue }
            guard let scorer = try scoring.makeScorer(leaf) else { continue }
            let block = DocBlock()
            for start in stride(from: 0, to: own.count, by: DocBlock.capacity) {
                let part = own[start..<min(own.count, start + DocBlock.capacity)]
                block.count = 0
                for index in part {
                    block.docs[block.count] = hits[index].doc
                    block.scores[block.count] = 0
                    block.count += 1
                }
                try scorer.retain(block)
                let byDoc = Dictionary(
                    uniqueKeysWithValues: (0..<block.count).map { (block.docs[$0], $0) })
                for index in part {
                    if let at = byDoc[hits[index].doc] {
                        hits[index].score = Float(block.scores[at])
                    }
                }
            }
        }
    }

    /// Rank of every document of the leaf by id, as odd numbers.
    private func idRanks(_ leaf: Leaf) throws -> [Int64] {
        let writer = ByteWriter()
        var ids: [[UInt8]] = []
        for doc in 0..<leaf.documentCount {
            writer.removeAll()
            try leaf.view.reader.appendID(of: DocID(doc), to: writer)
            ids.append(Array(writer.bytes))
        }
        var ranks = [Int64](repeating: 0, count: ids.count)
        let order = ids.indices.sorted { ids[$0].lexicographicallyPrecedes(ids[$1]) }
        for (rank, doc) in order.enumerated() { ranks[doc] = Int64(rank) * 2 + 1 }
        return ranks
    }
}

extension SortKey {
    /// Negative when `a` sorts first, positive when `b` does, else 0.
    func compare(_ a: SortValue, _ b: SortValue) -> Int {
        if a == b { return 0 }
        if a == .missing { return missing == .first ? -1 : 1 }
        if b == .missing { return missing == .first ? 1 : -1 }
        let precedes: Bool
        switch (a, b) {
        case (.integer(let x), .integer(let y)): precedes = x < y
        case (.score(let x), .score(let y)): precedes = x < y
        case (.term(let x), .term(let y)): precedes = x.lexicographicallyPrecedes(y)
        default: return 0
        }
        return precedes != descending ? -1 : 1
    }
}

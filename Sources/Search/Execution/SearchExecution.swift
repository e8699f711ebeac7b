import Segments

/// Entry points: runs a query over all leaves of a snapshot on the calling thread.
///
/// Two passes, each only when asked for: a pruned one for the best hits, which filters and deleted
/// documents do not switch off, and a score-free one for counts, sets and sorts.
package enum SearchExecution {
    /// The best `k` hits.
    /// - Parameters:
    ///   - postFilter: narrows hits and total; aggregations do not see it.
    ///   - sort: empty is by score, best first.
    ///   - minScore: hits below it neither appear nor count.
    ///   - trackScores: fill in scores although the sort does not need them.
    ///   - terminateAfter: stop collecting after this many matches.
    package static func topDocs(
        _ query: any Query, postFilter: (any Query)? = nil, context: SearchContext, size k: Int,
        sort: [SortKey] = [], after: SearchAfter? = nil, trackTotal: TrackTotal = .upTo(10_000),
        minScore: Float? = nil, trackScores: Bool = false, terminateAfter: Int? = nil
    ) throws -> TopDocs {
        try context.deadline.check()
        var whole = query
        if let minScore { whole = MinimumScoreQuery(query: whole, minimumScore: minScore) }
        if let postFilter { whole = BooleanQuery(must: [whole], filter: [postFilter]) }
        var terminatedEarly = false
        if let terminateAfter {
            let (limited, wasCut) = try MatchLimiting.limit(whole, terminateAfter, context)
            whole = limited
            terminatedEarly = wasCut
        }
        var top = TopDocs(totalHits: 0, relation: .equal, maxScore: nil, hits: [])
        if k > 0 {
            top =
                sort.isEmpty && after == nil
                ? try byScore(whole, context, k)
                : try SortedSearch(
                    whole, context: context, size: k, sort: sort.isEmpty ? [.byScore] : sort,
                    after: after, trackScores: trackScores
                ).run(isImplicit: sort.isEmpty)
        }
        try count(whole, trackTotal, context, &top)
        top.terminatedEarly = terminatedEarly
        return top
    }

    private static func count(
        _ query: any Query, _ track: TrackTotal, _ context: SearchContext, _ top: inout TopDocs
    ) throws {
        let limit: Int
        switch track {
        case .none: return
        case .exact: limit = .max
        case .upTo(let most): limit = most
        }
        let weight = try query.makeWeight(context, needsScores: false, boost: 1)
        let found = try MatchCounting.count(weight, context, limit: limit)
        top.totalHits = min(found, limit)
        top.relation = found > limit ? .atLeast : .equal
    }

    private static func byScore(
        _ query: any Query, _ context: SearchContext, _ k: Int
    ) throws -> TopDocs {
        let weight = try query.makeWeight(context, needsScores: true, boost: 1)
        let seed = try SeedTerms.threshold(of: weight, k: k, leaves: context.leaves)
        // More hits than documents cannot be: a deep page must not allocate for them.
        let collector = ScoreCollector(k: max(1, min(k, context.documentCount)), seed: seed)
        let block = context.takeBlock()
        defer { context.give(block) }
        for leaf in context.leaves {
            guard let scorer = try weight.makeScorer(leaf) else { continue }
            let end = DocID(leaf.documentCount)
            let live = leaf.view.liveDocs?.words
            var hasMore = true
            while hasMore {
                try context.tick()
                scorer.threshold = collector.threshold
                hasMore = try scorer.fill(upTo: end, block)
                if let live { block.keep(set: live) }
                collector.collect(block, leaf: leaf.index)
            }
        }
        let hits = collector.hits()
        return TopDocs(
            totalHits: 0, relation: .equal, maxScore: hits.first?.score, hits: hits)
    }

    /// The live matches of every leaf, found without scoring.
    package static func docSets(
        _ query: any Query, context: SearchContext
    ) throws -> [DocSet] {
        let weight = try query.makeWeight(context, needsScores: false, boost: 1)
        return try context.leaves.map { try DocSetCollecting.docSet(weight, $0, context) }
    }

    /// Number of live matches.
    package static func count(_ query: any Query, context: SearchContext) throws -> Int {
        let weight = try query.makeWeight(context, needsScores: false, boost: 1)
        return try MatchCounting.count(weight, context, limit: .max)
    }

    /// Why a document has its score.
    package static func explain(
        _ query: any Query, leaf: Int, doc: DocID, context: SearchContext
    ) throws -> Explanation {
        let weight = try query.makeWeight(context, needsScores: true, boost: 1)
        return try weight.explain(doc, in: context.leaves[leaf])
    }
}

extension SortKey {
    /// Best score first.
    package static var byScore: SortKey { SortKey(.score, descending: true) }
}

import Segments

/// Entry points: runs a query over all leaves of a snapshot on the calling thread.
///
/// Two passes, each only when asked for: a pruned one for the best hits, which filters and deleted
/// documents do not switch off, and a score-free one for counts, sets and sorts.
package enum SearchExecution {
    /// The best `k` hits.
    /// - Parameters:
    ///   - postFilter: narrows hits and total; aggregations do not see it.
    ///   - skipped: first hits left out of the answer, of the `k`.
    ///   - sort: empty is by score, best first.
    ///   - minScore: hits below it neither appear nor count.
    ///   - trackScores: fill in scores although the sort does not need them.
    ///   - terminateAfter: stop collecting after this many matches.
    package static func topDocs(
        _ query: any Query, postFilter: (any Query)? = nil, context: SearchContext, size k: Int,
        skipping skipped: Int = 0, sort: [SortKey] = [], after: SearchAfter? = nil,
        trackTotal: TrackTotal = .upTo(10_000),
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
        var known: KnownMatches?
        if k > 0, sort.isEmpty, after == nil {
            let weight = try whole.makeWeight(context, needsScores: true, boost: 1)
            var search = ScoredSearch(weight, context, size: k, countingTo: trackTotal.limit)
            top.hits = try search.run(skipping: skipped)
            top.maxScore = search.bestScore
            known = KnownMatches(count: search.count, uncounted: search.uncounted)
        } else if k > 0 {
            let search = try SortedSearch(
                whole, context: context, size: k, sort: sort.isEmpty ? [.byScore] : sort,
                after: after, trackScores: trackScores, countingTo: trackTotal.limit)
            top = try search.run(isImplicit: sort.isEmpty)
            known = KnownMatches(count: search.count, uncounted: search.uncounted)
            top.hits.removeFirst(min(skipped, top.hits.count))
        }
        try count(whole, trackTotal.limit, context, &top, known)
        top.terminatedEarly = terminatedEarly
        return top
    }

    /// Live matches counted by a pass for hits, and the leaves still to be counted.
    private struct KnownMatches {
        let count: Int
        let uncounted: [Int]
    }

    private static func count(
        _ query: any Query, _ limit: Int?, _ context: SearchContext, _ top: inout TopDocs,
        _ counted: KnownMatches?
    ) throws {
        guard let limit else { return }
        let known = counted ?? KnownMatches(count: 0, uncounted: Array(context.leaves.indices))
        var found = known.count
        if !known.uncounted.isEmpty, found <= limit {
            let weight = try query.makeWeight(context, needsScores: false, boost: 1)
            found += try MatchCounting.count(
                weight, known.uncounted.map { context.leaves[$0] }, context,
                limit: limit - found)
        }
        top.totalHits = min(found, limit)
        top.relation = found > limit ? .atLeast : .equal
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
        return try MatchCounting.count(weight, context.leaves, context, limit: .max)
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

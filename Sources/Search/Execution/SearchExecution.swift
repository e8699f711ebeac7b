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
        var counts: [Int?] = []
        if k > 0, sort.isEmpty, after == nil {
            let weight = try whole.makeWeight(context, needsScores: true, boost: 1)
            var search = ScoredSearch(
                weight, context, size: k, countsMatches: trackTotal != .none)
            top.hits = try search.run()
            top.maxScore = top.hits.first?.score
            counts = search.counts
        } else if k > 0 {
            top = try SortedSearch(
                whole, context: context, size: k, sort: sort.isEmpty ? [.byScore] : sort,
                after: after, trackScores: trackScores
            ).run(isImplicit: sort.isEmpty)
        }
        try count(whole, trackTotal, context, &top, known: counts)
        top.terminatedEarly = terminatedEarly
        return top
    }

    /// - Parameter known: matches by leaf, where they are known.
    private static func count(
        _ query: any Query, _ track: TrackTotal, _ context: SearchContext, _ top: inout TopDocs,
        known: [Int?]
    ) throws {
        let limit: Int
        switch track {
        case .none: return
        case .exact: limit = .max
        case .upTo(let most): limit = most
        }
        var found = known.reduce(0) { $0 + ($1 ?? 0) }
        let isWhole = !known.isEmpty && known.allSatisfy { $0 != nil }
        if !isWhole, found <= limit {
            let weight = try query.makeWeight(context, needsScores: false, boost: 1)
            found += try MatchCounting.count(
                weight, context, limit: limit - found, except: known)
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

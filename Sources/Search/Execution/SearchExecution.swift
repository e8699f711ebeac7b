import Segments

/// Entry points: runs a query over all leaves of a snapshot on the calling thread.
package enum SearchExecution {
    /// The best `k` hits.
    /// - Parameters:
    ///   - postFilter: narrows hits and total; aggregations do not see it.
    ///   - sort: empty is by score, best first.
    ///   - minScore: hits below it neither appear nor count.
    ///   - trackScores: fill in scores although the sort does not need them.
    ///   - terminateAfter: stop collecting after this many hits.
    package static func topDocs(
        _ query: any Query, postFilter: (any Query)? = nil, context: SearchContext, size k: Int,
        sort: [SortKey] = [], after: SearchAfter? = nil, trackTotal: TrackTotal = .upTo(10_000),
        minScore: Float? = nil, trackScores: Bool = false, terminateAfter: Int? = nil
    ) throws -> TopDocs {
        preconditionFailure("unwritten")
    }

    /// The live matches of every leaf, found without scoring.
    package static func docSets(
        _ query: any Query, context: SearchContext
    ) throws -> [DocSet] {
        preconditionFailure("unwritten")
    }

    /// Number of live matches.
    package static func count(_ query: any Query, context: SearchContext) throws -> Int {
        preconditionFailure("unwritten")
    }

    /// Why a document has its score.
    package static func explain(
        _ query: any Query, leaf: Int, doc: DocID, context: SearchContext
    ) throws -> Explanation {
        preconditionFailure("unwritten")
    }
}

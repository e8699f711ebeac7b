import Primitives
import QueryDSL
import Search

/// The answer of one search, its hits and aggregations already written.
package struct SearchOutcome {
    package struct Total: Sendable {
        package let count: Int
        /// False: at least as many.
        package let isExact: Bool
    }

    package let targets: [SearchTarget]
    /// Unit: milliseconds.
    package var took = 0
    /// Nil unless the request bounds how much is collected.
    package var terminatedEarly: Bool?
    /// Nil when hits were not counted.
    package var total: Total?
    package var maxScore: Float?
    /// `hits.hits`, one JSON list; empty without any.
    package var hits = ByteWriter(capacity: EngineLimits.hitsCapacity)
    package var hitCount = 0
    /// The object under `aggregations`; nil without any.
    package var aggregations: ByteWriter?
    /// The object under `profile`; nil unless asked for.
    package var profile: ByteWriter?
    /// The last hit given out of each target, for a later page to go on from.
    package var lastHits: [TopDocs.Hit?] = []

    package init(targets: [SearchTarget]) { self.targets = targets }
}

/// Where a page of a resumable search begins.
package struct SearchCursor: Sendable {
    /// By target; nil begins at its start.
    var positions: [SearchAfter?] = []
    /// The document of a `search_after` over a point in time, as its last value gave it.
    var document: Int64?
    /// Whether hits show their document as a last sort value.
    var showsDocument = false

    package init() {}

    /// The document number of a hit and its target in one number, as `_shard_doc` shows it.
    static func encode(target: Int, document: Int64) -> Int64 { Int64(target) << 40 | document }
}

extension SearchCursor {
    /// Where one target goes on.
    func after(for target: Int, _ plan: SearchPlan) -> SearchAfter? {
        if target < positions.count { return positions[target] }
        guard let document, let after = plan.searchAfter else { return nil }
        let own = document >> 40
        let number: Int64
        if own == target {
            number = document & ((1 << 40) - 1)
        } else {
            number = target < own ? .max : -1
        }
        return SearchAfter(values: after.values + [.integer(number)])
    }
}

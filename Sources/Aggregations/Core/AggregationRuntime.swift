import Primitives
import Search

/// What all collectors of one search share: limits and the charge for their memory.
package final class AggregationRuntime {
    package let responseBuckets: Int
    /// Finds the matches of a filter in every leaf.
    let matching: (any Query, SearchContext) throws -> [DocSet]
    private let charge: MemoryCharge?
    private var bytes = 0

    /// - Parameters:
    ///   - responseBuckets: `search.max_buckets`.
    ///   - budget: charged for buckets; nil for tests and tools.
    ///   - matching: finds the matches of filters; whoever caches them passes its own.
    package init(
        responseBuckets: Int = AggregationLimits.responseBuckets, budget: MemoryBudget? = nil,
        matching: @escaping (any Query, SearchContext) throws -> [DocSet] = {
            try SearchExecution.docSets($0, context: $1)
        }
    ) {
        self.matching = matching
        self.responseBuckets = responseBuckets
        charge = budget.map { MemoryCharge($0, for: "aggregations") }
    }

    /// Notes memory about to be allocated, or (negative) freed.
    func account(_ delta: Int) throws(MemoryBudgetError) {
        bytes += delta
        if delta > 0 { try charge?.grow(to: bytes) } else { charge?.shrink(to: bytes) }
    }
}

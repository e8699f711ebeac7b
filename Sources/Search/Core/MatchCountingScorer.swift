import Segments

/// A scorer that counts matches it does not hand out.
///
/// Pruning leaves matches out; where they are to be counted, and few enough, finding all costs less
/// than finding them a second time, and the threshold still spares what scoring and collecting the
/// hopeless would cost.
package protocol MatchCountingScorer: Scorer {
    /// As `fill`, for a leaf of which nothing was left out before: every match is counted, those
    /// with a score above the threshold are handed out.
    /// - Parameters:
    ///   - live: bits of the documents that count; nil for all. Others may be handed out.
    ///   - most: matches after which it may stop.
    /// - Returns: whether more may follow below `limit`, and how many matched.
    func fillCounting(
        upTo limit: DocID, _ block: DocBlock, live: UnsafePointer<UInt64>?, most: Int
    ) throws -> (hasMore: Bool, matches: Int)
}

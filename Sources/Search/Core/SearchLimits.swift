/// Every limit of query execution.
package enum SearchLimits {
    /// Clauses one boolean query may expand to, as Lucene's `maxClauseCount`.
    package static let maximumClauses = 1024
    /// Terms a `terms` query may name.
    package static let maximumTerms = 65_536
    /// Documents of a snapshot a search by score can tell apart, deleted ones included.
    package static let documents = Int(UInt32.max)
    /// Terms a fuzzy query may expand to.
    package static let maximumFuzzyExpansions = 1024
    /// Pieces of scratch memory kept for later searches, 50 KiB each.
    static let sparePieces = 128
    /// Empty windows kept for later searches, 41 KiB each.
    static let spareWindows = 64
    /// Score tables kept for later searches, 1 KiB each.
    static let normTables = 256
    /// See `SearchContext.countedCost`.
    package static let countedCost = 4096
    /// Matches scored and counted at once to each document of `countedCost`.
    static let countedFactor = 4
    /// Nesting of queries.
    package static let maximumDepth = 64
    /// Postings visited between two looks at the deadline. Unit: documents.
    package static let documentsPerDeadlineCheck = 65_536
}

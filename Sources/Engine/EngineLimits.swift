/// Bounds of what one request may ask of the engine.
package enum EngineLimits {
    /// Operations of one bulk request.
    package static let bulkOperations = 1_000_000
    /// Bytes of a bulk body an operation is expected to take, to make room for the list of them.
    package static let bulkBytesExpected = 512
    /// Longest `_id`. Unit: bytes.
    package static let idBytes = 512
    /// Documents one multi-get names.
    package static let multiGetDocuments = 100_000
    /// Searches of one multi-search.
    package static let multiSearchRequests = 10_000
    /// Scrolls and points in time open at once.
    package static let searchContexts = 500
    /// Longest a scroll or point in time may be kept without use. Unit: milliseconds.
    package static let contextKeepAlive = 24 * 3_600_000
    /// Refreshes, commits and merges that may wait for a thread.
    package static let maintenanceQueue = 10_000
    /// How often indices look whether something is due. Unit: nanoseconds.
    package static let tickNanoseconds: UInt64 = 100_000_000
    /// Room for the hits of a page to begin with: ten of most products. Unit: bytes.
    package static let hitsCapacity = 16 << 10
    /// How long a search may run. Unit: milliseconds.
    package static let searchDeadline = 30_000
    /// Most times an update reads and writes again after a conflict.
    package static let updateRetries = 1000
    /// Documents a by-query request writes at a time.
    package static let byQueryBatch = 1000
    /// Suggestions one autocomplete answer holds.
    package static let suggestions = 100
    /// Expansions of an autocomplete prefix that are scored, the most frequent first.
    package static let scoredPrefixTerms = 128
    /// Terms a prefix of an autocomplete query is expanded to in a segment.
    package static let prefixTerms = 1024
}

/// Bounds of one index. What is over one is refused or waits.
package enum IndexLimits {
    /// Unit: bytes.
    package static let idBytes = 512
    /// Times a document is parsed again because its new fields changed the mapping.
    static let mappingRounds = 32
    /// Times an update is tried again because its document moved meanwhile.
    static let resolveRounds = 16
    /// Threads that index at once; further ones wait for a buffer.
    package static let indexingSlots = 16
    /// Locks the ids of documents are spread over. A power of two.
    static let idStripes = 1024
    /// How long a deleted document's version is remembered. Unit: milliseconds.
    package static let tombstoneMilliseconds: UInt64 = 60_000
    /// Log bytes gathered in memory before they are written. Unit: bytes.
    static let pendingLogBytes = 256 << 10
    /// Largest record of the log. Unit: bytes.
    static let logRecordBytes = 1 << 30
    /// Sources and ids of one batch of a change source. Unit: bytes.
    package static let sourceBatchBytes = 256 << 20
    /// In-memory segments that are merged into one in memory.
    static let memorySegmentsPerMerge = 10
    /// In-memory segments larger than this are left alone until the commit, which writes each to
    /// a file of its own. Unit: bytes.
    static let memoryMergeBytes = 8 << 20
    /// Segments on disk beyond which writing waits for merges.
    package static let segmentsBeforeThrottle = 200
    /// Changes a version map makes room for at most before they come.
    static let idsExpected = 1 << 16
    /// Emptied buffers kept for their vocabularies.
    static let spareBuffers = 4
    /// Most that the vocabularies of a buffer hold beside its documents, and a spare buffer at all;
    /// half of what the documents may. Unit: bytes.
    static let vocabularyBytes = 64 << 20
    /// Sources a buffer takes before its memory is measured again. Unit: bytes.
    static let measuredBytes = 8 << 10
    /// Operations that pass the gate together.
    static let operationsPerPass = 16
    /// Merges of one index that run at once.
    static let concurrentMerges = 2
    /// How long merging pauses after a merge failed. Unit: milliseconds.
    static let mergePauseMilliseconds: UInt64 = 10_000
    /// How long merging pauses after the budget had no room for a merge. Unit: milliseconds.
    static let mergeMemoryPauseMilliseconds: UInt64 = 500
    /// Times a call tries again to make its records durable after others could not be written.
    static let durabilityRounds = 16
    /// How long a write waits for maintenance before it is refused. Unit: nanoseconds.
    static let throttleNanoseconds: UInt64 = 5_000_000_000
    /// Requests that may wait for the next refresh at once; a further one refreshes.
    package static let refreshListeners = 1000
}

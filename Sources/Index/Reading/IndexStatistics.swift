/// Counts of one index since it was opened, and its sizes now.
package struct IndexStatistics: Sendable, Equatable {
    /// Visible, nested ones not counted.
    package var documentCount = 0
    /// Deleted documents still in visible segments.
    package var deletedCount = 0
    package var segmentCount = 0
    package var memorySegmentCount = 0
    /// Unit: bytes.
    package var segmentBytes = 0
    /// Indexing buffers and in-memory segments. Unit: bytes.
    package var memoryBytes = 0
    /// Unit: bytes.
    package var logBytes = 0
    /// Operations in the log since the commit.
    package var logOperations = 0
    /// -1 = none.
    package var maxSequenceNumber: Int64 = -1
    package var indexed = 0
    package var indexFailures = 0
    package var deleted = 0
    package var noops = 0
    /// Time spent applying operations, over all threads. Unit: nanoseconds.
    package var indexNanoseconds: UInt64 = 0
    package var gets = 0
    package var getsFound = 0
    package var refreshes = 0
    /// Unit: nanoseconds.
    package var refreshNanoseconds: UInt64 = 0
    package var commits = 0
    /// Unit: nanoseconds.
    package var commitNanoseconds: UInt64 = 0
    package var merges = 0
    package var runningMerges = 0
    package var mergedDocuments = 0
    /// Unit: bytes.
    package var mergedBytes = 0
    /// Unit: nanoseconds.
    package var mergeNanoseconds: UInt64 = 0
    /// Writes refused because too much was waiting.
    package var rejections = 0
    package var commitGeneration: UInt64 = 0
    /// Why the index takes no writes, if it does not.
    package var readOnlyReason: String?

    package init() {}
}

import Segments

/// What is known of a document that was changed recently.
struct VersionEntry {
    enum State: UInt8 {
        /// Nothing: an older map, or the segments, know.
        case absent
        case live, deleted
    }

    var state = State.absent
    var sequenceNumber: Int64 = -1
    var version: Int64 = 0
    /// Where it lives. Nil when deleted.
    var home: DocumentHome?
    var doc: DocID = 0
    /// The log record with its source; nil = only in the segment.
    var position: LogPosition?
    /// When it was deleted, in the index's time. Unit: milliseconds.
    var deletedAt: UInt64 = 0
}

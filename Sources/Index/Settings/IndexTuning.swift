import Schema
import Segments

/// What an index's settings say about how it lives, read once when they change.
package struct IndexTuning: Sendable {
    /// Nil = documents become visible on demand alone. Unit: milliseconds.
    package var refreshInterval: Int? = 1_000
    /// A write is acknowledged after an fsync that covers it; otherwise after it is written, and
    /// the fsync follows within `syncInterval`.
    package var isDurablePerRequest = true
    /// Unit: milliseconds.
    package var syncInterval = 5_000
    /// Log size that makes a commit due. Unit: bytes.
    package var commitLogBytes = 64 << 20
    /// Age of the last commit that makes the next due, if anything changed. Unit: milliseconds.
    package var commitInterval = 60_000
    /// Memory of the documents of one indexing buffer that makes a refresh due. Unit: bytes.
    package var bufferBytes = 192 << 20
    /// In-memory segments that make a commit due. Unit: bytes.
    package var memorySegmentBytes = 64 << 20
    /// Buffers and in-memory segments beyond which writing waits, then is refused. Unit: bytes.
    package var memoryLimit = 1 << 30
    package var merge = TieredMergePolicy()

    /// Most that vocabularies hold beside the documents of a buffer. Unit: bytes.
    var vocabularyBytes: Int { min(bufferBytes / 2, IndexLimits.vocabularyBytes) }

    package init() { merge.deletesAllowed = 0.2 }

    package init(_ settings: IndexSettings) {
        self.init()
        refreshInterval = settings.refreshMilliseconds
        isDurablePerRequest = settings.isDurablePerRequest
        syncInterval = max(settings.milliseconds("translog.sync_interval") ?? syncInterval, 1)
        if let size = IndexTuning.size(settings, "translog.flush_threshold_size") {
            commitLogBytes = size
        }
        if let size = IndexTuning.size(settings, "merge.policy.floor_segment") {
            merge.floorBytes = max(size, 1)
        }
        if let size = IndexTuning.size(settings, "merge.policy.max_merged_segment") {
            merge.maxMergedBytes = max(size, 1)
        }
        if let count = IndexTuning.number(settings, "merge.policy.max_merge_at_once") {
            merge.mergeFactor = max(Int(count), 2)
        }
        if let count = IndexTuning.number(settings, "merge.policy.segments_per_tier") {
            merge.segmentsPerTier = max(Int(count), 2)
        }
        if let share = IndexTuning.number(settings, "merge.policy.deletes_pct_allowed") {
            merge.deletesAllowed = min(max(share / 100, 0), 1)
        }
    }

    private static func size(_ settings: IndexSettings, _ name: String) -> Int? {
        guard settings.isSet(name), let text = settings.text(name) else { return nil }
        return SizeValue.bytes(text).flatMap { $0 < 0 ? nil : $0 }
    }

    private static func number(_ settings: IndexSettings, _ name: String) -> Double? {
        guard settings.isSet(name) else { return nil }
        return settings.text(name).flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
    }
}

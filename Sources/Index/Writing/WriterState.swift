import JSON
import Primitives
import Schema
import Segments
import Synchronization

/// Everything about an index that changes, guarded by its state lock.
///
/// `@unchecked Sendable`: guarded by `LiveIndex.lock`.
final class WriterState: @unchecked Sendable {
    var mapping: IndexMapping {
        didSet { mappingVersion.wrappingAdd(1, ordering: .acquiringAndReleasing) }
    }
    /// Changes with `mapping`; may be read without the lock.
    let mappingVersion = Atomic<UInt64>(0)
    /// The mapping the newest log record or commit point carries; nil = unknown.
    var loggedMapping: IndexMapping?
    /// The changes from `loggedMapping` to `mapping`, as `IndexMapping.delta` writes them; nil =
    /// unknown, so that the whole mapping has to be logged.
    var mappingDeltas: [JSONValue]? = []
    var settings: IndexSettings
    var tuning: IndexTuning
    var nextSequenceNumber: Int64 = 0
    var nextSegment: UInt64 = 1
    /// For snapshots, live docs and columns.
    var nextGeneration: UInt64 = 1

    /// Changes since the last freeze.
    var versions = VersionMap()
    /// Changes in frozen buffers, oldest first.
    var frozenVersions: [VersionMap] = []
    /// Deletes that are no longer in one of the maps, while they are remembered.
    var tombstones = VersionMap()
    /// Oldest tombstone, in the index's time. Unit: milliseconds.
    var oldestTombstone = UInt64.max

    /// What searches see, in document order.
    var segments: [DocumentHome] = [] {
        didSet {
            idFilter = nil
            segmentsVersion &+= 1
        }
    }
    /// Changes with `segments`.
    private(set) var segmentsVersion: UInt64 = 0
    /// Of `segments`; nil until somebody has made it.
    var idFilter: IDFilter?
    /// Buffers that are being made into segments, oldest first.
    var frozen: [DocumentHome] = []
    var shapes = ColumnShapes()
    var undo: [UndoEntry] = []
    /// Length of `undo` at which written entries are dropped.
    var undoTrimAt = 1024

    /// Counted for indexing buffers. Unit: bytes.
    var bufferBytes = 0
    /// Of these, for frozen ones. Unit: bytes.
    var frozenBytes = 0
    /// The budget had no room for the buffers when it was last asked.
    var isOverBudget = false

    var commit: CommitPoint
    var sources: SourceHistory
    /// Names of segments whose files are being written.
    var unpublishedSegments: Set<String> = []
    /// The log holds something since the commit.
    var isDirty = false
    /// The mapping or a column changed since the last snapshot.
    var hasUnpublished = false
    /// Files came since the merge policy was last asked.
    var hasNewFiles = true
    var lastRefresh: UInt64 = 0
    var lastCommit: UInt64 = 0
    var lastSync: UInt64 = 0
    var mergePauseUntil: UInt64 = 0
    var statistics = IndexStatistics()

    init(
        mapping: IndexMapping, settings: IndexSettings, tuning: IndexTuning, commit: CommitPoint
    ) {
        self.mapping = mapping
        self.settings = settings
        self.tuning = tuning
        self.commit = commit
        nextSequenceNumber = commit.nextSequenceNumber
        nextSegment = commit.nextSegment
        nextGeneration = commit.nextGeneration
        sources = SourceHistory(
            positions: commit.sourcePositions, cursors: commit.pendingCursors)
    }

    var memorySegmentBytes: Int {
        segments.reduce(0) { $0 + ($1.isInMemory ? $1.size : 0) }
    }

    /// Unit: bytes.
    var versionBytes: Int {
        frozenVersions.reduce(versions.memoryBytes + tombstones.memoryBytes) {
            $0 + $1.memoryBytes
        }
    }

    /// Of column pages set in place. Unit: bytes.
    var overlayBytes: Int { segments.reduce(0) { $0 + ($1.view?.overlay?.memoryBytes ?? 0) } }

    func takeSegmentName() -> String {
        defer { nextSegment += 1 }
        return "s\(nextSegment)"
    }

    func takeGeneration() -> UInt64 {
        defer { nextGeneration += 1 }
        return nextGeneration
    }

    /// The newest note about an id outside the segments and tombstones.
    func note(_ id: UnsafeRawBufferPointer, _ hash: UInt64) -> VersionEntry? {
        if let place = versions.find(id, hash: hash), versions[place].state != .absent {
            return versions[place]
        }
        for map in frozenVersions.reversed() {
            if let place = map.find(id, hash: hash), map[place].state != .absent {
                return map[place]
            }
        }
        return nil
    }

    func tombstone(_ id: UnsafeRawBufferPointer, _ hash: UInt64, now: UInt64) -> VersionEntry? {
        guard let place = tombstones.find(id, hash: hash) else { return nil }
        let entry = tombstones[place]
        guard entry.state == .deleted,
            now < entry.deletedAt + IndexLimits.tombstoneMilliseconds
        else { return nil }
        return entry
    }

    /// Drops the maps of frozen buffers that are segments now; their deletes stay remembered for a
    /// while.
    func dropFrozenVersions(now: UInt64) {
        for map in frozenVersions {
            map.forEach { id, hash, entry in
                if entry.state == .deleted { remember(id, hash, entry) }
            }
        }
        frozenVersions = []
        guard
            oldestTombstone.addingReportingOverflow(2 * IndexLimits.tombstoneMilliseconds)
                .partialValue < now
        else { return }
        let old = tombstones
        tombstones = VersionMap()
        oldestTombstone = .max
        old.forEach { id, hash, entry in
            if now < entry.deletedAt + IndexLimits.tombstoneMilliseconds {
                remember(id, hash, entry)
            }
        }
    }

    private func remember(
        _ id: UnsafeRawBufferPointer, _ hash: UInt64, _ entry: VersionEntry
    ) {
        tombstones[tombstones.place(id, hash: hash)] = entry
        oldestTombstone = min(oldestTombstone, entry.deletedAt)
    }
}

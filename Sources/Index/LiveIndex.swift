import JSON
import Primitives
import Schema
import Segments
import Synchronization

/// One index: takes changes, survives crashes, and publishes snapshots to search.
///
/// ```
/// apply ─ id lock ─ parse ─ number, log record ─ buffer ─ old document deleted ─ fsync ─ answer
///            refresh: buffers ──────► segments in memory ──► IndexSnapshot
///            commit:  segments in memory ──► files, commit point, next log
///            merge:   several segments ──► one
/// ```
/// Locks, outermost first:
/// - `maintenance`: one refresh, commit or publishing of a merge at a time;
/// - `gate`: operations pass together, a freeze or an undo has it alone;
/// - `ids`: one operation a document at a time;
/// - `lock`: the short lock around `state`; nothing under it touches a disk or parses anything.
///
/// A search takes none of them but the swap of `snapshot`.
///
/// `@unchecked Sendable`: `state` is guarded by `lock`; everything else is immutable or locks
/// itself.
package final class LiveIndex: @unchecked Sendable {
    package let directory: any Directory
    package let environment: IndexEnvironment
    let log: OperationLog
    let gate = WriteGate()
    let ids = IDLocks()
    let slots = SlotPool()
    let maintenance = TurnLock()
    let lock = PlatformLock(isAwake: true)
    let state: WriterState
    let commits: CommitStore
    let charge: MemoryCharge
    let spareBuffers: SpareBuffers
    /// Constant: there is one copy of an index.
    package let primaryTerm: Int64
    let published: Mutex<IndexSnapshot>
    let refreshed = RefreshSignal()
    let merges = MergeCount()
    let isClosed = Atomic(false)
    /// A maintenance run is waiting in the pool.
    let isMaintenanceQueued = Atomic(false)
    let diagnostics = DiagnosticLog("index")

    init(
        directory: any Directory, environment: IndexEnvironment, log: OperationLog,
        state: WriterState
    ) {
        self.directory = directory
        self.environment = environment
        self.log = log
        self.state = state
        commits = CommitStore(directory)
        primaryTerm = state.commit.primaryTerm
        charge = MemoryCharge(environment.budget, for: "indexing buffers")
        spareBuffers = SpareBuffers(environment.budget)
        published = Mutex(
            IndexSnapshot(
                views: state.segments.compactMap(\.view), fields: state.mapping.fieldInfos,
                generation: 0))
        let now = environment.now()
        state.lastRefresh = now
        state.lastCommit = now
        state.lastSync = now
    }

    /// What is visible now. Keep it for the whole of a request.
    package var snapshot: IndexSnapshot { published.withLock { $0 } }

    package var mapping: IndexMapping { lock.withLock { state.mapping } }

    package var settings: IndexSettings { lock.withLock { state.settings } }

    /// -1 = nothing was ever written.
    package var maxSequenceNumber: Int64 { lock.withLock { state.nextSequenceNumber - 1 } }

    func refuseIfClosed() throws(IndexError) {
        if isClosed.load(ordering: .acquiring) { throw IndexError(.closed, "index is closed") }
    }

    /// A checked call of anything below, in this target's errors.
    static func wrapping<T>(_ body: () throws -> T) throws(IndexError) -> T {
        do { return try body() } catch { throw IndexError(wrapping: error) }
    }

    package func statistics() -> IndexStatistics {
        let snapshot = snapshot
        let logSize = log.size
        let operations = log.operations
        let broken = log.brokenBecause
        return lock.withLock {
            var result = state.statistics
            result.documentCount = snapshot.documentCount
            result.deletedCount = snapshot.views.reduce(0) {
                $0 + $1.reader.documentCount - $1.liveCount
            }
            result.segmentCount = snapshot.views.count
            result.memorySegmentCount = state.segments.count { $0.isInMemory }
            result.segmentBytes = state.segments.reduce(0) { $0 + $1.size }
            result.memoryBytes = state.bufferBytes + state.memorySegmentBytes
            result.logBytes = logSize
            result.logOperations = operations
            result.maxSequenceNumber = state.nextSequenceNumber - 1
            result.runningMerges = merges.running
            result.commitGeneration = state.commit.generation
            result.readOnlyReason = broken?.reason
            return result
        }
    }
}

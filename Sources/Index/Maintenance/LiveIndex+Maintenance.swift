import Primitives
import Segments
import Synchronization

/// What happens by itself, and how writing waits for it.
extension LiveIndex {
    /// Does what is due: sync, refresh, commit, merges. Cheap when nothing is.
    ///
    /// With a pool, call `tick` instead; tests and indices without a pool call this.
    package func runMaintenance() {
        if maintenance.tryTake() {
            defer { maintenance.release() }
            do {
                try maintainInTurn()
            } catch {
                diagnostics.warning("maintenance failed", ["error": .init(error)])
            }
        }
        startMerges()
    }

    /// Queues maintenance if something is due. Call several times a second.
    package func tick() {
        guard let pool = environment.pool, isMaintenanceDue,
            !isMaintenanceQueued.exchange(true, ordering: .acquiringAndReleasing)
        else { return }
        let accepted = pool.submit { [self] in
            isMaintenanceQueued.store(false, ordering: .releasing)
            runMaintenance()
        }
        if !accepted { isMaintenanceQueued.store(false, ordering: .releasing) }
    }

    private struct Due {
        var sync = false
        var refresh = false
        var commit = false
        var merge = false
    }

    private var isMaintenanceDue: Bool {
        let due = due
        return due.sync || due.refresh || due.commit || due.merge
    }

    private var due: Due {
        let now = environment.now()
        let logSize = log.size
        return lock.withLock {
            var due = Due()
            guard !isClosed.load(ordering: .relaxed) else { return due }
            let tuning = state.tuning
            let hasChanges =
                state.versions.count > 0 || !state.frozen.isEmpty
                || state.hasUnpublished
            if let interval = tuning.refreshInterval, hasChanges {
                due.refresh = now >= state.lastRefresh + UInt64(interval)
            }
            due.sync =
                !tuning.isDurablePerRequest && state.isDirty
                && now >= state.lastSync + UInt64(tuning.syncInterval)
            due.commit =
                state.isDirty
                && (logSize >= tuning.commitLogBytes
                    || now >= state.lastCommit + UInt64(tuning.commitInterval)
                    || state.memorySegmentBytes >= tuning.memorySegmentBytes)
            due.merge = state.hasNewFiles
            return due
        }
    }

    private func maintainInTurn() throws(IndexError) {
        let due = due
        if due.commit, log.brokenBecause == nil {
            try commitInTurn()
        } else if due.refresh {
            try refreshInTurn()
        }
        if due.sync {
            let now = environment.now()
            lock.withLock { state.lastSync = now }
            do { try log.syncAll() } catch { undoUnwritten() }
        }
    }

    // MARK: - Holding writers back

    /// Refuses a call when too much waits to be written, after helping and waiting for a while.
    func admit() throws(IndexError) {
        try refuseIfClosed()
        if let error = log.brokenBecause { throw error }
        if log.needsDiscard { undoUnwritten() }
        guard var reason = overload else { return }
        let deadline = MonotonicClock.nanoseconds() &+ IndexLimits.throttleNanoseconds
        repeat {
            try maintenance.withTurn { () throws(IndexError) in
                // Whoever had the turn before may have made room.
                if isMemoryShort { try commitInTurn() }
            }
            startMerges()
            guard let still = overload else { return }
            reason = still
            if environment.pool == nil { break }
            merges.waitForChange(until: MonotonicClock.nanoseconds() &+ 100_000_000)
        } while MonotonicClock.nanoseconds() < deadline
        throw IndexError(.rejected, reason)
    }

    private var isMemoryShort: Bool {
        lock.withLock {
            state.isOverBudget
                || state.bufferBytes + state.memorySegmentBytes > state.tuning.memoryLimit
        }
    }

    /// Why writing has to wait; nil when it need not.
    private var overload: String? {
        lock.withLock {
            let memory = state.bufferBytes + state.memorySegmentBytes
            if memory > state.tuning.memoryLimit {
                return "\(memory) bytes wait to be written to disk, over the limit of "
                    + "\(state.tuning.memoryLimit)"
            }
            if state.isOverBudget { return "the memory limit leaves no room for indexing buffers" }
            if state.segments.count > IndexLimits.segmentsBeforeThrottle {
                return "\(state.segments.count) segments wait to be merged, over the limit of "
                    + "\(IndexLimits.segmentsBeforeThrottle)"
            }
            return nil
        }
    }

    /// Counts what the slot's buffer took. Who fills it makes segments of the buffers, and who
    /// fills the log commits: writing waits for its own consequences, and takes no other thread.
    /// - Parameter isReplaying: whether the log still holds operations that nobody carried out. A
    ///   commit would let go of them.
    func relieve(_ slot: IndexingSlot, isReplaying: Bool = false) {
        guard let buffer = slot.home?.buffer, slot.isToBeMeasured(buffer) else { return }
        let documentBytes = buffer.documentBytes
        let isFull = count(buffer, documentBytes, of: slot)
        let logSize = log.size
        let isLogFull =
            !isReplaying && lock.withLock { logSize >= state.tuning.commitLogBytes }
        guard isFull || isLogFull, maintenance.tryTake() else { return }
        defer { maintenance.release() }
        do {
            let mustCommit =
                !isReplaying
                && lock.withLock {
                    isLogFull || state.isOverBudget
                        || state.memorySegmentBytes + documentBytes / 2
                            >= state.tuning.memorySegmentBytes
                }
            if mustCommit { try commitInTurn() } else { try refreshInTurn() }
        } catch {
            diagnostics.warning("full buffer", ["error": .init(error)])
        }
    }

    /// - Returns: whether the buffer is full, or there is no room for it.
    private func count(
        _ buffer: SegmentBuffer, _ documentBytes: Int, of slot: IndexingSlot
    ) -> Bool {
        let bytes = buffer.memoryBytes
        guard abs(bytes - slot.countedBytes) >= MemoryBudget.step else { return false }
        return lock.withLock {
            state.bufferBytes += bytes - slot.countedBytes
            slot.countedBytes = bytes
            chargeMemory()
            return documentBytes >= state.tuning.bufferBytes
                || bytes >= state.tuning.bufferBytes + state.tuning.vocabularyBytes
                || state.isOverBudget
        }
    }

    /// Asks the budget for what buffers, segments in memory, columns set in place and remembered
    /// versions take. With `lock` held.
    func chargeMemory() {
        let wanted =
            state.bufferBytes + state.memorySegmentBytes + state.overlayBytes + state.versionBytes
        charge.shrink(to: wanted)
        do {
            try charge.grow(to: wanted)
            state.isOverBudget = false
        } catch {
            state.isOverBudget = true
        }
    }

    /// Commits and lets go of everything. Nothing may be called afterwards.
    ///
    /// - Throws: when the commit failed; what was acknowledged is then in the log.
    package func close() throws(IndexError) {
        var failure: IndexError?
        do {
            if lock.withLock({ state.isDirty }) { try commit() }
        } catch {
            failure = error
        }
        isClosed.store(true, ordering: .releasing)
        gate.alone {}
        merges.waitUntilNone()
        maintenance.withTurn { log.close() }
        if let failure { throw failure }
    }
}

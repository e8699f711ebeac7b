import Primitives
import Schema
import Segments
import Synchronization

/// Making changes visible.
///
/// A refresh shows the index as it was at one moment between operations: the moment the gate was
/// held alone. New documents and the deletes of the ones they replace appear together.
extension LiveIndex {
    /// Makes everything applied so far visible.
    package func refresh() throws(IndexError) {
        try maintenance.withTurn { () throws(IndexError) in _ = try refreshInTurn() }
    }

    /// Returns when an operation is visible: at the next refresh that is due, or, when refreshes
    /// happen on demand only or too many wait, after one of its own.
    package func waitForRefresh(of sequenceNumber: Int64) throws(IndexError) {
        let interval = lock.withLock { state.tuning.refreshInterval }
        if let interval, environment.pool != nil {
            let patience = UInt64(interval + 1_000) * 1_000_000
            let deadline = MonotonicClock.nanoseconds() &+ patience
            if refreshed.wait(for: sequenceNumber, until: deadline) { return }
        }
        try refresh()
    }

    /// The state of the index at one moment, for a commit point.
    struct Cut {
        let nextSequenceNumber: Int64
        let logGeneration: UInt64
        let logNumber: UInt64
        let mapping: IndexMapping
        let settings: IndexSettings
        let sourcePositions: [String: [UInt8]]
        let pendingCursors: [String: [UInt8]]
        let hasChanges: Bool
    }

    /// With the maintenance turn.
    @discardableResult
    func refreshInTurn(rollingLog: Bool = false) throws(IndexError) -> Cut {
        let start = MonotonicClock.nanoseconds()
        try refuseIfClosed()
        writeLog()
        let cut = try gate.alone { () throws(IndexError) in try freeze(rollingLog: rollingLog) }
        environment.hooks.beforeEncoding?()
        if cut.hasChanges {
            try LiveIndex.wrapping {
                self.publish(try self.encodeFrozen())
                try self.mergeInMemory()
            }
        }
        refreshed.announce(visibleBelow: cut.nextSequenceNumber)
        lock.withLock {
            state.lastRefresh = environment.now()
            state.statistics.refreshes += 1
            state.statistics.refreshNanoseconds &+= MonotonicClock.nanoseconds() &- start
        }
        return cut
    }

    /// Takes the buffers away from the slots and stages deletes and edits. With the gate held
    /// alone.
    private func freeze(rollingLog: Bool) throws(IndexError) -> Cut {
        do {
            try log.writeAll()
        } catch {
            undoUnwrittenAlone()
            if rollingLog { throw error }
        }
        var position: (generation: UInt64, after: UInt64) = (0, 0)
        if rollingLog { position = log.roll() }
        let slots = slots.all
        return lock.withLock {
            for slot in slots {
                guard let home = slot.home, let buffer = home.buffer, buffer.documentCount > 0
                else { continue }
                state.shapes.note(multiValued: buffer.multiValuedFields)
                state.frozen.append(home)
                slot.home = nil
                state.frozenBytes += slot.countedBytes
                slot.countedBytes = 0
            }
            for home in state.frozen + state.segments { home.freeze() }
            if state.versions.count > 0 {
                let full = state.versions
                state.frozenVersions.append(full)
                state.versions = VersionMap(capacity: min(full.count, IndexLimits.idsExpected))
            }
            state.undo.removeAll()
            defer { state.hasUnpublished = false }
            return Cut(
                nextSequenceNumber: state.nextSequenceNumber, logGeneration: position.generation,
                logNumber: position.after, mapping: state.mapping, settings: state.settings,
                sourcePositions: state.sources.current.positions,
                pendingCursors: state.sources.current.cursors,
                hasChanges: !state.frozen.isEmpty || !state.frozenVersions.isEmpty
                    || state.hasUnpublished)
        }
    }

    /// Makes segments of the frozen buffers; nil for one without live documents.
    private func encodeFrozen() throws -> [DocumentHome.MemorySegment?] {
        let (homes, names, edits, fields) = lock.withLock {
            (
                state.frozen, state.frozen.map { _ in state.takeSegmentName() },
                state.frozen.map(\.editsInBuffer), state.mapping.fieldInfos
            )
        }
        var segments: [DocumentHome.MemorySegment?] = []
        let charge = MemoryCharge(environment.budget, for: "refresh")
        var compression = sourceCompression()
        var made = 0
        for (place, (home, name)) in zip(homes, names).enumerated() {
            guard let buffer = home.buffer else {
                preconditionFailure("frozen documents without their buffer")
            }
            if buffer.deletedCount == buffer.documentCount {
                segments.append(nil)
                continue
            }
            buffer.setNumbers(edits[place], fields: fields)
            let expected = max(buffer.documentBytes / 2, 1 << 12)
            let making = compression.makingMemory(
                documents: buffer.documentCount, bytes: buffer.sourceBytes)
            charge.growBeyondLimit(to: made + expected + making)
            let sink = MemorySink(capacity: expected)
            try buffer.encode(name: name, to: sink, compression: compression)
            let region = sink.takeRegion()
            made += region.count
            charge.growBeyondLimit(to: made)
            let reader = try SegmentReader.open(name: name, region: region)
            compression.adopt(from: [reader])
            segments.append(DocumentHome.MemorySegment(reader: reader, region: region))
        }
        return segments
    }

    /// How segments that are written now compress sources: with the dictionary of one there is.
    func sourceCompression() -> SourceCompression {
        var compression = environment.compression
        compression.adopt(from: lock.withLock { state.segments.compactMap(\.reader) })
        return compression
    }

    private func publish(_ segments: [DocumentHome.MemorySegment?]) {
        var spent: [SegmentBuffer] = []
        let spareLimit = lock.withLock {
            let homes = state.frozen
            for home in state.segments { home.publish(generation: state.takeGeneration()) }
            for (home, segment) in zip(homes, segments) {
                if let buffer = home.buffer { spent.append(buffer) }
                guard let segment else {
                    home.becomeNothing()
                    continue
                }
                home.becomeSegment(segment)
                state.segments.append(home)
            }
            state.frozen = []
            state.dropFrozenVersions(now: environment.now())
            publishSnapshot()
            state.bufferBytes -= state.frozenBytes
            state.frozenBytes = 0
            chargeMemory()
            return state.tuning.vocabularyBytes
        }
        for buffer in spent { spareBuffers.give(buffer, limit: spareLimit) }
    }

    /// Swaps the snapshot searches begin with. With `lock` held.
    func publishSnapshot() {
        let next = IndexSnapshot(
            views: state.segments.compactMap(\.view), fields: state.mapping.fieldInfos,
            generation: state.takeGeneration())
        published.withLock { $0 = next }
    }

    /// Keeps the number of small segments in memory down. With the maintenance turn.
    private func mergeInMemory() throws {
        let small = lock.withLock {
            state.segments.filter { $0.isInMemory && $0.size <= IndexLimits.memoryMergeBytes }
        }
        guard small.count >= IndexLimits.memorySegmentsPerMerge else { return }
        let job = beginMerge(small)
        finishMerge(job, try runMerge(job, toFile: false, isUrgent: true, isCancelled: { false }))
    }
}

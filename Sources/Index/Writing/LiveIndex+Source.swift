import Primitives
import Schema
import Segments

/// Applying batches of a change source: the operations, the position behind them and the cursors of
/// unfinished work are one log record, so that no crash can separate them.
extension LiveIndex {
    /// Applies a batch whole or not at all, and writes it to the log.
    ///
    /// Visible after the next refresh, all of it in the same one; durable after `syncSources`.
    /// - Returns: one outcome an operation, in order. A delete of a document that is not there, and
    ///   an update that changes nothing, leave no trace.
    /// - Throws: `IndexError`; its `id` names the operation at fault, if one is.
    @discardableResult
    package func apply(_ batch: SourceBatch) throws(IndexError) -> [WriteOutcome] {
        let start = MonotonicClock.nanoseconds()
        try admit()
        let slot = slots.checkOut()
        defer { slots.checkIn(slot) }
        let (outcomes, record) = try carryOut(batch, slot)
        do {
            try log.write(through: record)
        } catch {
            undoUnwritten()
            throw error
        }
        relieve(slot)
        count(outcomes, since: start)
        return outcomes
    }

    /// Makes every batch applied so far durable.
    package func syncSources() throws(IndexError) {
        do {
            try log.syncAll()
        } catch {
            undoUnwritten()
            throw error
        }
    }

    package func sourceProgress(_ name: String) -> SourceProgress {
        let synced = log.syncedThrough
        return lock.withLock {
            let durable = max(synced, state.commit.logNumber)
            return SourceProgress(
                applied: state.sources.current.positions[name],
                durable: state.sources.durablePosition(of: name, synced: durable))
        }
    }

    /// Cursors of unfinished long work, by name.
    package var pendingCursors: [String: [UInt8]] {
        lock.withLock { state.sources.current.cursors }
    }

    /// An operation of a batch, ready to be logged.
    private struct Prepared {
        let operation: WriteOperation
        var change: Change
        let number: Int64
        /// The new document; nil for a delete and for a change in place.
        var added: (home: DocumentHome, doc: DocID)?
        /// Numbers to set in place.
        var numbers: [LogEntry.ColumnChange]?
        /// The source an update made.
        var source: [UInt8]?
    }

    private func carryOut(
        _ batch: SourceBatch, _ slot: IndexingSlot
    ) throws(IndexError) -> ([WriteOutcome], record: UInt64) {
        gate.enter()
        defer { gate.leave() }
        try refuseIfClosed()
        let hashes = try check(batch, slot)
        let stripes = ids.lockAll(hashes)
        defer { ids.unlockAll(stripes) }
        var prepared: [Prepared] = []
        do {
            try prepare(batch, hashes, slot, into: &prepared)
            let record = try logAndNote(batch, prepared, slot)
            return (outcomes(of: batch, prepared), record)
        } catch {
            lock.withLock {
                for item in prepared { item.added.map { $0.home.delete($0.doc) } }
            }
            throw error
        }
    }

    /// - Returns: the hash of each operation's id.
    private func check(_ batch: SourceBatch, _ slot: IndexingSlot) throws(IndexError) -> [UInt64] {
        var hashes: [UInt64] = []
        var bytes = 0
        var seen: Set<String> = []
        for operation in batch.operations {
            setID(operation.id, slot)
            guard slot.id.count > 0, slot.id.count <= IndexLimits.idBytes else {
                throw IndexError.badID(operation.id, size: slot.id.count)
            }
            guard seen.insert(operation.id).inserted else {
                throw IndexError(
                    .invalid, id: operation.id, "two operations of one batch are about it")
            }
            hashes.append(Hash64.hash(slot.id.bytes))
            bytes += operation.source.count + slot.id.count
        }
        guard bytes <= IndexLimits.sourceBatchBytes else {
            throw IndexError(
                .invalid,
                "a batch of \(bytes) bytes is over the limit of \(IndexLimits.sourceBatchBytes)")
        }
        return hashes
    }

    private func setID(_ id: String, _ slot: IndexingSlot) {
        slot.id.removeAll()
        slot.id.write(id)
    }

    /// Parses every document into the slot's buffer. Searches do not see the buffer, and a refresh
    /// cannot take it while the gate is held.
    private func prepare(
        _ batch: SourceBatch, _ hashes: [UInt64], _ slot: IndexingSlot,
        into prepared: inout [Prepared]
    ) throws(IndexError) {
        let first = lock.withLock {
            defer { state.nextSequenceNumber += Int64(batch.operations.count) }
            return state.nextSequenceNumber
        }
        for (index, operation) in batch.operations.enumerated() {
            setID(operation.id, slot)
            do {
                let current = try resolve(slot.id.bytes, hashes[index])
                let change = Change(
                    id: operation.id, hash: hashes[index], routing: operation.routing,
                    version: try VersionRules.check(
                        operation, current, primaryTerm: primaryTerm),
                    current: current)
                var item = Prepared(
                    operation: operation, change: change, number: first + Int64(index))
                switch operation.kind {
                case .index: item.added = try add(operation.source, change, item.number, slot)
                case .delete: if !current.isLive { continue }
                case .update(let decide):
                    guard try prepareUpdate(&item, decide, slot) else { continue }
                case .create:
                    throw IndexError(.invalid, "a source batch does not create")
                }
                prepared.append(item)
            } catch {
                throw IndexError(wrapping: error, id: operation.id).about(operation.id)
            }
        }
    }

    /// - Returns: false when nothing is to be done.
    private func prepareUpdate(
        _ item: inout Prepared, _ decide: (StoredDocument?) throws -> WriteOperation.Decision,
        _ slot: IndexingSlot
    ) throws -> Bool {
        let change = item.change
        if let merge = item.operation.merge, let plan = try planInPlace(merge, change) {
            guard case .set(let numbers) = plan else { return false }
            item.numbers = numbers
            return true
        }
        let stored = try load(change.current)
        switch try decide(stored) {
        case .nothing: return false
        case .delete: return change.current.isLive
        case .index(let source):
            var change = change
            change.routing = change.routing ?? stored?.routing
            item.added = try source.withUnsafeBytes { try add($0, change, item.number, slot) }
            item.change = change
            item.source = source
            return true
        }
    }

    private func add(
        _ source: UnsafeRawBufferPointer, _ change: Change, _ number: Int64, _ slot: IndexingSlot
    ) throws -> (home: DocumentHome, doc: DocID) {
        let home = home(of: slot)
        guard let buffer = home.buffer else {
            preconditionFailure("a slot's home without its buffer")
        }
        let fields = try parse(source, change, slot, buffer)
        let doc = try buffer.append(
            slot.document, fields: fields, sequenceNumber: number, version: change.version)
        return (home, doc)
    }

    /// One record for all, and every note that makes the operations count.
    private func logAndNote(
        _ batch: SourceBatch, _ prepared: [Prepared], _ slot: IndexingSlot
    ) throws(IndexError) -> UInt64 {
        let synced = log.syncedThrough
        return try lock.withLock { () throws(IndexError) in
            try logMapping()
            var offsets: [Int] = []
            let position = try log.append { offsets = encode(batch, prepared, into: $0) }
            state.isDirty = true
            for (item, offset) in zip(prepared, offsets) {
                setID(item.operation.id, slot)
                note(item, position.entry(at: offset), slot)
            }
            state.sources.note(batch, record: position.number, synced: synced)
            return position.number
        }
    }

    /// - Returns: where each operation's entry begins in the record's payload.
    private func encode(
        _ batch: SourceBatch, _ prepared: [Prepared], into writer: ByteWriter
    ) -> [Int] {
        let start = writer.count
        let routing = ByteWriter(capacity: 64)
        var offsets: [Int] = []
        for item in prepared {
            offsets.append(writer.count - start)
            var id = item.operation.id
            id.withUTF8 { write(item, UnsafeRawBufferPointer($0), routing, to: writer) }
        }
        if let position = batch.position {
            position.withUnsafeBytes {
                LogEntry.position(source: batch.source, $0).encode(into: writer)
            }
        }
        for (name, bytes) in batch.cursors.sorted(by: { $0.key < $1.key }) {
            LogEntry.cursor(name: name, bytes).encode(into: writer)
        }
        return offsets
    }

    private func write(
        _ item: Prepared, _ id: UnsafeRawBufferPointer, _ routing: ByteWriter,
        to writer: ByteWriter
    ) {
        let version = item.change.version
        if let numbers = item.numbers {
            let entry = LogEntry.columns(
                sequenceNumber: item.number, version: version, id: id, numbers)
            return entry.encode(into: writer)
        }
        guard item.added != nil else {
            let entry = LogEntry.delete(sequenceNumber: item.number, version: version, id: id)
            return entry.encode(into: writer)
        }
        routing.removeAll()
        if let text = item.change.routing { routing.write(text) }
        func write(_ source: UnsafeRawBufferPointer) {
            let document = LogEntry.Document(
                sequenceNumber: item.number, version: version, id: id,
                routing: item.change.routing == nil ? nil : routing.bytes, source: source)
            LogEntry.document(document).encode(into: writer)
        }
        if let source = item.source {
            source.withUnsafeBytes { write($0) }
        } else {
            write(item.operation.source)
        }
    }

    /// With `lock` held.
    private func note(_ item: Prepared, _ position: LogPosition, _ slot: IndexingSlot) {
        let change = item.change
        if let numbers = item.numbers {
            var undo = note(
                numbers, slot.id.bytes, change.hash, change.current, number: item.number,
                version: change.version)
            undo.number = position.number
            state.undo.append(undo)
            return trimUndo()
        }
        let entry: VersionEntry
        if let added = item.added {
            entry = VersionEntry(
                state: .live, sequenceNumber: item.number, version: change.version,
                home: added.home, doc: added.doc, position: position)
        } else {
            entry = VersionEntry(
                state: .deleted, sequenceNumber: item.number, version: change.version,
                deletedAt: environment.now())
        }
        noteInLock(entry, change, id: slot.id.bytes, record: position.number)
    }

    private func outcomes(of batch: SourceBatch, _ prepared: [Prepared]) -> [WriteOutcome] {
        var rest = prepared[...]
        return batch.operations.map { operation in
            guard let item = rest.first, item.operation.id == operation.id else {
                var result = WriteOutcome.Result.notFound
                if case .update = operation.kind { result = .noop }
                return WriteOutcome(
                    result: result, version: -1, sequenceNumber: -2, primaryTerm: primaryTerm)
            }
            rest.removeFirst()
            let result: WriteOutcome.Result =
                item.added == nil && item.numbers == nil
                ? .deleted : item.change.current.isLive ? .updated : .created
            return WriteOutcome(
                result: result, version: item.change.version, sequenceNumber: item.number,
                primaryTerm: primaryTerm)
        }
    }

    private func count(_ outcomes: [WriteOutcome], since start: UInt64) {
        let spent = MonotonicClock.nanoseconds() &- start
        lock.withLock {
            state.statistics.indexNanoseconds &+= spent
            for outcome in outcomes {
                switch outcome.result {
                case .created, .updated: state.statistics.indexed += 1
                case .deleted, .notFound: state.statistics.deleted += 1
                case .noop: state.statistics.noops += 1
                }
            }
        }
    }
}

extension IndexError {
    /// The same with the document named, where none is.
    fileprivate func about(_ id: String) -> IndexError {
        self.id.isEmpty ? IndexError(kind, id: id, reason) : self
    }
}

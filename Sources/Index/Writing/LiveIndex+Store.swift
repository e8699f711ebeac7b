import Primitives
import Schema
import Segments
import Synchronization

/// Carrying one operation out. The gate is entered and the id locked.
extension LiveIndex {
    func store(
        _ source: UnsafeRawBufferPointer, _ change: Change, _ turn: Turn
    ) throws -> (WriteOutcome, UInt64) {
        let slot = turn.slot
        let home = home(of: slot)
        guard let buffer = home.buffer else {
            preconditionFailure("a slot's home without its buffer")
        }
        let fields = try parse(source, change, slot, buffer)
        try buffer.validate(slot.document, fields: fields)
        let (number, record) = try logAndNote(
            source, change, turn, home, DocID(buffer.documentCount))
        // Nobody looks for the document in the buffer before its id is unlocked.
        buffer.add(
            slot.document, fields: fields, sequenceNumber: number, version: change.version)
        let outcome = WriteOutcome(
            result: change.current.isLive ? .updated : .created, version: change.version,
            sequenceNumber: number, primaryTerm: primaryTerm)
        return (outcome, record)
    }

    func delete(_ change: Change, _ turn: Turn) throws -> (WriteOutcome, UInt64) {
        let id = turn.slot.id.bytes
        let (number, position) = try lock.withLock { () throws(IndexError) in
            let number = state.nextSequenceNumber
            let position = try append(
                .delete(sequenceNumber: number, version: change.version, id: id))
            state.nextSequenceNumber += 1
            return (number, position)
        }
        let entry = VersionEntry(
            state: .deleted, sequenceNumber: number, version: change.version,
            deletedAt: environment.now())
        note(entry, change, turn, record: position.number)
        let outcome = WriteOutcome(
            result: change.current.isLive ? .deleted : .notFound, version: change.version,
            sequenceNumber: number, primaryTerm: primaryTerm)
        return (outcome, position.number)
    }

    /// The buffer of a slot, made when a refresh has taken the last.
    func home(of slot: IndexingSlot) -> DocumentHome {
        if let home = slot.home { return home }
        let home = DocumentHome(buffer: spareBuffers.take())
        slot.home = home
        return home
    }

    /// Parses into the slot's document; the mapping grows until it knows every field.
    func parse(
        _ source: UnsafeRawBufferPointer, _ change: Change, _ slot: IndexingSlot,
        _ buffer: SegmentBuffer
    ) throws(IndexError) -> FieldInfos {
        for _ in 0..<IndexLimits.mappingRounds {
            let mapping = mapping(known: slot)
            let update: DynamicUpdate?
            do {
                update = try slot.parser(for: mapping).parse(
                    source: source, id: change.id, routing: change.routing, into: slot.document,
                    buffer: buffer)
            } catch {
                throw IndexError(wrapping: error, id: change.id)
            }
            guard let update else { return mapping.fieldInfos }
            do {
                try extendMapping(update)
            } catch {
                throw IndexError(wrapping: error, id: change.id)
            }
        }
        throw IndexError(
            .invalid, id: change.id,
            "the mapping did not settle after \(IndexLimits.mappingRounds) rounds")
    }

    /// The mapping as it is, from what the slot knows unless it changed.
    private func mapping(known slot: IndexingSlot) -> IndexMapping {
        let version = state.mappingVersion.load(ordering: .acquiring)
        if let known = slot.mapping, slot.mappingVersion == version { return known }
        let mapping = mapping
        slot.mapping = mapping
        slot.mappingVersion = version
        return mapping
    }

    /// Appends the record and notes the document it makes, under one hold of the lock.
    /// - Parameter doc: where the document will be in the slot's buffer.
    /// - Returns: the sequence number, and the number of the record.
    private func logAndNote(
        _ source: UnsafeRawBufferPointer, _ change: Change, _ turn: Turn, _ home: DocumentHome,
        _ doc: DocID
    ) throws(IndexError) -> (Int64, UInt64) {
        let slot = turn.slot
        let routing = slot.source
        routing.removeAll()
        if let text = change.routing { routing.write(text) }
        return try lock.withLock { () throws(IndexError) in
            let number = state.nextSequenceNumber
            let position = try append(
                .document(
                    LogEntry.Document(
                        sequenceNumber: number, version: change.version, id: slot.id.bytes,
                        routing: change.routing == nil ? nil : routing.bytes, source: source)))
            state.nextSequenceNumber += 1
            let entry = VersionEntry(
                state: .live, sequenceNumber: number, version: change.version, home: home,
                doc: doc, position: position)
            noteInLock(
                entry, change, id: slot.id.bytes, record: position.number, batch: turn.batch,
                operation: turn.index)
            return (number, position.number)
        }
    }

    /// Adds an entry to the log, behind the mapping it needs. With `lock` held.
    func append(_ entry: LogEntry) throws(IndexError) -> LogPosition {
        try logMapping()
        let position = try log.append { entry.encode(into: $0) }
        state.isDirty = true
        return position
    }

    private func note(_ entry: VersionEntry, _ change: Change, _ turn: Turn, record: UInt64) {
        lock.withLock {
            noteInLock(
                entry, change, id: turn.slot.id.bytes, record: record, batch: turn.batch,
                operation: turn.index)
        }
    }

    /// Notes a document's new state, deletes the old document, and remembers how to undo both. With
    /// `lock` held.
    /// - Parameter batch: whom to tell when it is undone.
    func noteInLock(
        _ entry: VersionEntry, _ change: Change, id: UnsafeRawBufferPointer, record: UInt64,
        batch: WriteBatch? = nil, operation: Int = 0
    ) {
        let place = state.versions.place(id, hash: change.hash)
        var undo = UndoEntry(place: place, previous: state.versions[place])
        state.versions[place] = entry
        if change.current.isLive, let home = change.current.home {
            undo.removed = DocumentHome.follow(home, change.current.doc)
            undo.removed.map { $0.home.delete($0.doc) }
        }
        undo.number = record
        undo.added = entry.home.map { ($0, entry.doc) }
        undo.batch = batch
        undo.operation = operation
        state.undo.append(undo)
        trimUndo()
    }
}

import JSON
import Primitives
import Schema
import Segments

/// Carrying out again what the log holds and the segments do not. Nobody else has the index yet.
extension LiveIndex {
    func replay(_ replay: LogReplay) throws {
        guard !replay.records.isEmpty else { return }
        let cancelled = try cancelledNumbers(replay)
        let slot = slots.checkOut()
        defer { slots.checkIn(slot) }
        for record in replay.records {
            var reader = ByteReader(record.payload)
            while !reader.isAtEnd {
                try carryOut(
                    try LogEntry(decoding: &reader, file: record.file), cancelled, slot)
            }
            relieve(slot, isReplaying: true)
        }
        lock.withLock {
            state.isDirty = true
            state.undo.removeAll()
        }
        do {
            try commit()
        } catch {
            // The operations are in the log and will be read again; a full disk is no reason not
            // to serve.
            diagnostics.warning("commit after recovery failed", ["error": .init(error)])
            try refresh()
        }
    }

    private func cancelledNumbers(_ replay: LogReplay) throws -> Set<Int64> {
        var numbers: Set<Int64> = []
        for record in replay.records {
            var reader = ByteReader(record.payload)
            while !reader.isAtEnd {
                let entry = try LogEntry(decoding: &reader, file: record.file)
                if case .cancelled(let number) = entry { numbers.insert(number) }
            }
        }
        return numbers
    }

    private func carryOut(
        _ entry: LogEntry, _ cancelled: Set<Int64>, _ slot: IndexingSlot
    ) throws {
        switch entry {
        case .document(let document):
            if cancelled.contains(document.sequenceNumber) {
                skip(document.sequenceNumber)
            } else {
                try store(document, slot)
            }
        case .delete(let number, let version, let id):
            try delete(id, number: number, version: version)
        case .columns(let number, let version, let id, let changes):
            try edit(id, number: number, version: version, changes)
        case .mapping(let json):
            let persisted = try LiveIndex.json(Array(json))
            try lock.withLock {
                state.mapping = try IndexMapping.restore(
                    persisted, analyzers: state.mapping.analyzers, limits: state.mapping.limits)
                state.loggedMapping = state.mapping
                state.hasUnpublished = true
            }
        case .mappingDelta(let json):
            for delta in try LiveIndex.json(Array(json)).array ?? [] {
                try lock.withLock {
                    state.mapping = try state.mapping.applying(delta: delta)
                    state.loggedMapping = state.mapping
                    state.hasUnpublished = true
                }
            }
        case .settings(let json):
            let settings = try IndexSettings.restore(try LiveIndex.json(Array(json)))
            lock.withLock {
                state.settings = settings
                state.tuning = environment.tune(IndexTuning(settings))
            }
        case .cancelled: break
        case .position(let source, let bytes):
            lock.withLock { state.sources.replay(position: Array(bytes), of: source) }
        case .cursor(let name, let bytes):
            lock.withLock { state.sources.replay(cursor: bytes, named: name) }
        }
    }

    private func skip(_ number: Int64) {
        lock.withLock { state.nextSequenceNumber = max(state.nextSequenceNumber, number + 1) }
    }

    /// The document an entry is about, or nil when something newer is known of it.
    private func outdated(
        _ id: UnsafeRawBufferPointer, _ hash: UInt64, by number: Int64
    ) throws -> CurrentDocument? {
        skip(number)
        let current = try resolve(id, hash)
        return current.sequenceNumber < number ? current : nil
    }

    private func store(_ document: LogEntry.Document, _ slot: IndexingSlot) throws {
        let hash = Hash64.hash(document.id)
        guard let current = try outdated(document.id, hash, by: document.sequenceNumber) else {
            return
        }
        let home = home(of: slot)
        guard let buffer = home.buffer else {
            preconditionFailure("a slot's home without its buffer")
        }
        let change = Change(
            id: String(decoding: document.id, as: UTF8.self), hash: hash,
            routing: document.routing.map { String(decoding: $0, as: UTF8.self) },
            version: document.version, current: current)
        let fields = try parse(document.source, change, slot, buffer)
        let doc = try buffer.append(
            slot.document, fields: fields, sequenceNumber: document.sequenceNumber,
            version: document.version)
        let entry = VersionEntry(
            state: .live, sequenceNumber: document.sequenceNumber, version: document.version,
            home: home, doc: doc)
        adopt(entry, document.id, hash, replacing: current)
    }

    private func delete(_ id: UnsafeRawBufferPointer, number: Int64, version: Int64) throws {
        let hash = Hash64.hash(id)
        guard let current = try outdated(id, hash, by: number) else { return }
        let entry = VersionEntry(
            state: .deleted, sequenceNumber: number, version: version,
            deletedAt: environment.now())
        adopt(entry, id, hash, replacing: current)
    }

    private func edit(
        _ id: UnsafeRawBufferPointer, number: Int64, version: Int64,
        _ changes: [LogEntry.ColumnChange]
    ) throws {
        let hash = Hash64.hash(id)
        guard let current = try outdated(id, hash, by: number), current.isLive else { return }
        lock.withLock {
            _ = note(changes, id, hash, current, number: number, version: version)
        }
    }

    private func adopt(
        _ entry: VersionEntry, _ id: UnsafeRawBufferPointer, _ hash: UInt64,
        replacing current: CurrentDocument
    ) {
        lock.withLock {
            let place = state.versions.place(id, hash: hash)
            state.versions[place] = entry
            if current.isLive, let home = current.home,
                let (home, doc) = DocumentHome.follow(home, current.doc)
            {
                home.delete(doc)
            }
        }
    }
}

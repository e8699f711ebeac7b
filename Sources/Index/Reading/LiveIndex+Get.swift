import Primitives
import Schema
import Segments

extension LiveIndex {
    /// One document by id.
    /// - Parameter realtime: as the last successful operation left it; otherwise as searches see
    ///   it.
    package func get(id: String, realtime: Bool = true) throws(IndexError) -> StoredDocument? {
        try refuseIfClosed()
        let found = try LiveIndex.wrapping {
            try realtime ? self.getNewest(id) : self.getVisible(id)
        }
        lock.withLock {
            state.statistics.gets += 1
            if found != nil { state.statistics.getsFound += 1 }
        }
        return found
    }

    private func getNewest(_ id: String) throws -> StoredDocument? {
        let bytes = ByteWriter(capacity: 64)
        bytes.write(id)
        let hash = Hash64.hash(bytes.bytes)
        for _ in 0..<IndexLimits.resolveRounds {
            let current = try resolve(bytes.bytes, hash)
            if !current.isLive { return nil }
            if let document = try read(current) { return document }
        }
        // It is being moved faster than it can be read: hold it still.
        ids.lock(hash)
        defer { ids.unlock(hash) }
        return try load(try resolve(bytes.bytes, hash))
    }

    private func getVisible(_ id: String) throws -> StoredDocument? {
        let bytes = ByteWriter(capacity: 64)
        bytes.write(id)
        for view in snapshot.views.reversed() {
            let live = view.liveDocs
            let found = try view.reader.find(id: bytes.bytes) { live?.isLive($0) ?? true }
            guard let doc = found else { continue }
            return try read(Place(view: view, doc: doc))
        }
        return nil
    }

    /// The document with its source; nil when it is not live. With its id locked.
    func load(_ current: CurrentDocument) throws -> StoredDocument? {
        guard current.isLive else { return nil }
        for _ in 0..<IndexLimits.resolveRounds {
            if let document = try read(current) { return document }
        }
        throw IndexError(.corrupt, "a live document is in no log and in no segment")
    }

    /// Nil when its log was deleted between the look and the read: it is in a segment by then.
    private func read(_ current: CurrentDocument) throws -> StoredDocument? {
        if let position = current.position, let document = try readLog(position, current) {
            return document
        }
        guard let home = current.home else { return nil }
        let place = lock.withLock { () -> Place? in
            guard let (home, doc) = DocumentHome.follow(home, current.doc), let view = home.view
            else { return nil }
            return Place(view: view, doc: doc, pending: home.pendingEdits(doc))
        }
        return try place.map { try read($0) }
    }

    /// A document in a segment, with the edits its view does not show.
    private struct Place {
        let view: SegmentView
        let doc: DocID
        var pending: [ColumnEdit] = []

        func number(_ field: FieldNumber) throws(SegmentError) -> Int64 {
            if let edit = pending.last(where: { $0.field == field }), let value = edit.value {
                return value
            }
            return try view.number(doc, field)
        }
    }

    private func readLog(
        _ position: LogPosition, _ current: CurrentDocument
    ) throws -> StoredDocument? {
        let payload = ByteWriter(capacity: position.size)
        guard try log.read(position, into: payload) else { return nil }
        var reader = ByteReader(payload.bytes, offset: position.entry)
        let entry = try LogEntry(decoding: &reader, file: "log-\(position.generation)")
        guard case .document(let document) = entry else {
            throw IndexError(.corrupt, "log record \(position.number) is not a document")
        }
        return StoredDocument(
            source: Array(document.source), version: current.version,
            sequenceNumber: current.sequenceNumber, primaryTerm: primaryTerm,
            routing: document.routing.map { String(decoding: $0, as: UTF8.self) })
    }

    /// Version and source come from one state of the document.
    private func read(_ place: Place) throws -> StoredDocument {
        let source = ByteWriter(capacity: 1024)
        try CurrentSource(mapping).append(
            place.doc, of: place.view, pending: place.pending, to: source)
        return StoredDocument(
            source: Array(source.bytes), version: try place.number(ReservedField.version),
            sequenceNumber: try place.number(ReservedField.sequenceNumber),
            primaryTerm: primaryTerm, routing: try routing(place.view, place.doc))
    }

    private func routing(_ view: SegmentView, _ doc: DocID) throws(SegmentError) -> String? {
        guard let column = try view.ordinalColumn(ReservedField.routing) else { return nil }
        var doc = doc
        var ordinal: UInt32 = 0
        column.gather(&doc, count: 1, into: &ordinal)
        guard ordinal < column.ordinalCount else { return nil }
        let text = ByteWriter(capacity: 64)
        try column.term(ordinal, into: text)
        return String(decoding: text.bytes, as: UTF8.self)
    }
}

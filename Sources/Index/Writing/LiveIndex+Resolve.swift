import Primitives
import Segments

extension LiveIndex {
    /// The newest state of a document whose id is locked, or that nobody is changing.
    func resolve(
        _ id: UnsafeRawBufferPointer, _ hash: UInt64
    ) throws(SegmentError) -> CurrentDocument {
        let (note, segments, known, version, mayBeDeleted) = lock.withLock {
            (
                state.note(id, hash), state.segments, state.idFilter, state.segmentsVersion,
                state.tombstones.count > 0
            )
        }
        if let note { return CurrentDocument(note) }
        let filter: IDFilter
        if let known { filter = known } else { filter = try makeIDFilter(segments, version) }
        var end = segments.count
        while let place = filter.last(before: end, mayHold: hash) {
            end = place
            let home = segments[place]
            var found: Found?
            _ = try home.reader?.find(id: id, hash: hash) { doc in
                found = whereLive(home, doc)
                return found != nil
            }
            if let found { return try document(found) }
        }
        // With the id locked, only an operation on it could make it a tombstone.
        if !mayBeDeleted { return CurrentDocument() }
        let now = environment.now()
        return lock.withLock { state.tombstone(id, hash, now: now) }
            .map { CurrentDocument($0) } ?? CurrentDocument()
    }

    /// Reads tables, so not under the lock.
    private func makeIDFilter(
        _ segments: [DocumentHome], _ version: UInt64
    ) throws(SegmentError) -> IDFilter {
        let made = try IDFilter(segments.map(\.reader))
        lock.withLock { if state.segmentsVersion == version { state.idFilter = made } }
        return made
    }

    /// Where a merge moved the document meanwhile; nil when it is not live.
    private func whereLive(_ home: DocumentHome, _ doc: DocID) -> Found? {
        lock.withLock {
            guard let (home, doc) = DocumentHome.follow(home, doc), home.isLive(doc),
                let view = home.view
            else { return nil }
            return Found(
                home: home, doc: doc, view: view,
                version: home.editedValue(doc, ReservedField.version) ?? nil,
                sequenceNumber: home.editedValue(doc, ReservedField.sequenceNumber) ?? nil)
        }
    }

    private func document(_ found: Found) throws(SegmentError) -> CurrentDocument {
        let version: Int64
        let number: Int64
        if let edited = found.version, let editedNumber = found.sequenceNumber {
            (version, number) = (edited, editedNumber)
        } else {
            version = try found.view.number(found.doc, ReservedField.version)
            number = try found.view.number(found.doc, ReservedField.sequenceNumber)
        }
        return CurrentDocument(
            isLive: true, version: version, sequenceNumber: number, home: found.home,
            doc: found.doc, position: nil)
    }

    private struct Found {
        let home: DocumentHome
        let doc: DocID
        let view: SegmentView
        let version: Int64?
        let sequenceNumber: Int64?
    }
}

extension CurrentDocument {
    init(_ entry: VersionEntry) {
        self.init(
            isLive: entry.state == .live, version: entry.version,
            sequenceNumber: entry.sequenceNumber, home: entry.home, doc: entry.doc,
            position: entry.position)
    }
}

extension SegmentView {
    /// The number of one document in a column every document has a value in.
    func number(_ doc: DocID, _ field: FieldNumber) throws(SegmentError) -> Int64 {
        guard let column = try numericColumn(field) else {
            throw SegmentError(
                kind: .malformed("no column for field \(field)"), file: reader.name)
        }
        var doc = doc
        var value: Int64 = 0
        column.gather(&doc, count: 1, into: &value)
        return value
    }
}

import Primitives
import Schema
import Segments

/// Changing numbers of documents in place, without indexing the documents again.
extension LiveIndex {
    /// Carries a merge out by setting numbers alone; nil when the document has to be indexed.
    ///
    /// The document gets a new version and sequence number; its stored source stays, and is read
    /// through `CurrentSource`. Visible after the next refresh, durable as any operation.
    func changeInPlace(
        _ merge: WriteOperation.Merge, _ change: Change, _ turn: Turn
    ) throws -> (WriteOutcome, UInt64)? {
        switch try planInPlace(merge, change) {
        case .set(let changes):
            return try lock.withLock { () throws(IndexError) in try set(changes, change, turn) }
        case .nothing:
            let outcome = WriteOutcome(
                result: .noop, version: change.current.version,
                sequenceNumber: change.current.sequenceNumber, primaryTerm: primaryTerm)
            return (outcome, 0)
        case nil: return nil
        }
    }

    /// What a merge does to columns.
    enum InPlacePlan {
        case set([LogEntry.ColumnChange])
        /// The document has these values already.
        case nothing
    }

    /// Nil when the document has to be indexed. Holds until the gate is left: only a refresh, which
    /// needs it alone, finds out that a field has several values somewhere, and a document in a
    /// segment stays in one.
    func planInPlace(
        _ merge: WriteOperation.Merge, _ change: Change
    ) throws -> InPlacePlan? {
        let current = change.current
        guard change.routing == nil, current.isLive, let noted = current.home,
            let values = mapping.fastFields.changes(of: merge.partial),
            lock.withLock({ DocumentHome.follow(noted, current.doc)?.home.buffer == nil }),
            try values.allSatisfy({ try isSingleValued($0.field) })
        else { return nil }
        if merge.detectsNoop || values.contains(where: { $0.value == nil }) {
            let now = try numbers(of: values.map(\.field), noted, current.doc)
            // Whether the source says null already, or nothing, is for the source to tell.
            if zip(values, now).contains(where: { $0.value == nil && $1 == nil }) { return nil }
            if merge.detectsNoop, zip(values, now).allSatisfy({ $0.value == $1 }) {
                return .nothing
            }
        }
        return .set(values.map { LogEntry.ColumnChange(field: $0.field, value: $0.value) })
    }

    /// With `lock` held.
    private func set(
        _ changes: [LogEntry.ColumnChange], _ change: Change, _ turn: Turn
    ) throws(IndexError) -> (WriteOutcome, UInt64) {
        let id = turn.slot.id.bytes
        let number = state.nextSequenceNumber
        let position = try append(
            .columns(sequenceNumber: number, version: change.version, id: id, changes))
        state.nextSequenceNumber += 1
        var undo = note(
            changes, id, change.hash, change.current, number: number, version: change.version)
        undo.number = position.number
        undo.batch = turn.batch
        undo.operation = turn.index
        state.undo.append(undo)
        trimUndo()
        let outcome = WriteOutcome(
            result: .updated, version: change.version, sequenceNumber: number,
            primaryTerm: primaryTerm)
        return (outcome, position.number)
    }

    /// Whether no document of the index has several values in the column of a root field.
    private func isSingleValued(_ field: FieldNumber) throws(SegmentError) -> Bool {
        let (known, homes) = lock.withLock {
            let known = state.shapes.isSingleValued(field)
            return (known, known == nil ? state.segments : [])
        }
        if let known { return known }
        var isSingle = true
        for home in homes where isSingle {
            if let column = try home.reader?.numericColumn(field), column.isMultiValued {
                isSingle = false
            }
        }
        return lock.withLock {
            state.shapes.note(field, isSingleValued: isSingle)
            return state.shapes.isSingleValued(field) == true
        }
    }

    /// The numbers of a document in a segment. Its id is locked.
    private func numbers(
        of fields: [FieldNumber], _ noted: DocumentHome, _ doc: DocID
    ) throws(SegmentError) -> [Int64?] {
        let (place, edited) = lock.withLock { () -> ((SegmentView, DocID)?, [Int64??]) in
            guard let (home, doc) = DocumentHome.follow(noted, doc), let view = home.view else {
                return (nil, [])
            }
            return ((view, doc), fields.map { home.editedValue(doc, $0) })
        }
        guard let (view, doc) = place else { preconditionFailure("document \(doc) is nowhere") }
        var numbers: [Int64?] = []
        for (field, edited) in zip(fields, edited) {
            if let edited {
                numbers.append(edited)
            } else {
                numbers.append(try view.firstNumber(doc, field))
            }
        }
        return numbers
    }

    /// Notes changes of a live document; returns how to undo them. With `lock` held.
    func note(
        _ changes: [LogEntry.ColumnChange], _ id: UnsafeRawBufferPointer, _ hash: UInt64,
        _ current: CurrentDocument, number: Int64, version: Int64
    ) -> UndoEntry {
        let place = state.versions.place(id, hash: hash)
        var undo = UndoEntry(place: place, previous: state.versions[place])
        guard let noted = current.home,
            let (home, doc) = DocumentHome.follow(noted, current.doc)
        else { return undo }
        for change in changes {
            home.edit(ColumnEdit(doc: doc, field: change.field, value: change.value))
        }
        home.edit(ColumnEdit(doc: doc, field: ReservedField.version, value: version))
        home.edit(ColumnEdit(doc: doc, field: ReservedField.sequenceNumber, value: number))
        // The log has the source as it was indexed: from here on the segment is asked.
        state.versions[place] = VersionEntry(
            state: .live, sequenceNumber: number, version: version, home: home, doc: doc)
        state.hasUnpublished = true
        undo.edited = (home, doc, changes.count + 2)
        return undo
    }
}

extension SegmentView {
    /// The number of a document in a single-valued column, if it has one.
    fileprivate func firstNumber(
        _ doc: DocID, _ field: FieldNumber
    ) throws(SegmentError) -> Int64? {
        guard let column = try numericColumn(field), column.hasValue(doc) else { return nil }
        return column.value(at: column.valueRange(doc).lowerBound)
    }
}

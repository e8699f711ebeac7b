import Primitives
import Schema
import Segments

/// Changing numbers of documents in place, without indexing the documents again.
extension LiveIndex {
    /// Numbers to set, or (nil) to remove, in single-valued numeric columns of one document.
    package struct ColumnOperation: Sendable {
        package var id: String
        package var values: [(field: FieldNumber, value: Int64?)]
        package var ifSequenceNumber: Int64?

        package init(
            id: String, values: [(field: FieldNumber, value: Int64?)],
            ifSequenceNumber: Int64? = nil
        ) {
            self.id = id
            self.values = values
            self.ifSequenceNumber = ifSequenceNumber
        }
    }

    /// Changes numbers of documents in place; each operation succeeds or fails by itself.
    ///
    /// The document gets a new version and sequence number. Its stored source stays as it is.
    /// Visible after the next refresh, durable as `apply` is.
    package func updateColumns(
        _ operations: [ColumnOperation]
    ) -> [Result<WriteOutcome, IndexError>] {
        do { try admit() } catch { return operations.map { _ in .failure(error) } }
        let slot = slots.checkOut()
        defer { slots.checkIn(slot) }
        let batch = WriteBatch()
        let pending = operations.enumerated().map { index, operation in
            perform(operation, Turn(slot: slot, batch: batch, index: index))
        }
        return settle(pending, batch)
    }

    private func perform(_ operation: ColumnOperation, _ turn: Turn) -> PendingOutcome {
        let id = turn.slot.id
        id.removeAll()
        id.write(operation.id)
        gate.enter()
        defer { gate.leave() }
        let hash = Hash64.hash(id.bytes)
        ids.lock(hash)
        defer { ids.unlock(hash) }
        do {
            try refuseIfClosed()
            let (outcome, record) = try carryOut(operation, hash, turn)
            return PendingOutcome(result: .success(outcome), record: record)
        } catch {
            let failure = IndexError(wrapping: error, id: operation.id)
            return PendingOutcome(result: .failure(failure), record: 0)
        }
    }

    private func carryOut(
        _ operation: ColumnOperation, _ hash: UInt64, _ turn: Turn
    ) throws -> (WriteOutcome, UInt64) {
        let fields = mapping.fieldInfos
        for (number, _) in operation.values {
            guard let field = fields[number], field.column == .numeric,
                number >= ReservedField.firstMapped, field.space == 0
            else {
                throw IndexError(
                    .invalid, id: operation.id,
                    "field [\(fields[number]?.name ?? "\(number)")] has no column of numbers")
            }
        }
        let id = turn.slot.id.bytes
        let current = try resolve(id, hash)
        guard current.isLive else {
            throw IndexError(.documentMissing, id: operation.id, "document missing")
        }
        let rule = WriteOperation(
            .index, id: operation.id, ifSequenceNumber: operation.ifSequenceNumber)
        let version = try VersionRules.check(rule, current, primaryTerm: primaryTerm)
        let changes = operation.values.map {
            LogEntry.ColumnChange(field: $0.field, value: $0.value)
        }
        return try lock.withLock { () throws(IndexError) in
            let number = state.nextSequenceNumber
            let position = try append(
                .columns(sequenceNumber: number, version: version, id: id, changes))
            state.nextSequenceNumber += 1
            var undo = note(changes, id, hash, current, number: number, version: version)
            undo.number = position.number
            undo.batch = turn.batch
            undo.operation = turn.index
            state.undo.append(undo)
            trimUndo()
            let outcome = WriteOutcome(
                result: .updated, version: version, sequenceNumber: number,
                primaryTerm: primaryTerm)
            return (outcome, position.number)
        }
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
        let numbers = [
            LogEntry.ColumnChange(field: ReservedField.version, value: version),
            LogEntry.ColumnChange(field: ReservedField.sequenceNumber, value: number),
        ]
        for change in changes + numbers {
            home.edit(
                DocumentHome.ColumnEdit(doc: doc, field: change.field, value: change.value))
        }
        state.versions[place] = VersionEntry(
            state: .live, sequenceNumber: number, version: version, home: home, doc: doc,
            position: current.position)
        state.hasUnpublished = true
        undo.edited = (home, doc, changes.count + numbers.count)
        return undo
    }
}

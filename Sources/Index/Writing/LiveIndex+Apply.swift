import Primitives
import Schema
import Segments

extension LiveIndex {
    /// Applies operations in order; each succeeds or fails by itself.
    ///
    /// When it returns, every success is in the log, and durable if the index's durability is
    /// `request`. May be called from many threads at once.
    /// - Returns: one result an operation, in order.
    package func apply(
        _ operations: [WriteOperation]
    ) -> [Result<WriteOutcome, IndexError>] {
        let start = MonotonicClock.nanoseconds()
        do {
            try admit()
        } catch {
            lock.withLock { state.statistics.rejections += operations.count }
            return operations.map { _ in .failure(error) }
        }
        let slot = slots.checkOut()
        defer { slots.checkIn(slot) }
        let batch = WriteBatch()
        var pending = PendingOutcomes(capacity: operations.count)
        while pending.results.count < operations.count {
            pass(operations, slot, batch, into: &pending)
            if log.pendingBytes > IndexLimits.pendingLogBytes { writeLog() }
            relieve(slot)
        }
        let results = settle(pending, batch)
        count(results, operations, since: start)
        return results
    }

    /// Carries a few operations out within one passing of the gate, fewer when they are long.
    private func pass(
        _ operations: [WriteOperation], _ slot: IndexingSlot, _ batch: WriteBatch,
        into pending: inout PendingOutcomes
    ) {
        gate.enter()
        defer { gate.leave() }
        let first = pending.results.count
        var bytes = 0
        for index in first..<min(first + IndexLimits.operationsPerPass, operations.count) {
            let (result, record) = perform(
                operations[index], Turn(slot: slot, batch: batch, index: index))
            pending.results.append(result)
            pending.records.append(record)
            bytes += operations[index].source.count
            if bytes >= IndexLimits.measuredBytes { return }
        }
    }

    /// One operation on its own.
    package func apply(_ operation: WriteOperation) throws(IndexError) -> WriteOutcome {
        try apply([operation])[0].get()
    }

    /// Where an operation is carried out, and whose it is.
    struct Turn {
        let slot: IndexingSlot
        let batch: WriteBatch
        let index: Int
    }

    /// Outcomes that count once their records are where durability demands.
    struct PendingOutcomes {
        var results: [Result<WriteOutcome, IndexError>] = []
        /// Of the log records; 0 = none was made.
        var records: [UInt64] = []

        init(capacity: Int) {
            results.reserveCapacity(capacity)
            records.reserveCapacity(capacity)
        }
    }

    /// With the gate entered.
    /// - Returns: the result, and the number of its log record; 0 = none was made.
    private func perform(
        _ operation: WriteOperation, _ turn: Turn
    ) -> (Result<WriteOutcome, IndexError>, UInt64) {
        let id = turn.slot.id
        id.removeAll()
        id.write(operation.id)
        do {
            try refuseIfClosed()
            guard id.count > 0, id.count <= IndexLimits.idBytes else {
                throw IndexError.badID(operation.id, size: id.count)
            }
            let hash = Hash64.hash(id.bytes)
            ids.lock(hash)
            defer { ids.unlock(hash) }
            let (outcome, record) = try carryOut(operation, hash, turn)
            return (.success(outcome), record)
        } catch {
            let failure = IndexError(wrapping: error, id: operation.id)
            return (.failure(failure), 0)
        }
    }

    private func carryOut(
        _ operation: WriteOperation, _ hash: UInt64, _ turn: Turn
    ) throws -> (WriteOutcome, UInt64) {
        let current = try resolve(turn.slot.id.bytes, hash)
        let version = try VersionRules.check(operation, current, primaryTerm: primaryTerm)
        let change = Change(
            id: operation.id, hash: hash, routing: operation.routing, version: version,
            current: current)
        switch operation.kind {
        case .delete:
            return try delete(change, turn)
        case .index, .create:
            return try store(operation.source, change, turn)
        case .update(let decide):
            if let merge = operation.merge, let done = try changeInPlace(merge, change, turn) {
                return done
            }
            let stored = try load(current)
            let decision: WriteOperation.Decision
            do {
                decision = try decide(stored)
            } catch {
                throw IndexError(.update(error), id: operation.id, "\(error)")
            }
            return try carryOut(decision, change, stored, turn)
        }
    }

    private func carryOut(
        _ decision: WriteOperation.Decision, _ change: Change, _ stored: StoredDocument?,
        _ turn: Turn
    ) throws -> (WriteOutcome, UInt64) {
        switch decision {
        case .index(let source):
            var change = change
            change.routing = change.routing ?? stored?.routing
            return try source.withUnsafeBytes { try store($0, change, turn) }
        case .delete:
            return try delete(change, turn)
        case .nothing:
            let outcome = WriteOutcome(
                result: .noop, version: stored?.version ?? -1,
                sequenceNumber: stored?.sequenceNumber ?? -2, primaryTerm: primaryTerm)
            return (outcome, 0)
        }
    }

    /// Makes the records of a call durable as the settings demand, and gives each operation its
    /// final result.
    func settle(
        _ pending: PendingOutcomes, _ batch: WriteBatch
    ) -> [Result<WriteOutcome, IndexError>] {
        var failure: IndexError?
        for _ in 0..<IndexLimits.durabilityRounds {
            if log.needsDiscard { undoUnwritten() }
            let failed = lock.withLock { batch.failures.count }
            guard let record = newestRecord(pending, batch) else { break }
            do {
                try reachDurability(record)
                failure = nil
            } catch {
                failure = error
            }
            if case .readOnly? = failure?.kind { break }
            // An undo between the two looks at the batch may have taken records back.
            if failure == nil, lock.withLock({ batch.failures.count }) == failed { break }
        }
        let failed = lock.withLock { batch.failures }
        if failed.isEmpty, failure == nil { return pending.results }
        return pending.results.indices.map { index in
            if let error = failed[index] { return .failure(error) }
            if let failure, pending.records[index] > 0 { return .failure(failure) }
            return pending.results[index]
        }
    }

    private func newestRecord(_ pending: PendingOutcomes, _ batch: WriteBatch) -> UInt64? {
        let failed = lock.withLock { batch.failures }
        let records = pending.records
        return records.indices.last { records[$0] > 0 && failed[$0] == nil }.map { records[$0] }
    }

    private func reachDurability(_ record: UInt64) throws(IndexError) {
        if lock.withLock({ state.tuning.isDurablePerRequest }) {
            try log.sync(through: record)
        } else {
            try log.write(through: record)
        }
    }

    /// Writes what is gathered; when that fails, undoes it.
    func writeLog() {
        do { try log.writeAll() } catch { undoUnwritten() }
    }

    private func count(
        _ results: [Result<WriteOutcome, IndexError>], _ operations: [WriteOperation],
        since start: UInt64
    ) {
        let spent = MonotonicClock.nanoseconds() &- start
        lock.withLock {
            state.statistics.indexNanoseconds &+= spent
            for result in results {
                switch result {
                case .failure: state.statistics.indexFailures += 1
                case .success(let outcome):
                    switch outcome.result {
                    case .created, .updated: state.statistics.indexed += 1
                    case .deleted, .notFound: state.statistics.deleted += 1
                    case .noop: state.statistics.noops += 1
                    }
                }
            }
        }
    }
}

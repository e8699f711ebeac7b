import Index
import JSON
import Primitives
import Schema

/// When a write becomes visible to searches.
package enum RefreshPolicy: Sendable {
    case none, now, wait
}

/// What became of one operation of a bulk request.
package enum BulkOutcome: Sendable {
    case done(DocumentOutcome)
    case failed(index: String, id: String, any Error)
}

extension Engine {
    // MARK: single documents

    /// Indexes or creates one document.
    package func write(
        _ request: DocumentRequest, isCreate: Bool, source: UnsafeRawBufferPointer,
        refresh: RefreshPolicy
    ) throws -> DocumentOutcome {
        try request.check(isCreate: isCreate)
        let entry = try indexForWriting(request.index, requiresAlias: request.requiresAlias)
        let id = request.id ?? AutomaticID.make()
        let kind: WriteOperation.Kind = isCreate || request.id == nil ? .create : .index
        var operation = try self.operation(kind, request, id: id)
        operation.source = source
        return try apply(operation, to: entry, refresh: refresh)
    }

    package func delete(
        _ request: DocumentRequest, refresh: RefreshPolicy
    ) throws -> DocumentOutcome {
        try request.check(isCreate: false)
        let isExternal = try request.versionKind() != .internal
        let entry: IndexEntry
        if isExternal {
            entry = try indexForWriting(request.index)
        } else {
            guard let found = try state.writeTarget(request.index) else {
                throw EngineError.notFound(request.index)
            }
            entry = found
        }
        let operation = try self.operation(.delete, request, id: request.id ?? "")
        return try apply(operation, to: entry, refresh: refresh)
    }

    /// - Parameter keepsSource: the outcome has the document's source, which is then read and
    ///   indexed again even where its numbers could be set in place.
    package func update(
        _ request: DocumentRequest, _ update: UpdateRequest, refresh: RefreshPolicy,
        keepsSource: Bool = true
    ) throws -> DocumentOutcome {
        try request.check(isCreate: false)
        let entry = try indexForWriting(request.index, requiresAlias: request.requiresAlias)
        let id = request.id ?? ""
        var result: [UInt8]?
        var operation = try self.operation(
            .update { stored in
                let decision = try update.decide(stored, id: id)
                result = stored?.source
                if case .index(let source) = decision { result = source }
                return decision
            }, request, id: id)
        if !keepsSource { operation.merge = update.merge }
        do {
            var outcome = try apply(operation, to: entry, refresh: refresh)
            outcome.source = result
            return outcome
        } catch let error as EngineError where error.isConflict {
            guard try serving(entry).get(id: id) == nil else { throw error }
            throw EngineError(.documentMissing(id: id), index: entry.name, uuid: entry.uuid)
        }
    }

    private func operation(
        _ kind: WriteOperation.Kind, _ request: DocumentRequest, id: String
    ) throws(EngineError) -> WriteOperation {
        WriteOperation(
            kind, id: id, routing: request.routing, version: request.version,
            versionType: try request.versionKind(), ifSequenceNumber: request.ifSequenceNumber,
            ifPrimaryTerm: request.ifPrimaryTerm)
    }

    private func apply(
        _ operation: WriteOperation, to entry: IndexEntry, refresh: RefreshPolicy
    ) throws -> DocumentOutcome {
        let index = try openForWriting(entry)
        guard let result = index.apply([operation]).first else {
            throw EngineError(.storage("an operation without an outcome"))
        }
        let outcome: WriteOutcome
        do { outcome = try result.get() } catch { throw fault(error, in: entry) }
        do { try make(refresh, index, outcome.sequenceNumber) } catch {
            throw fault(error, in: entry)
        }
        return DocumentOutcome(
            index: entry.name, id: operation.id, outcome: outcome,
            replicaCount: entry.replicaCount, forcedRefresh: refresh == .now)
    }

    /// - Parameter sequenceNumber: of the last operation that has to be visible.
    func make(_ refresh: RefreshPolicy, _ index: LiveIndex, _ sequenceNumber: Int64) throws {
        switch refresh {
        case .none: break
        case .now: try index.refresh()
        case .wait: try index.waitForRefresh(of: sequenceNumber)
        }
    }

    /// An index's own error with its name; the engine's errors pass as they are.
    func fault(_ error: any Error, in entry: IndexEntry) -> any Error {
        if error is EngineError { return error }
        return EngineError(.inIndex(error), index: entry.name, uuid: entry.uuid)
    }

    // MARK: states of an index

    func openForWriting(_ entry: IndexEntry) throws(EngineError) -> LiveIndex {
        try checkBlocks(
            entry, ["blocks.write", "blocks.read_only", "blocks.read_only_allow_delete"])
        return try serving(entry)
    }

    func openForReading(_ entry: IndexEntry) throws(EngineError) -> LiveIndex {
        if entry.settings.blocksReading { try checkBlocks(entry, ["blocks.read"]) }
        return try serving(entry)
    }

    func serving(_ entry: IndexEntry) throws(EngineError) -> LiveIndex {
        guard let index = entry.index else {
            throw EngineError(.indexClosed, index: entry.name, uuid: entry.uuid)
        }
        return index
    }

    private func checkBlocks(_ entry: IndexEntry, _ keys: [String]) throws(EngineError) {
        for key in keys where entry.settings.flag(key) {
            throw EngineError(.blocked(Self.blockText(key)), index: entry.name, uuid: entry.uuid)
        }
    }

    private static func blockText(_ key: String) -> String {
        switch key {
        case "blocks.write": "FORBIDDEN/8/index write (api)"
        case "blocks.read": "FORBIDDEN/7/index read (api)"
        case "blocks.metadata": "FORBIDDEN/9/index metadata (api)"
        case "blocks.read_only": "FORBIDDEN/5/index read-only (api)"
        default: "TOO_MANY_REQUESTS/12/index read-only / allow delete (api)"
        }
    }

    // MARK: reading

    /// One document as it is now, or at the last refresh when `realtime` is false.
    package func get(
        _ index: String, _ id: String, realtime: Bool = true, refresh: Bool = false
    ) throws -> (entry: IndexEntry, document: StoredDocument?) {
        let entry = try state.readTarget(index)
        let live = try openForReading(entry)
        do {
            if refresh { try live.refresh() }
            return (entry, try live.get(id: id, realtime: realtime))
        } catch {
            throw fault(error, in: entry)
        }
    }
}

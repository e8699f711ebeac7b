import Index
import JSON
import Primitives

extension Engine {
    /// Runs the operations of a bulk request: grouped by index, in the order given within each.
    /// - Returns: one outcome an item, in the items' order.
    package func bulk(
        _ items: [BulkItem], body: UnsafeRawBufferPointer, refresh: RefreshPolicy
    ) -> [BulkOutcome] {
        var outcomes = [BulkOutcome?](repeating: nil, count: items.count)
        var groups: [String: BulkGroup] = [:]
        var order: [String] = []
        let parser = JSONParser()
        for (position, item) in items.enumerated() {
            do {
                let entry = try target(of: item, known: groups)
                let operation = try operation(for: item, body: body, parser)
                if groups[entry.name] == nil {
                    order.append(entry.name)
                    groups[entry.name] = BulkGroup(entry: entry)
                }
                groups[entry.name]?.named.insert(item.index)
                groups[entry.name]?.add(operation, at: position)
            } catch {
                outcomes[position] = .failed(index: item.index, id: item.id ?? "", error)
            }
        }
        for name in order {
            guard let group = groups[name] else { continue }
            run(group, refresh: refresh, into: &outcomes)
        }
        return zip(outcomes, items).map { outcome, item in
            outcome
                ?? .failed(
                    index: item.index, id: item.id ?? "",
                    EngineError(.storage("an operation without an outcome")))
        }
    }

    /// The operations of one index, and where their outcomes go.
    private struct BulkGroup {
        let entry: IndexEntry
        /// Names the items used for the index.
        var named: Set<String> = []
        var operations: [BulkOperation] = []
        var positions: [Int] = []

        init(entry: IndexEntry) { self.entry = entry }

        mutating func add(_ operation: BulkOperation, at position: Int) {
            operations.append(operation)
            positions.append(position)
        }
    }

    /// An operation, and the source an update leaves behind.
    private struct BulkOperation {
        var operation: WriteOperation
        var result: UpdateResult?
    }

    private final class UpdateResult {
        var source: [UInt8]?
    }

    private func target(of item: BulkItem, known: [String: BulkGroup]) throws -> IndexEntry {
        let mustBeAlias = item.requiresAlias == true
        if !mustBeAlias, let group = known[item.index], group.named.contains(item.index) {
            return group.entry
        }
        if item.action == .delete, item.versionType == nil || item.versionType == "internal" {
            guard let entry = try state.writeTarget(item.index) else {
                throw EngineError.notFound(item.index)
            }
            return entry
        }
        return try indexForWriting(item.index, requiresAlias: mustBeAlias)
    }

    private func operation(
        for item: BulkItem, body: UnsafeRawBufferPointer, _ parser: JSONParser
    ) throws -> BulkOperation {
        var request = DocumentRequest(index: item.index, id: item.id)
        request.version = item.version
        request.versionType = item.versionType
        request.ifSequenceNumber = item.ifSequenceNumber
        request.ifPrimaryTerm = item.ifPrimaryTerm
        try request.check(isCreate: item.action == .create)
        let id = item.id ?? AutomaticID.make()
        let source = UnsafeRawBufferPointer(rebasing: body[item.source])
        var result: UpdateResult?
        var merge: WriteOperation.Merge?
        let kind: WriteOperation.Kind
        switch item.action {
        case .index: kind = item.id == nil ? .create : .index
        case .create: kind = .create
        case .delete: kind = .delete
        case .update:
            let kept = UpdateResult()
            result = kept
            let request = try UpdateRequest(try parser.parse(source))
            let isShown = request.returnsSource ?? item.returnsSource
            let keepsSource = isShown.map { $0.boolean != false } ?? false
            kind = update(request, id: id, keeping: keepsSource ? kept : nil)
            if !keepsSource { merge = request.merge }
        }
        var operation = WriteOperation(
            kind, id: id, routing: item.routing, version: item.version,
            versionType: try request.versionKind(), ifSequenceNumber: item.ifSequenceNumber,
            ifPrimaryTerm: item.ifPrimaryTerm)
        operation.merge = merge
        if item.action == .index || item.action == .create { operation.source = source }
        return BulkOperation(operation: operation, result: result)
    }

    private func update(
        _ update: UpdateRequest, id: String, keeping result: UpdateResult?
    ) -> WriteOperation.Kind {
        .update { stored in
            let decision = try update.decide(stored, id: id)
            if let result {
                result.source = stored?.source
                if case .index(let bytes) = decision { result.source = bytes }
            }
            return decision
        }
    }

    private func run(
        _ group: BulkGroup, refresh: RefreshPolicy, into outcomes: inout [BulkOutcome?]
    ) {
        let entry = group.entry
        do {
            let index = try openForWriting(entry)
            let results = index.apply(group.operations.map(\.operation))
            var last: Int64 = -1
            for (offset, result) in results.enumerated() {
                if case .success(let done) = result { last = max(last, done.sequenceNumber) }
                let operation = group.operations[offset]
                outcomes[group.positions[offset]] = outcome(of: result, operation, entry, refresh)
            }
            try make(refresh, index, last)
        } catch {
            for (offset, position) in group.positions.enumerated() where outcomes[position] == nil {
                outcomes[position] = .failed(
                    index: entry.name, id: group.operations[offset].operation.id,
                    fault(error, in: entry))
            }
        }
    }

    private func outcome(
        of result: Result<WriteOutcome, IndexError>, _ operation: BulkOperation,
        _ entry: IndexEntry,
        _ refresh: RefreshPolicy
    ) -> BulkOutcome {
        switch result {
        case .success(let done):
            var outcome = DocumentOutcome(
                index: entry.name, id: operation.operation.id, outcome: done,
                replicaCount: entry.replicaCount, forcedRefresh: refresh == .now)
            outcome.source = operation.result?.source
            return .done(outcome)
        case .failure(let error):
            return .failed(index: entry.name, id: operation.operation.id, fault(error, in: entry))
        }
    }
}

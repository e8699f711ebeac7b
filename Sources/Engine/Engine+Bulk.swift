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
        var groups: [BulkGroup] = []
        let parser = JSONParser()
        for position in items.indices {
            do {
                let group = try group(of: items[position], among: &groups, items.count)
                try add(items[position], at: position, to: group, body: body, parser)
            } catch {
                let item = items[position]
                outcomes[position] = .failed(index: item.index, id: item.id ?? "", error)
            }
        }
        // Nearly always: one index, and nothing refused.
        if let only = groups.first, only.operations.count == items.count {
            return run(only, refresh: refresh)
        }
        for group in groups where !group.operations.isEmpty {
            for (outcome, position) in zip(run(group, refresh: refresh), group.positions) {
                outcomes[position] = outcome
            }
        }
        return outcomes.indices.map { position in
            if let outcome = outcomes[position] { return outcome }
            return .failed(
                index: items[position].index, id: items[position].id ?? "",
                EngineError(.storage("an operation without an outcome")))
        }
    }

    /// The operations of one index, and where their outcomes go.
    private final class BulkGroup {
        let entry: IndexEntry
        /// Names the items used for the index.
        var named: [String] = []
        var operations: [WriteOperation] = []
        var positions: [Int] = []
        /// Sources that updates leave behind, by place among the operations.
        var updates: [Int: UpdateResult] = [:]

        init(entry: IndexEntry) { self.entry = entry }
    }

    private final class UpdateResult {
        var source: [UInt8]?
    }

    /// The group of an item's index, made with room for `room` operations when there is none.
    private func group(
        of item: BulkItem, among groups: inout [BulkGroup], _ room: Int
    ) throws -> BulkGroup {
        if item.requiresAlias != true {
            for group in groups where group.named.contains(item.index) { return group }
        }
        let entry = try target(of: item)
        let known = groups.first { $0.entry.name == entry.name }
        let group = known ?? BulkGroup(entry: entry)
        if !group.named.contains(item.index) { group.named.append(item.index) }
        guard known == nil else { return group }
        if groups.isEmpty {
            group.operations.reserveCapacity(room)
            group.positions.reserveCapacity(room)
        }
        groups.append(group)
        return group
    }

    private func target(of item: BulkItem) throws -> IndexEntry {
        let mustBeAlias = item.requiresAlias == true
        if item.action == .delete, item.versionType == nil || item.versionType == "internal" {
            guard let entry = try state.writeTarget(item.index) else {
                throw EngineError.notFound(item.index)
            }
            return entry
        }
        return try indexForWriting(item.index, requiresAlias: mustBeAlias)
    }

    private func add(
        _ item: BulkItem, at position: Int, to group: BulkGroup, body: UnsafeRawBufferPointer,
        _ parser: JSONParser
    ) throws {
        let versionType = try versionType(of: item)
        let id = item.id ?? AutomaticID.make()
        let source = UnsafeRawBufferPointer(rebasing: body[item.source])
        var merge: WriteOperation.Merge?
        let kind: WriteOperation.Kind
        switch item.action {
        case .index: kind = item.id == nil ? .create : .index
        case .create: kind = .create
        case .delete: kind = .delete
        case .update:
            let kept = UpdateResult()
            group.updates[group.operations.count] = kept
            let request = try UpdateRequest(try parser.parse(source))
            let isShown = request.returnsSource ?? item.returnsSource
            let keepsSource = isShown.map { $0.boolean != false } ?? false
            kind = update(request, id: id, keeping: keepsSource ? kept : nil)
            if !keepsSource { merge = request.merge }
        }
        var operation = WriteOperation(
            kind, id: id, routing: item.routing, version: item.version, versionType: versionType,
            ifSequenceNumber: item.ifSequenceNumber, ifPrimaryTerm: item.ifPrimaryTerm)
        operation.merge = merge
        if item.action == .index || item.action == .create { operation.source = source }
        group.operations.append(operation)
        group.positions.append(position)
    }

    private func versionType(of item: BulkItem) throws -> WriteOperation.VersionType {
        let isPlain =
            item.version == nil && item.versionType == nil && item.ifSequenceNumber == nil
            && item.ifPrimaryTerm == nil
        if isPlain, let id = item.id, (1...EngineLimits.idBytes).contains(id.utf8.count) {
            return .internal
        }
        var request = DocumentRequest(index: item.index, id: item.id)
        request.version = item.version
        request.versionType = item.versionType
        request.ifSequenceNumber = item.ifSequenceNumber
        request.ifPrimaryTerm = item.ifPrimaryTerm
        try request.check(isCreate: item.action == .create)
        return try request.versionKind()
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

    /// - Returns: one outcome an operation, in the operations' order.
    private func run(_ group: BulkGroup, refresh: RefreshPolicy) -> [BulkOutcome] {
        do {
            let index = try openForWriting(group.entry)
            let results = index.apply(group.operations)
            var last: Int64 = -1
            for case .success(let done) in results { last = max(last, done.sequenceNumber) }
            let outcomes = results.indices.map { outcome(of: results[$0], $0, group, refresh) }
            // The operations themselves are done, visible or not.
            try? make(refresh, index, last)
            return outcomes
        } catch {
            return group.operations.map {
                .failed(index: group.entry.name, id: $0.id, fault(error, in: group.entry))
            }
        }
    }

    private func outcome(
        of result: Result<WriteOutcome, IndexError>, _ place: Int, _ group: BulkGroup,
        _ refresh: RefreshPolicy
    ) -> BulkOutcome {
        let entry = group.entry
        let id = group.operations[place].id
        switch result {
        case .success(let done):
            var outcome = DocumentOutcome(
                index: entry.name, id: id, outcome: done, replicaCount: entry.replicaCount,
                forcedRefresh: refresh == .now)
            if !group.updates.isEmpty { outcome.source = group.updates[place]?.source }
            return .done(outcome)
        case .failure(let error):
            return .failed(index: entry.name, id: id, fault(error, in: entry))
        }
    }
}

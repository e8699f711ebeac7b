import Index
import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments

/// What a delete or update by query asks beside its query.
package struct ByQueryRequest: Sendable {
    package enum Action: Sendable {
        case delete
        /// Indexes each document again as it is, which takes up changes of the mapping.
        case reindexInPlace
    }

    package var action: Action
    package var query: SearchRequest
    package var maxDocuments: Int?
    package var batchSize = EngineLimits.byQueryBatch
    /// A conflict counts and is passed over; else it ends the request.
    package var proceedsOnConflicts = false
    package var refresh = false

    package init(_ action: Action, _ query: SearchRequest) {
        self.action = action
        self.query = query
    }
}

package struct ByQueryOutcome: Sendable {
    package struct Failure: Sendable {
        package let index: String
        package let id: String
        package let error: any Error
    }

    package var total = 0
    package var deleted = 0
    package var updated = 0
    package var batches = 0
    package var conflicts = 0
    package var noops = 0
    package var failures: [Failure] = []
    /// Unit: milliseconds.
    package var took = 0

    package init() {}
}

extension Engine {
    /// Changes every document a query matches at the moment it starts, each only if it has not been
    /// changed since.
    package func byQuery(
        _ expression: IndexExpression, _ options: IndicesOptions, _ request: ByQueryRequest
    ) throws -> ByQueryOutcome {
        let began = MonotonicClock.nanoseconds()
        var outcome = ByQueryOutcome()
        let targets = try targets(of: expression, options)
        var left = request.maxDocuments ?? .max
        for target in targets where left > 0 {
            _ = try openForWriting(target.entry)
            let matches = try documents(matching: request.query, in: target, limit: left)
            left -= matches.count
            outcome.total += matches.count
            var run = ByQueryRun(request: request, target: target, engine: self)
            try run.work(through: matches, into: &outcome)
            if run.isStopped { break }
        }
        if request.refresh {
            for target in targets { try refresh(target.entry) }
        }
        outcome.took = Int((MonotonicClock.nanoseconds() - began) / 1_000_000)
        return outcome
    }

    private func documents(
        matching request: SearchRequest, in target: SearchTarget, limit: Int
    ) throws -> [DocumentPlace] {
        let context = PlanContext(
            mapping: target.mapping, settings: target.entry.settings,
            now: WallClock.milliseconds(), indexName: target.entry.name)
        context.readTerms = termsReader()
        do {
            let plan = try planned(context) { try request.plan(context) }
            let query = try filtered(plan.query, on: target)
            let search = SearchContext(
                snapshot: target.snapshot, similarity: context.similarity(of:),
                deadline: Deadline(millisecondsFromNow: EngineLimits.searchDeadline))
            var places: [DocumentPlace] = []
            for set in try SearchExecution.docSets(query, context: search) {
                set.forEachBlock { docs, count in
                    for index in 0..<min(count, limit - places.count) {
                        places.append(DocumentPlace(leaf: set.leaf.index, doc: docs[index]))
                    }
                }
            }
            return places
        } catch {
            throw searchFault(error, in: target.entry)
        }
    }
}

/// One index of a by-query request, worked through batch by batch.
private struct ByQueryRun {
    let request: ByQueryRequest
    let target: SearchTarget
    let engine: Engine
    private(set) var isStopped = false
    private let reader: CurrentSource

    init(request: ByQueryRequest, target: SearchTarget, engine: Engine) {
        self.request = request
        self.target = target
        self.engine = engine
        reader = CurrentSource(target.mapping)
    }

    mutating func work(
        through places: [DocumentPlace], into outcome: inout ByQueryOutcome
    ) throws {
        var at = 0
        while at < places.count, !isStopped {
            let batch = places[at..<min(places.count, at + request.batchSize)]
            at += batch.count
            outcome.batches += 1
            try work(batch, into: &outcome)
        }
    }

    private mutating func work(
        _ batch: ArraySlice<DocumentPlace>, into outcome: inout ByQueryOutcome
    ) throws {
        let sources = ByteWriter(capacity: 64 * batch.count)
        var described: [(id: String, number: Int64, routing: String?, source: Range<Int>)] = []
        for place in batch { described.append(try describe(place, into: sources)) }
        let operations = described.map { document in
            WriteOperation(
                request.action == .delete ? .delete : .index, id: document.id,
                source: UnsafeRawBufferPointer(rebasing: sources.bytes[document.source]),
                routing: document.routing, ifSequenceNumber: document.number, ifPrimaryTerm: 1)
        }
        let index = try engine.openForWriting(target.entry)
        for (operation, result) in zip(operations, index.apply(operations)) {
            count(result, of: operation, into: &outcome)
        }
    }

    private func describe(
        _ place: DocumentPlace, into sources: ByteWriter
    ) throws -> (id: String, number: Int64, routing: String?, source: Range<Int>) {
        let view = target.snapshot.views[place.leaf]
        let id = ByteWriter(capacity: 64)
        try view.reader.appendID(of: place.doc, to: id)
        let numbers = try view.numericColumn(ReservedField.sequenceNumber)
        let number = numbers.flatMap { column in
            column.hasValue(place.doc)
                ? column.value(at: column.valueRange(place.doc).lowerBound) : nil
        }
        let start = sources.count
        var routing: String?
        if request.action == .reindexInPlace {
            try reader.append(place.doc, of: view, to: sources)
            routing = try routingText(of: place, view)
        }
        return (
            String(decoding: id.bytes, as: UTF8.self), number ?? 0, routing, start..<sources.count
        )
    }

    private func routingText(of place: DocumentPlace, _ view: SegmentView) throws -> String? {
        guard let column = try view.ordinalColumn(ReservedField.routing),
            let at = column.valueRange(place.doc).first
        else { return nil }
        let ordinal = column.ordinal(at: at)
        guard Int(ordinal) < column.ordinalCount else { return nil }
        let text = ByteWriter(capacity: 64)
        try column.term(ordinal, into: text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    private mutating func count(
        _ result: Result<WriteOutcome, IndexError>, of operation: WriteOperation,
        into outcome: inout ByQueryOutcome
    ) {
        switch result {
        case .success(let done):
            switch done.result {
            case .deleted: outcome.deleted += 1
            case .updated, .created: outcome.updated += 1
            case .noop, .notFound: outcome.noops += 1
            }
        case .failure(let error):
            if case .versionConflict = error.kind {
                outcome.conflicts += 1
                if request.proceedsOnConflicts { return }
            }
            isStopped = true
            outcome.failures.append(
                .init(
                    index: target.entry.name, id: operation.id,
                    error: engine.fault(error, in: target.entry)))
        }
    }
}

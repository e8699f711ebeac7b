import Index
import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments

extension Engine {
    /// One search of the indices an expression reaches, as they are now.
    package func search(
        _ expression: IndexExpression, _ options: IndicesOptions, _ request: SearchRequest
    ) throws -> SearchOutcome {
        try checkBoosts(request, options)
        let targets = try targets(of: expression, options)
        return try SearchRunner(engine: self, request: request, targets: targets).run()
    }

    /// A boost of an index that does not exist is as wrong as searching it.
    private func checkBoosts(
        _ request: SearchRequest, _ options: IndicesOptions
    ) throws(EngineError) {
        if request.indicesBoost.isEmpty || options.ignoresUnavailable { return }
        let state = self.state
        for boost in request.indicesBoost where !NamePattern.isPattern(boost.pattern) {
            if state.indices[boost.pattern] == nil, !state.isAlias(boost.pattern) {
                throw EngineError.notFound(boost.pattern)
            }
        }
    }

    // MARK: scroll

    /// The first page of a scroll.
    package func beginScroll(
        _ expression: IndexExpression, _ options: IndicesOptions, _ request: SearchRequest,
        keepAlive: Int
    ) throws -> (outcome: SearchOutcome, id: String) {
        try check(keepAlive: keepAlive)
        if request.size == 0 {
            throw EngineError(.validation(["[size] cannot be [0] in a scroll context"]))
        }
        if request.from > 0 {
            throw EngineError(.validation(["using [from] is not allowed in a scroll context"]))
        }
        if request.searchAfter != nil {
            throw EngineError(
                .illegalArgument("`search_after` cannot be used in a scroll context."))
        }
        if request.collapse != nil {
            throw EngineError(.validation(["cannot use `collapse` in a scroll context"]))
        }
        if !request.rescores.isEmpty {
            throw EngineError(.validation(["using [rescore] is not allowed in a scroll context"]))
        }
        var request = request
        request.isScroll = true
        let targets = try targets(of: expression, options)
        var runner = SearchRunner(engine: self, request: request, targets: targets)
        runner.isResumable = true
        let outcome = try runner.run()
        var state = SearchContexts.ScrollState(
            request: request, positions: [], total: outcome.total, maxScore: outcome.maxScore)
        state.advance(past: outcome)
        let context = try contexts.open(
            targets, keepAlive: keepAlive, scroll: state, limit: contextLimit)
        for target in targets { figures.record(target.entry.uuid) { $0.scrolls += 1 } }
        return (outcome, context.id)
    }

    /// The next page of a scroll; total and best score are those of the first.
    package func scroll(_ id: String, keepAlive: Int?) throws -> SearchOutcome {
        if let keepAlive { try check(keepAlive: keepAlive) }
        let context = try contexts.use(id, keepAlive: keepAlive)
        guard var state = context.scroll else { throw EngineError(.searchContextMissing(id: id)) }
        var request = state.request
        request.aggregations = nil
        request.trackTotal = .none
        var runner = SearchRunner(engine: self, request: request, targets: context.targets)
        runner.isResumable = true
        var cursor = SearchCursor()
        cursor.positions = state.positions
        runner.cursor = cursor
        var outcome = try runner.run()
        state.advance(past: outcome)
        contexts.advance(id, to: state)
        outcome.total = state.total
        if outcome.maxScore == nil { outcome.maxScore = state.maxScore }
        return outcome
    }

    // MARK: points in time

    package func openPointInTime(
        _ expression: IndexExpression, _ options: IndicesOptions, keepAlive: Int
    ) throws -> SearchContexts.Context {
        try check(keepAlive: keepAlive)
        let targets = try targets(of: expression, options)
        for target in targets { figures.record(target.entry.uuid) { $0.pointsInTime += 1 } }
        return try contexts.open(targets, keepAlive: keepAlive, limit: contextLimit)
    }

    /// A search of a point in time. Ties are broken by document; a `search_after` may carry that
    /// document as a last value.
    package func search(
        pointInTime id: String, keepAlive: Int?, _ request: SearchRequest
    ) throws -> SearchOutcome {
        if let keepAlive { try check(keepAlive: keepAlive) }
        let context = try contexts.use(id, keepAlive: keepAlive)
        guard context.scroll == nil else { throw EngineError(.searchContextMissing(id: id)) }
        var request = request
        var cursor = SearchCursor()
        cursor.showsDocument = true
        if let values = request.searchAfter, values.count == request.sort.count + 1,
            let document = values.last?.integer
        {
            cursor.document = document
            request.searchAfter = Array(values.dropLast())
        }
        var runner = SearchRunner(engine: self, request: request, targets: context.targets)
        runner.isResumable = request.searchAfter == nil || cursor.document != nil
        runner.cursor = cursor
        return try runner.run()
    }

    private var contextLimit: Int {
        clusterSetting("search.max_open_scroll_context").flatMap { Int($0) }
            ?? EngineLimits.searchContexts
    }

    private func check(keepAlive: Int) throws(EngineError) {
        let setting = clusterSetting("search.max_keep_alive")
        let limit = setting.flatMap { TimeSpan.milliseconds($0) } ?? EngineLimits.contextKeepAlive
        guard keepAlive > limit else { return }
        throw .illegal(
            "Keep alive for request (\(SizeText.time(milliseconds: keepAlive))) is too "
                + "large. It must be "
                + "less than (\(setting ?? "1d")). This limit can be set by changing the "
                + "[search.max_keep_alive] cluster level setting.")
    }

    // MARK: counting and explaining

    package func count(
        _ expression: IndexExpression, _ options: IndicesOptions, _ request: SearchRequest
    ) throws -> (count: Int, targets: [SearchTarget]) {
        let targets = try targets(of: expression, options)
        var counting = request
        counting.size = 0
        counting.trackTotal = .exact
        let runner = SearchRunner(engine: self, request: counting, targets: targets)
        return (try runner.run().total?.count ?? 0, targets)
    }

    /// One document of one index, at the last refresh, and why a query gives it its score.
    package func explain(
        _ index: String, id: String, _ request: SearchRequest
    ) throws -> (entry: IndexEntry, document: StoredDocument?, explanation: Explanation?) {
        let state = self.state
        let entry = try state.readTarget(index)
        let target = try self.target(entry, via: [index])
        guard let place = try DocumentPlace.find(id, in: target.snapshot) else {
            return (entry, nil, nil)
        }
        let context = PlanContext(
            mapping: target.mapping, settings: entry.settings, now: WallClock.milliseconds(),
            indexName: entry.name)
        context.readTerms = termsReader()
        do {
            let plan = try planned(context) { try request.plan(context) }
            let query = try filtered(plan.query, on: target)
            let search = SearchContext(
                snapshot: target.snapshot, similarity: context.similarity(of:),
                deadline: Deadline(millisecondsFromNow: EngineLimits.searchDeadline))
            let explanation = try SearchExecution.explain(
                query, leaf: place.leaf, doc: place.doc, context: search)
            let document = try serving(entry).get(id: id, realtime: false)
            return (entry, document, explanation)
        } catch {
            throw searchFault(error, in: entry)
        }
    }

    /// Whether each index an expression reaches could run a query.
    package func validate(
        _ expression: IndexExpression, _ options: IndicesOptions, _ request: SearchRequest
    ) throws -> [(entry: IndexEntry, query: String?, error: (any Error)?)] {
        try targets(of: expression, options).map { target in
            let context = PlanContext(
                mapping: target.mapping, settings: target.entry.settings,
                now: WallClock.milliseconds(), indexName: target.entry.name)
            context.readTerms = termsReader()
            do {
                let plan = try planned(context) { try request.plan(context) }
                let query = try filtered(plan.query, on: target)
                return (target.entry, query.description, nil)
            } catch {
                return (target.entry, nil, error)
            }
        }
    }
}

/// Where a document lies in a snapshot.
package struct DocumentPlace {
    package let leaf: Int
    package let doc: DocID

    static func find(_ id: String, in snapshot: IndexSnapshot) throws -> DocumentPlace? {
        let bytes = ByteWriter(capacity: 64)
        bytes.write(id)
        for (leaf, view) in snapshot.views.enumerated().reversed() {
            guard let doc = try view.reader.find(id: bytes.bytes),
                view.liveDocs?.isLive(doc) ?? true
            else { continue }
            return DocumentPlace(leaf: leaf, doc: doc)
        }
        return nil
    }
}

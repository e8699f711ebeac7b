import Aggregations
import Fetch
import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments

/// Runs one search over pinned indices: plans and scores each, merges, aggregates, fetches.
///
/// One request, one thread.
struct SearchRunner {
    let engine: Engine
    let request: SearchRequest
    let targets: [SearchTarget]
    let deadline: Deadline
    /// Breaks ties by document, so that a later page can go on exactly after this one.
    var isResumable = false
    /// Set when this is a later page.
    var cursor: SearchCursor?

    init(engine: Engine, request: SearchRequest, targets: [SearchTarget]) {
        self.engine = engine
        self.request = request
        self.targets = targets
        deadline = Deadline(
            millisecondsFromNow: min(
                request.timeoutMilliseconds ?? .max, EngineLimits.searchDeadline))
    }

    /// One target with its plan and the statistics its query runs on.
    final class Prepared {
        let target: SearchTarget
        let plan: SearchPlan
        let query: any Query
        let sort: [SortKey]
        let context: SearchContext

        init(
            target: SearchTarget, plan: SearchPlan, query: any Query, sort: [SortKey],
            context: SearchContext
        ) {
            self.target = target
            self.plan = plan
            self.query = query
            self.sort = sort
            self.context = context
        }
    }

    /// What fetching keeps of a target that has hits.
    private struct Page {
        let writer: HitWriter
        let named: [(name: String, sets: [DocSet])]

        /// The named queries that a hit matches.
        func names(of hit: TopDocs.Hit) -> [String] {
            named.filter { entry in
                entry.sets.contains { $0.leaf.index == hit.leaf && $0.contains(hit.doc) }
            }.map(\.name)
        }
    }

    func run() throws -> SearchOutcome {
        let began = MonotonicClock.nanoseconds()
        var outcome = SearchOutcome(targets: targets)
        let prepared = try targets.map(prepare)
        var matches: [[DocSet]] = []
        if prepared.contains(where: { $0.plan.aggregations != nil }) {
            matches = try prepared.map { each in
                try inShard(each.target) {
                    try SearchExecution.docSets(each.query, context: each.context)
                }
            }
            try aggregate(prepared, matches, into: &outcome)
        }
        let aggregated = MonotonicClock.nanoseconds()
        let known = isCounted(matches) ? total(of: matches) : nil
        if known == nil || request.size > 0 || request.from > 0 {
            try search(prepared, known == nil ? nil : matches, into: &outcome)
        }
        if let known { outcome.total = known }
        if request.profile {
            outcome.profile = try profile(
                prepared,
                SearchProfile.Times(
                    aggregating: matches.isEmpty ? 0 : aggregated - began,
                    collecting: MonotonicClock.nanoseconds() - aggregated))
        }
        outcome.took = Int((MonotonicClock.nanoseconds() - began) / 1_000_000)
        record(since: began)
        return outcome
    }

    private func profile(
        _ prepared: [Prepared], _ times: SearchProfile.Times
    ) throws -> ByteWriter {
        try SearchProfile(node: engine.identity.name, times: times).write(
            prepared.map { each in
                try inShard(each.target) {
                    (each.target.entry.name, try QueryProfile(each.query, context: each.context))
                }
            })
    }

    private func record(since began: UInt64) {
        let spent = (MonotonicClock.nanoseconds() - began) / UInt64(max(1, targets.count))
        let groups = request.statisticGroups
        for target in targets {
            engine.figures.record(target.entry.uuid) { figures in
                figures.queries += 1
                figures.queryNanoseconds &+= spent
                if request.size > 0 { figures.fetches += 1 }
                for group in groups { figures.groups[group, default: 0] += 1 }
            }
        }
    }

    // MARK: planning

    private func prepare(_ target: SearchTarget) throws -> Prepared {
        let context = PlanContext(
            mapping: target.mapping, settings: target.entry.settings,
            now: WallClock.milliseconds(), indexName: target.entry.name,
            // Asked for by boosts alone.
            aliases: request.indicesBoost.isEmpty ? [] : target.entry.aliases.keys.sorted())
        context.readTerms = engine.termsReader()
        return try inShard(target) {
            let plan = try engine.planned(context) { try request.plan(context) }
            let query = try engine.filtered(plan.query, on: target)
            return Prepared(
                target: target, plan: plan, query: query, sort: sortKeys(of: plan),
                context: SearchContext(
                    snapshot: target.snapshot, similarity: context.similarity(of:),
                    deadline: deadline))
        }
    }

    private func sortKeys(of plan: SearchPlan) -> [SortKey] {
        guard isResumable else { return plan.sortKeys }
        let keys = plan.sortKeys.isEmpty ? [SortKey(.score, descending: true)] : plan.sortKeys
        if keys.contains(where: { $0.kind == .document }) { return keys }
        return keys + [SortKey(.document)]
    }

    /// Faults that lie in the index are reported as of its shard.
    func inShard<Result>(_ target: SearchTarget, _ body: () throws -> Result) throws
        -> Result
    {
        do { return try body() } catch {
            throw engine.searchFault(error, in: target.entry)
        }
    }

    // MARK: hits

    /// Whether the sets of matches already say all that is asked.
    private func isCounted(_ matches: [[DocSet]]) -> Bool {
        !matches.isEmpty && request.postFilter == nil && request.minScore == nil
            && request.terminateAfter == nil
    }

    private func total(of matches: [[DocSet]]) -> SearchOutcome.Total? {
        let count = matches.joined().reduce(0) { $0 + $1.count }
        return total(count, isExact: true)
    }

    func total(_ count: Int, isExact: Bool) -> SearchOutcome.Total? {
        switch request.trackTotal {
        case .none: nil
        case .exact: .init(count: count, isExact: isExact)
        case .upTo(let limit) where count > limit: .init(count: limit, isExact: false)
        case .upTo: .init(count: count, isExact: isExact)
        }
    }

    /// - Parameter matches: of each target, when they are known and so need no counting.
    private func search(
        _ prepared: [Prepared], _ matches: [[DocSet]]?, into outcome: inout SearchOutcome
    ) throws {
        if request.collapse != nil { return try collapse(prepared, into: &outcome) }
        var pages: [TopDocs] = []
        let skipped = skipsBeforehand(prepared) ? request.from : 0
        for (place, each) in prepared.enumerated() {
            pages.append(
                try inShard(each.target) {
                    try page(of: each, at: place, skipping: skipped, matches?[place])
                })
        }
        let count = pages.reduce(0) { $0 + $1.totalHits }
        outcome.total = total(count, isExact: pages.allSatisfy { $0.relation == .equal })
        if request.terminateAfter != nil {
            outcome.terminatedEarly = pages.contains { $0.terminatedEarly }
        }
        let isScored = showsScores(prepared.first?.sort ?? [])
        if isScored.maximum { outcome.maxScore = pages.compactMap(\.maxScore).max() }
        let best = merged(pages, prepared)
        if isResumable {
            outcome.lastHits = Array(repeating: nil, count: prepared.count)
            for hit in best { outcome.lastHits[hit.target] = hit.hit }
        }
        try fetch(best, prepared, showsScore: isScored.each, into: &outcome)
    }

    private func merged(_ pages: [TopDocs], _ prepared: [Prepared]) -> [TargetHit] {
        let from = skipsBeforehand(prepared) ? 0 : request.from
        if pages.count == 1 {
            return pages[0].hits.dropFirst(from).prefix(request.size).map {
                TargetHit(target: 0, hit: $0)
            }
        }
        return HitMerge.merge(
            pages.map(\.hits), sorts: prepared.map(\.sort),
            outputs: prepared.map { $0.plan.sort.map(\.output) }, from: from, size: request.size)
    }

    /// Whether the hits before the page need not leave the search: nobody reorders them.
    private func skipsBeforehand(_ prepared: [Prepared]) -> Bool {
        prepared.count == 1 && prepared[0].plan.rescorings.isEmpty
    }

    private func page(
        of each: Prepared, at place: Int, skipping skipped: Int, _ matches: [DocSet]?
    ) throws -> TopDocs {
        let window = each.plan.rescorings.map(\.window).max() ?? 0
        let narrowed = matches.flatMap { (each.query as? BooleanQuery)?.narrowed(to: $0) }
        var page = try SearchExecution.topDocs(
            narrowed ?? each.query, postFilter: each.plan.postFilter, context: each.context,
            size: max(request.from + request.size, window), skipping: skipped, sort: each.sort,
            after: cursor?.after(for: place, each.plan) ?? each.plan.searchAfter,
            trackTotal: matches == nil ? each.plan.trackTotal : .none, minScore: request.minScore,
            trackScores: request.trackScores, terminateAfter: request.terminateAfter)
        for rescoring in each.plan.rescorings {
            page.hits = try rescoring.apply(to: page.hits, context: each.context)
            page.maxScore = page.hits.first?.score
        }
        return page
    }

    /// A sort by fields neither computes nor shows scores unless asked to.
    func showsScores(_ sort: [SortKey]) -> (each: Bool, maximum: Bool) {
        guard let first = sort.first else { return (true, true) }
        let isByScore = first.kind == .score && first.descending
        return (
            request.trackScores || sort.contains { $0.kind == .score },
            request.trackScores || isByScore
        )
    }

    /// - Parameter groups: of collapsed hits, in the order of the hits.
    func fetch(
        _ hits: [TargetHit], _ prepared: [Prepared], showsScore: Bool,
        groups: [JSONValue?]? = nil, into outcome: inout SearchOutcome
    ) throws {
        let writer = JSONWriter(outcome.hits)
        let shape = HitShape(request)
        var pages: [Page?] = Array(repeating: nil, count: prepared.count)
        writer.beginArray()
        for (place, hit) in hits.enumerated() {
            let each = prepared[hit.target]
            let page = try pages[hit.target] ?? makePage(each, shape)
            pages[hit.target] = page
            var extras = HitWriter.Extras(
                score: showsScore && !hit.hit.score.isNaN ? hit.hit.score : nil)
            if !each.sort.isEmpty { extras.sort = sortValues(of: hit, each) }
            if !page.named.isEmpty { extras.matchedQueries = page.names(of: hit.hit) }
            if request.explain {
                extras.explanation = try explanation(of: hit.hit, each)
            }
            if !each.plan.innerHits.isEmpty {
                extras.innerHits = try nestedHits(in: hit.hit, each, page.writer)
            }
            if let groups, let collapse = request.collapse {
                extras.collapsed = (collapse.field, groups[place] ?? .null)
                extras.innerHits += try groupHits(collapse, value: groups[place])
            }
            try page.writer.write(hit.hit, extras, to: writer)
        }
        writer.endArray()
        outcome.hitCount = hits.count
    }

    private func makePage(_ each: Prepared, _ shape: HitShape) throws -> Page {
        let page = try plainPage(each, shape)
        if !each.plan.highlights.isEmpty {
            let settings = each.target.entry.settings
            page.writer.highlighter = try Highlighter(
                each.plan.highlights, index: each.target.entry.name,
                mapping: each.target.mapping,
                longest: settings.integer("highlight.max_analyzed_offset") ?? 1_000_000,
                context: each.context)
        }
        return page
    }

    private func plainPage(_ each: Prepared, _ shape: HitShape) throws -> Page {
        Page(
            writer: HitWriter(
                index: each.target.entry.name, snapshot: each.target.snapshot,
                mapping: each.target.mapping, shape: shape),
            named: try namedMatches(each))
    }

    private func explanation(of hit: TopDocs.Hit, _ each: Prepared) throws -> Explanation {
        let first = try SearchExecution.explain(
            each.query, leaf: hit.leaf, doc: hit.doc, context: each.context)
        return try each.plan.rescorings.reduce(first) { explanation, rescoring in
            try rescoring.explain(
                explanation, leaf: hit.leaf, doc: hit.doc, context: each.context)
        }
    }

    private func sortValues(of hit: TargetHit, _ each: Prepared) -> [JSONValue] {
        var values = each.plan.json(hit.hit.sortValues)
        guard isResumable, cursor?.showsDocument == true, !each.plan.sort.isEmpty,
            each.sort.count > each.plan.sort.count, let last = hit.hit.sortValues.last,
            case .integer(let document) = last
        else { return values }
        values.append(.integer(SearchCursor.encode(target: hit.target, document: document)))
        return values
    }

    private func namedMatches(_ each: Prepared) throws -> [(name: String, sets: [DocSet])] {
        try each.plan.namedQueries.map {
            ($0.name, try SearchExecution.docSets($0.query, context: each.context))
        }
    }

    // MARK: aggregations

    private func aggregate(
        _ prepared: [Prepared], _ matches: [[DocSet]], into outcome: inout SearchOutcome
    ) throws {
        let plans = prepared.compactMap { $0.plan.aggregations }
        guard plans.count == prepared.count else { return }
        let limit = engine.clusterSetting("search.max_buckets").flatMap { Int($0) }
        let runtime = AggregationRuntime(
            responseBuckets: limit ?? AggregationLimits.responseBuckets, budget: engine.budget)
        let run = try AggregationRun(plans, runtime: runtime)
        for (place, each) in prepared.enumerated() {
            try inShard(each.target) {
                try run.collect(index: place, context: each.context, matches: matches[place])
            }
        }
        let bytes = ByteWriter(capacity: 1024)
        let writer = JSONWriter(bytes)
        writer.beginObject()
        try run.write(to: writer, typedKeys: request.typedKeys)
        writer.endObject()
        outcome.aggregations = bytes
    }
}

extension HitShape {
    /// What a request asks hits to show.
    init(_ request: SearchRequest) {
        self.init()
        let hidesAll = request.storedFields == ["_none_"]
        let isDefault = request.storedFields == nil
        if let filter = request.source {
            source =
                filter.isEnabled
                ? SourceProjection(includes: filter.includes, excludes: filter.excludes) : nil
        } else if isDefault || request.storedFields?.contains("_source") == true {
            source = .everything
        }
        showsID = !hidesAll
        if hidesAll { source = nil }
        showsVersion = request.version
        showsSequenceNumber = request.seqNoPrimaryTerm
        fields = request.fields.map { FetchedField(pattern: $0.field, format: $0.format) }
        docValueFields = request.docvalueFields.map {
            FetchedField(pattern: $0.field, format: $0.format)
        }
        storedFields = (request.storedFields ?? []).filter { $0 != "_none_" && $0 != "_source" }
    }
}

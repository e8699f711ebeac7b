import Fetch
import JSON
import Primitives
import QueryDSL
import Search

/// Collapsed hits: one for each value of a field, over all targets.
extension SearchRunner {
    func collapse(_ prepared: [Prepared], into outcome: inout SearchOutcome) throws {
        var pages: [[TopDocs.Hit]] = []
        var values: [Place: JSONValue] = [:]
        var count = 0
        var isExact = true
        for (target, each) in prepared.enumerated() {
            try inShard(each.target) {
                let groups = try self.groups(of: each, at: target)
                for group in groups {
                    values[Place(target, group.hit)] = each.plan.collapse?.json(group.value)
                }
                pages.append(groups.map(\.hit))
                let total = try SearchExecution.topDocs(
                    narrowed(each), context: each.context, size: 0,
                    trackTotal: each.plan.trackTotal)
                count += total.totalHits
                isExact = isExact && total.relation == .equal
            }
        }
        outcome.total = total(count, isExact: isExact)
        let isScored = showsScores(prepared.first?.sort ?? [])
        if isScored.maximum { outcome.maxScore = try bestScore(prepared) }
        let (hits, groups) = page(pages, values, prepared)
        outcome.lastHits = Array(repeating: nil, count: prepared.count)
        for hit in hits { outcome.lastHits[hit.target] = hit.hit }
        try fetch(
            hits, prepared, showsScore: isScored.each, groups: groups, into: &outcome)
    }

    /// Where a hit lies.
    private struct Place: Hashable {
        let target: Int
        let leaf: Int
        let doc: UInt32

        init(_ target: Int, _ hit: TopDocs.Hit) {
            self.target = target
            leaf = hit.leaf
            doc = hit.doc
        }
    }

    private func narrowed(_ each: Prepared) -> any Query {
        var query = each.query
        if let minScore = request.minScore {
            query = MinimumScoreQuery(query: query, minimumScore: minScore)
        }
        if let postFilter = each.plan.postFilter {
            query = BooleanQuery(must: [query], filter: [postFilter])
        }
        return query
    }

    private func groups(
        of each: Prepared, at place: Int
    ) throws -> [CollapsedSearch.Group] {
        guard let collapse = each.plan.collapse, request.from + request.size > 0 else { return [] }
        let after = cursor?.after(for: place, each.plan) ?? each.plan.searchAfter
        let search = CollapsedSearch(
            by: collapse.key, context: each.context, size: request.from + request.size,
            sort: each.sort, after: after)
        return try search.run(narrowed(each), trackScores: request.trackScores)
    }

    private func bestScore(_ prepared: [Prepared]) throws -> Float? {
        try prepared.compactMap { each in
            try SearchExecution.topDocs(
                narrowed(each), context: each.context, size: 1, trackTotal: .none
            ).maxScore
        }.max()
    }

    /// The page of merged groups; of one value in several targets the best hit stays.
    private func page(
        _ pages: [[TopDocs.Hit]], _ values: [Place: JSONValue], _ prepared: [Prepared]
    ) -> (hits: [TargetHit], groups: [JSONValue?]) {
        let merged = HitMerge.merge(
            pages, sorts: prepared.map(\.sort),
            outputs: prepared.map { $0.plan.sort.map(\.output) }, from: 0,
            size: pages.reduce(0) { $0 + $1.count })
        var seen: Set<String> = []
        var page: [(TargetHit, JSONValue?)] = []
        for hit in merged {
            let value = values[Place(hit.target, hit.hit)]
            if seen.insert(value?.serialized() ?? "null").inserted { page.append((hit, value)) }
        }
        let shown = page.dropFirst(request.from).prefix(request.size)
        return (shown.map(\.0), shown.map(\.1))
    }

    // MARK: hits within hits

    /// The hits of one group.
    func groupHits(
        _ collapse: CollapseSpec, value: JSONValue?
    ) throws -> [(name: String, content: ByteWriter)] {
        try collapse.innerHits.map { spec in
            let group = request.group(spec, field: collapse.field, value: value)
            let outcome = try SearchRunner(
                engine: engine, request: group, targets: targets
            ).run()
            return (spec.name ?? collapse.field, InnerHitsContent.write(outcome, request))
        }
    }

    /// The objects of nested queries in one hit.
    func nestedHits(
        in hit: TopDocs.Hit, _ each: Prepared, _ page: HitWriter
    ) throws -> [(name: String, content: ByteWriter)] {
        try each.plan.innerHits.map { inner in
            let found = try NestedHits(
                inner.query, spaces: inner.spaces, in: hit, context: each.context,
                from: inner.request.from, size: inner.request.size,
                sort: inner.sort.map(\.key))
            var outcome = SearchOutcome(targets: [])
            outcome.total = .init(count: found.total, isExact: true)
            outcome.maxScore = found.maxScore
            let writer = JSONWriter(outcome.hits)
            writer.beginArray()
            let shape = HitShape(inner.request)
            for object in found.hits {
                try page.write(
                    NestedHitContent(
                        object: object, path: inner.path, shape: shape,
                        sort: zip(object.sortValues, inner.sort).map { $1.output.json($0, $1.key) },
                        showsScore: found.maxScore != nil || inner.sort.isEmpty),
                    in: hit, to: writer)
            }
            writer.endArray()
            return (inner.name, InnerHitsContent.write(outcome, request))
        }
    }
}

/// `{"hits": {"total", "max_score", "hits"}}`
private enum InnerHitsContent {
    static func write(_ outcome: SearchOutcome, _ request: SearchRequest) -> ByteWriter {
        let content = ByteWriter(capacity: outcome.hits.count + 128)
        let writer = JSONWriter(content)
        writer.beginObject()
        writer.key("hits")
        writer.beginObject()
        let count = outcome.total?.count ?? 0
        if request.totalHitsAsInteger {
            writer.member("total", count)
        } else {
            writer.member(
                "total", ["value": .integer(Int64(count)), "relation": "eq"] as JSONValue)
        }
        writer.key("max_score")
        if let score = outcome.maxScore { writer.value(score) } else { writer.null() }
        writer.key("hits")
        if outcome.hits.count > 0 {
            writer.raw(outcome.hits.bytes)
        } else {
            writer.beginArray()
            writer.endArray()
        }
        writer.endObject()
        writer.endObject()
        return content
    }
}

import JSON
import Search

/// `{"bool": {"must": …, "filter": …, "should": …, "must_not": …}}`
struct BoolClause: QueryClause, PlannableClause {
    static let name = "bool"
    static let summary = "documents that fit several clauses together"
    static let parameters: [ClauseParameter] = [
        ClauseParameter(
            "adjust_pure_negative", "must_not alone matches all other documents", .acceptedOnly),
        ClauseParameter("filter", "clauses that must match and do not score"),
        ClauseParameter("minimum_should_match", "how many of `should` must match"),
        ClauseParameter("must", "clauses that must match"),
        ClauseParameter("must_not", "clauses that must not match"),
        ClauseParameter("should", "clauses that may match"),
    ]

    let must: [ClauseNode]
    let filter: [ClauseNode]
    let should: [ClauseNode]
    let mustNot: [ClauseNode]
    let minimum: MinimumShouldMatch?

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let known = parameters + [ClauseParameter("mustNot", "must_not")]
        let body = try ClauseBody(node, clause: name, known: known, place: place)
        if let flag = try body.flag("adjust_pure_negative"), !flag {
            throw body.fault("[bool] supports adjust_pure_negative [true] only")
        }
        let negative = try list("must_not", body, place) + list("mustNot", body, place)
        return try body.finish(
            Self(
                must: list("must", body, place), filter: list("filter", body, place),
                should: list("should", body, place), mustNot: negative,
                minimum: MatchOptions.minimum(body)))
    }

    private static func list(
        _ key: StaticString, _ body: ClauseBody, _ place: RequestPlace
    ) throws(RequestError) -> [ClauseNode] {
        guard let node = body.value(key) else { return [] }
        guard node.isObject || node.isArray else {
            throw body.fault("[bool] query does not support [\(key)]", at: node)
        }
        return try QueryParser.parseList(node, place.child(key.description))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let must = try Self.plan(must, context)
        let filter = try Self.plan(filter, context)
        let should = try Self.plan(should, context)
        let mustNot = try Self.plan(mustNot, context)
        if must.isEmpty, filter.isEmpty, should.isEmpty {
            guard !mustNot.isEmpty else { return MatchAllQuery() }
            return BooleanQuery(filter: [MatchAllQuery()], mustNot: mustNot)
        }
        return BooleanQuery(
            must: must, filter: filter, should: should, mustNot: mustNot,
            minimumShouldMatch: should.isEmpty ? nil : minimum?.demanded(of: should.count))
    }

    private static func plan(
        _ clauses: [ClauseNode], _ context: PlanContext
    ) throws(RequestError) -> [any Query] {
        var queries: [any Query] = []
        queries.reserveCapacity(clauses.count)
        for clause in clauses { queries.append(try clause.plan(context)) }
        return queries
    }
}

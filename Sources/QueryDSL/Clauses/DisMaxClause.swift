import JSON
import Search

/// `{"dis_max": {"queries": [{…}, {…}]}}`
struct DisMaxClause: QueryClause, PlannableClause {
    static let name = "dis_max"
    static let summary = "documents of any of several queries, scored by the best of them"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("queries", "the queries"),
        ClauseParameter("tie_breaker", "what the other queries' scores count; 0"),
    ]

    let queries: [ClauseNode]
    let tieBreaker: Float

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        guard let list = body.value("queries") else {
            throw body.fault("[dis_max] requires 'queries' field with at least one clause")
        }
        let queries = try QueryParser.parseList(list, place.child("queries"))
        guard !queries.isEmpty else {
            throw body.fault(
                "[dis_max] requires 'queries' field with at least one clause", at: list)
        }
        return try body.finish(
            Self(queries: queries, tieBreaker: try body.float("tie_breaker") ?? 0))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        var planned: [any Query] = []
        for query in queries { planned.append(try query.plan(context)) }
        return DisjunctionMaxQuery(queries: planned, tieBreaker: tieBreaker)
    }
}

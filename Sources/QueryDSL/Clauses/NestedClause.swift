import JSON
import Schema
import Search

/// `{"nested": {"path": "variants", "query": {…}}}`
struct NestedClause: QueryClause, PlannableClause {
    static let name = "nested"
    static let summary = "documents with nested objects that another query matches"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("ignore_unmapped", "no matches, rather than a fault, without the path"),
        ClauseParameter("inner_hits", "shows the objects that match beside each hit"),
        ClauseParameter("path", "of the nested objects"),
        ClauseParameter("query", "what an object has to match"),
        ClauseParameter("score_mode", "how the objects' scores become one; avg"),
    ]

    let path: String
    let query: ClauseNode
    let scoreMode: NestedQuery.ScoreMode
    let ignoresUnmapped: Bool
    let innerHits: InnerHitsSpec?

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        guard let path = try body.text("path") else {
            throw body.fault("[nested] requires 'path' field")
        }
        guard let query = body.value("query") else {
            throw body.fault("[nested] requires 'query' field")
        }
        var mode = NestedQuery.ScoreMode.avg
        if let text = try body.text("score_mode") {
            guard let given = NestedQuery.ScoreMode(rawValue: text) else {
                throw body.illegal(
                    "No score mode for child query [\(text)] found", at: body.value("score_mode"))
            }
            mode = given
        }
        let innerHits = try body.value("inner_hits").map { node throws(RequestError) in
            try InnerHitsSpec(node, place.child("inner_hits"), allowsCollapse: false)
        }
        return try body.finish(
            Self(
                path: path, query: try QueryParser.parse(query, place.child("query")),
                scoreMode: mode, ignoresUnmapped: body.flag("ignore_unmapped") ?? false,
                innerHits: innerHits))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        guard context.mapping.nestedSpace(path) != nil else {
            if ignoresUnmapped { return MatchNoneQuery(reason: "unmapped nested path [\(path)]") }
            throw RequestError(
                .queryShard,
                "failed to create query: [nested] failed to find nested object under path "
                    + "[\(path)]",
                cause: .init(
                    type: "illegal_state_exception",
                    reason: "[nested] failed to find nested object under path [\(path)]"))
        }
        let outer = context.nestedPath
        guard let spaces = context.mapping.spaces(from: outer, to: path) else {
            return MatchNoneQuery(reason: "[\(path)] is not inside [\(outer ?? "")]")
        }
        let scope = PlanContext.NestedScope(
            path: path, spaces: spaces, hasInnerHits: innerHits != nil)
        let inner = try context.within(scope) { context throws(RequestError) in
            try query.plan(context)
        }
        if let innerHits { try context.add(innerHits, path: path, query: inner) }
        return NestedQuery(spaces: spaces, path: path, query: inner, scoreMode: scoreMode)
    }
}

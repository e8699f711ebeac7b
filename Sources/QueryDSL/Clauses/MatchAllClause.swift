import JSON
import Search

/// `{"match_all": {}}`
struct MatchAllClause: QueryClause, PlannableClause {
    static let name = "match_all"
    static let summary = "every document, with score 1"
    static let parameters: [ClauseParameter] = []

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        try ClauseBody(node, clause: name, known: parameters, place: place).finish(Self())
    }

    func plan(_ context: PlanContext) -> any Query { MatchAllQuery() }
}

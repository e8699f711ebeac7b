import JSON
import Search

/// `{"match_none": {}}`
struct MatchNoneClause: QueryClause, PlannableClause {
    static let name = "match_none"
    static let summary = "no document"
    static let parameters: [ClauseParameter] = []

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        try ClauseBody(node, clause: name, known: parameters, place: place).finish(Self())
    }

    func plan(_ context: PlanContext) -> any Query {
        MatchNoneQuery(reason: "User requested \"match_none\" query.")
    }
}

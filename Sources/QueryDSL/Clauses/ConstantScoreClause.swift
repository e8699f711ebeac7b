import JSON
import Search

/// `{"constant_score": {"filter": {…}}}`
struct ConstantScoreClause: QueryClause, PlannableClause {
    static let name = "constant_score"
    static let summary = "another query's documents, each with the score 1"
    static let parameters: [ClauseParameter] = [ClauseParameter("filter", "the other query")]

    let filter: ClauseNode

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        let filter = try body.required("filter")
        if filter.isArray {
            throw body.fault("unexpected token [START_ARRAY]", at: filter)
        }
        return try body.finish(Self(filter: try QueryParser.parse(filter, place.child("filter"))))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        ConstantScoreQuery(query: try filter.plan(context))
    }
}

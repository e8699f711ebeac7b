import JSON
import Search

/// `{"ids": {"values": ["1", "2"]}}`
struct IdsClause: QueryClause, PlannableClause {
    static let name = "ids"
    static let summary = "documents with one of these ids"
    static let parameters: [ClauseParameter] = [ClauseParameter("values", "a list of ids")]

    let ids: [[UInt8]]

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let body = try ClauseBody(node, clause: name, known: parameters, place: place)
        guard let values = body.value("values") else {
            throw body.fault("[ids] requires providing ids to search on, [values] is missing")
        }
        let list = values.isArray ? Array(values.elements) : [values]
        guard list.count <= QueryLimits.terms else {
            throw body.illegal("[ids] more than [\(QueryLimits.terms)] ids", at: values)
        }
        var ids: [[UInt8]] = []
        for element in list {
            guard let text = element.scalarText else {
                throw body.fault(
                    "Illegal value for id, expecting a string or number, got: "
                        + element.token, at: element)
            }
            ids.append(Array(text.utf8))
        }
        return try body.finish(Self(ids: ids))
    }

    func plan(_ context: PlanContext) -> any Query {
        ids.isEmpty
            ? MatchNoneQuery(reason: "Missing ids in \"ids\" query.")
            : ConstantScoreQuery(query: IdsQuery(ids: ids))
    }
}

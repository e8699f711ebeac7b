import JSON
import Search

/// A text looked for in one field: what the `match` clauses are read into.
struct TextMatch: PlannableClause {
    let field: String
    let value: JSONValue
    let options: MatchOptions

    static func parse(
        _ node: JSONNode, _ place: RequestPlace, clause: String, kind: MatchOptions.Kind,
        _ known: [ClauseParameter]
    ) throws(RequestError) -> ClauseNode {
        var options = MatchOptions()
        options.kind = kind
        let field = try FieldBody(node, clause: clause, place: place)
        guard field.value.isObject else {
            return try short(field, node, options, clause: clause)
        }
        let body = try ClauseBody(field.value, clause: clause, known: known, place: field.place)
        try options.read(body)
        return try body.finish(
            Self(field: field.field, value: MatchOptions.query(body), options: options))
    }

    /// The form without options: the text stands right under the field.
    private static func short(
        _ field: FieldBody, _ node: JSONNode, _ options: MatchOptions, clause: String
    ) throws(RequestError) -> ClauseNode {
        guard field.value.scalarText != nil else {
            throw field.place.fault(
                field.value.isNull
                    ? "No text specified for text query"
                    : "[\(clause)] unknown token [\(field.value.token)] after [\(field.field)]",
                at: field.value)
        }
        return ClauseNode(
            Self(field: field.field, value: field.value.value, options: options), node: node,
            place: field.place)
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        try TextQueryBuilder(context: context, options: options).query(value, in: field)
    }
}

import JSON
import Schema
import Search

/// `{"term": {"brand": "acme"}}`
struct TermClause: QueryClause, PlannableClause {
    static let name = "term"
    static let summary = "documents with exactly this value in a field"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("case_insensitive", "upper and lower case are one"),
        ClauseParameter("value", "the value"),
    ]

    let field: String
    let value: JSONValue
    let ignoresCase: Bool

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let field = try FieldBody(node, clause: name, place: place)
        if field.value.isArray {
            throw field.place.fault(
                "[term] query does not support array of values", at: field.value)
        }
        guard field.value.isObject else {
            guard !field.value.isNull else {
                throw field.place.fault(.illegalArgument, "value cannot be null", at: field.value)
            }
            return ClauseNode(
                Self(field: field.field, value: field.value.value, ignoresCase: false),
                node: node, place: field.place)
        }
        let body = try ClauseBody(field.value, clause: name, known: parameters, place: field.place)
        guard let value = body.value("value") else { throw body.illegal("value cannot be null") }
        guard value.scalarText != nil else { throw body.wrongToken("value", value) }
        return try body.finish(
            Self(
                field: field.field, value: value.value,
                ignoresCase: body.flag("case_insensitive") ?? false))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        try context.count(1)
        if ignoresCase, case .mapped(let field) = FieldTarget(field, context) {
            try context.requireSearchable(field)
            guard field.isText || field.isKeyword else {
                throw RequestError(
                    .queryShard,
                    "failed to create query: [\(field.typeName)] field which is of type "
                        + "[\(field.typeName)], does not support case insensitive term queries")
            }
            guard case .term(let term) = try context.queryTerm(value, of: field) else {
                return MatchNoneQuery()
            }
            return WildcardQuery(
                field: field.number, pattern: WildcardPattern.escaped(term), caseInsensitive: true)
        }
        return try context.anyOf([value], in: field, isSet: false)
    }
}

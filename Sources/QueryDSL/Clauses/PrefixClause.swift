import JSON
import Search

/// `{"prefix": {"sku": "ab-"}}`
struct PrefixClause: QueryClause, PlannableClause {
    static let name = "prefix"
    static let summary = "documents with a term that begins with a text"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("case_insensitive", "upper and lower case are one"),
        .rewrite,
        ClauseParameter("value", "the beginning"),
    ]

    let field: String
    let text: String
    let ignoresCase: Bool

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let read = try PatternBody(node, place, clause: name, known: parameters)
        let ignoresCase = try read.body?.flag("case_insensitive") ?? false
        return try read.finish(Self(field: read.field, text: read.text, ignoresCase: ignoresCase))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let pattern = PatternQuery(clause: Self.name, field: field, context: context)
        return try pattern.plan { number, field throws(RequestError) in
            ConstantScoreQuery(
                query: PrefixQuery(
                    field: number, prefix: try pattern.normalized(text, field),
                    caseInsensitive: ignoresCase))
        }
    }
}

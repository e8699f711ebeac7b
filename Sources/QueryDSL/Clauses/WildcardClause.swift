import JSON
import Search

/// `{"wildcard": {"sku": "ab-*-?1"}}`
struct WildcardClause: QueryClause, PlannableClause {
    static let name = "wildcard"
    static let summary = "documents with a term that fits a pattern of * and ?"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("case_insensitive", "upper and lower case are one"),
        .rewrite,
        ClauseParameter("value", "the pattern"),
        ClauseParameter("wildcard", "the pattern"),
    ]

    let field: String
    let text: String
    let ignoresCase: Bool

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let read = try PatternBody(
            node, place, clause: name, known: parameters, keys: ["wildcard", "value"])
        guard read.text.unicodeScalars.count <= QueryLimits.wildcardCharacters else {
            throw place.fault(
                .illegalArgument,
                "[wildcard] pattern is longer than [\(QueryLimits.wildcardCharacters)] characters",
                at: node)
        }
        let ignoresCase = try read.body?.flag("case_insensitive") ?? false
        return try read.finish(Self(field: read.field, text: read.text, ignoresCase: ignoresCase))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let pattern = PatternQuery(clause: Self.name, field: field, context: context)
        return try pattern.plan { number, field throws(RequestError) in
            let folds = try context.foldsCase(field)
            let bytes = try WildcardPattern.mapLiterals(text) { part throws(RequestError) in
                folds ? Array(part.lowercased().utf8) : try pattern.normalized(part, field)
            }
            return ConstantScoreQuery(
                query: WildcardQuery(field: number, pattern: bytes, caseInsensitive: ignoresCase))
        }
    }
}

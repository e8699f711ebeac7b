import JSON
import Search

/// `{"fuzzy": {"title": "ipone"}}`
struct FuzzyClause: QueryClause, PlannableClause {
    static let name = "fuzzy"
    static let summary = "documents with a term few edits away from a text"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("fuzziness", "edits: 0, 1, 2, AUTO, AUTO:low,high; AUTO by default"),
        ClauseParameter("max_expansions", "terms that are searched; 50"),
        ClauseParameter("prefix_length", "leading characters without edits; 0"),
        ClauseParameter("rewrite", "constant_score: every match scores its boost"),
        ClauseParameter("term", "the text"),
        ClauseParameter("transpositions", "a swap of neighbours counts as one edit; true"),
        ClauseParameter("value", "the text"),
    ]

    let field: String
    let text: String
    let fuzziness: Fuzziness
    let prefixLength: Int
    let maxExpansions: Int
    let transpositions: Bool
    /// Every match scores alike.
    let isConstant: Bool

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        let read = try PatternBody(
            node, place, clause: name, known: parameters, keys: ["term", "value"])
        let body = read.body
        let fuzziness = try body.map { body throws(RequestError) in
            try MatchOptions.fuzziness(body)
        }
        let expansions = try body?.count("max_expansions", atLeast: 1) ?? 50
        return try read.finish(
            Self(
                field: read.field, text: read.text, fuzziness: (fuzziness ?? nil) ?? .automatic,
                prefixLength: body?.count("prefix_length") ?? 0,
                maxExpansions: min(expansions, QueryLimits.expansions),
                transpositions: body?.flag("transpositions") ?? true,
                isConstant: body?.text("rewrite")?.hasPrefix("constant_score") ?? false))
    }

    func plan(_ context: PlanContext) throws(RequestError) -> any Query {
        let pattern = PatternQuery(clause: Self.name, field: field, context: context)
        return try pattern.plan { number, field throws(RequestError) in
            let term = try pattern.normalized(text, field)
            let edits = fuzziness.maxEdits(for: term)
            guard edits > 0 else { return TermQuery(field: number, term: term) }
            let query = FuzzyQuery(
                field: number, term: term, maxEdits: edits, prefixLength: prefixLength,
                maxExpansions: maxExpansions, transpositions: transpositions)
            return isConstant ? ConstantScoreQuery(query: query) : query
        }
    }
}

import JSON

/// `{"match_bool_prefix": {"title": "red sho"}}`
enum MatchBoolPrefixClause: QueryClause {
    static let name = "match_bool_prefix"
    static let summary = "as match, the last word being the beginning of one"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("analyzer", "cuts the text, in place of the field's own"),
        ClauseParameter("fuzziness", "edits a word but the last may be away"),
        ClauseParameter("fuzzy_rewrite", "every variant scores by its distance", .acceptedOnly),
        ClauseParameter("fuzzy_transpositions", "a swap of neighbours counts as one edit"),
        ClauseParameter("max_expansions", "variants of a word that are searched"),
        ClauseParameter("minimum_should_match", "how many words must match"),
        ClauseParameter("operator", "or: any word matches; and: all of them"),
        ClauseParameter("prefix_length", "leading characters without edits"),
        ClauseParameter("query", "the text"),
    ]

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        try TextMatch.parse(node, place, clause: name, kind: .wordsPrefix, parameters)
    }
}

import JSON

/// `{"match_phrase_prefix": {"title": "running sho"}}`
enum MatchPhrasePrefixClause: QueryClause {
    static let name = "match_phrase_prefix"
    static let summary = "as match_phrase, the last word being the beginning of one"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("analyzer", "cuts the text, in place of the field's own"),
        ClauseParameter("max_expansions", "words the last one may stand for"),
        ClauseParameter("query", "the text"),
        ClauseParameter("slop", "how many places the words may be moved in all"),
        ClauseParameter("zero_terms_query", "what a text of stop words matches: none or all"),
    ]

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        try TextMatch.parse(node, place, clause: name, kind: .phrasePrefix, parameters)
    }
}

import JSON

/// `{"match_phrase": {"title": "running shoes"}}`
enum MatchPhraseClause: QueryClause {
    static let name = "match_phrase"
    static let summary = "documents with the words of a text next to each other, in order"
    static let parameters: [ClauseParameter] = [
        ClauseParameter("analyzer", "cuts the text, in place of the field's own"),
        ClauseParameter("query", "the text"),
        ClauseParameter("slop", "how many places the words may be moved in all"),
        ClauseParameter("zero_terms_query", "what a text of stop words matches: none or all"),
    ]

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        try TextMatch.parse(node, place, clause: name, kind: .phrase, parameters)
    }
}

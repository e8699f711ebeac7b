import JSON

/// `{"match": {"title": "red shoes"}}`
enum MatchClause: QueryClause {
    static let name = "match"
    static let summary = "documents with the words of a text in a field"
    static let parameters = MatchOptions.parameters

    static func parse(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) -> ClauseNode {
        try TextMatch.parse(node, place, clause: name, kind: .words, parameters)
    }
}

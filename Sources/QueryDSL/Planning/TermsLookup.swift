import JSON

/// `{"terms": {"sku": {"index": "orders", "id": "7", "path": "skus"}}}`: values to look for that
/// stand in other documents.
package struct TermsLookup: Sendable {
    package enum Source: Sendable {
        case document(id: String)
        /// The documents a query finds.
        case query(ClauseNode)
    }

    package let index: String
    /// Dotted path of the values in those documents.
    package let path: String
    package let source: Source

    private static let parameters: [ClauseParameter] = [
        "id", "index", "path", "query", "routing", "store",
    ].map { ClauseParameter($0, "") }

    init(_ node: JSONNode, _ place: RequestPlace) throws(RequestError) {
        let body = try ClauseBody(node, clause: "terms", known: Self.parameters, place: place)
        guard let index = try body.text("index"), let path = try body.text("path") else {
            throw body.illegal(
                "[terms] query lookup element requires specifying the index, path and either id "
                    + "or query.")
        }
        if try body.flag("store") == true {
            throw body.illegal("[terms] query lookup from stored fields is not supported")
        }
        self.index = index
        self.path = path
        switch (try body.text("id"), body.value("query")) {
        case (let id?, nil): source = .document(id: id)
        case (nil, let query?):
            source = .query(try QueryParser.parse(query, place.child("query")))
        default:
            throw body.illegal(
                "[terms] query lookup element requires specifying either the id or the query.")
        }
    }
}

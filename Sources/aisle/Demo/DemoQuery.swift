import JSON

/// One request of the demonstration: what it shows, how to send it by hand, its answer in short.
struct DemoQuery: Sendable {
    let title: String
    let method: String
    let path: String
    let body: JSONValue?
    /// The answer in a few lines; nil when it is not what the demonstration promises.
    let digest: @Sendable (JSONValue) -> [String]?

    /// The request as a line for a shell.
    func curl(url: String) -> String {
        let target = "'\(url)\(path)'"
        guard let body else { return "curl \(target)" }
        let text = body.serialized().split(separator: "'").joined(separator: "'\\''")
        return "curl -X \(method) \(target) -H 'content-type: application/json' -d '\(text)'"
    }

    /// All five. The last explains the first hit of the first.
    static func all(explaining id: String) -> [DemoQuery] {
        [typo, facets, filter, autocomplete, explain(id)]
    }

    static let typo = DemoQuery(
        title: "Typos: [ipone 15 csae] finds cases for the iPhone 15", method: "POST",
        path: "/products/_search",
        body: [
            "query": [
                "multi_match": [
                    "query": "ipone 15 csae", "fields": ["title^3", "description"],
                    "fuzziness": "AUTO", "operator": "and",
                ]
            ], "_source": ["title", "price"], "size": 3,
        ],
        digest: { hits($0) })

    private static let facets = DemoQuery(
        title: "A facet page: results, brands, colours and price ranges in one request",
        method: "POST", path: "/products/_search",
        body: [
            "query": ["match": ["title": ["query": "running shoes", "operator": "and"]]],
            "aggs": [
                "brands": ["terms": ["field": "brand", "size": 4]],
                "colours": ["terms": ["field": "color", "size": 4]],
                "prices": [
                    "range": [
                        "field": "price",
                        "ranges": [["to": 75], ["from": 75, "to": 125], ["from": 125]],
                    ]
                ],
            ], "_source": ["title", "price"], "size": 2,
        ],
        digest: { answer in
            guard let found = hits(answer), let facets = answer["aggregations"] else { return nil }
            return found
                + ["brands", "colours", "prices"].compactMap { name in
                    guard let buckets = facets[name]?["buckets"]?.array else { return nil }
                    let parts = buckets.map { bucket in
                        let key = bucket["key"]?.string ?? bucket["key"]?.serialized() ?? ""
                        return "\(key) (\(bucket["doc_count"]?.integer ?? 0))"
                    }
                    return "\(name): \(parts.joined(separator: ", "))"
                }
        })

    private static let filter = DemoQuery(
        title: "A filter: coffee in stock, at most 30, best rated first", method: "POST",
        path: "/products/_search",
        body: [
            "query": [
                "bool": [
                    "must": ["match": ["title": "coffee"]],
                    "filter": [
                        ["range": ["price": ["lte": 30]]], ["term": ["in_stock": true]],
                    ],
                ]
            ], "sort": [["rating": "desc"], "_score"],
            "_source": ["title", "price", "rating"], "size": 3,
        ],
        digest: { hits($0) })

    private static let autocomplete = DemoQuery(
        title: "Autocomplete: what [noise ca] may become", method: "GET",
        path: "/products/_autocomplete?q=noise%20ca", body: nil,
        digest: { answer in
            let texts = (answer["suggestions"]?.array ?? []).compactMap { suggestion in
                suggestion["text"]?.string ?? suggestion.string
            }
            return texts.isEmpty ? nil : texts.prefix(4).map { $0 }
        })

    private static func explain(_ id: String) -> DemoQuery {
        DemoQuery(
            title: "Explain: why a product is where it is", method: "POST",
            path: "/products/_explain/\(HTTPClient.escaped(id))",
            body: ["query": ["match": ["title": "iphone 15 case"]]],
            digest: { answer in
                guard answer["matched"]?.boolean == true, let tree = answer["explanation"] else {
                    return nil
                }
                return ExplainCommand.tree(tree, depth: 0).prefix(6).map { $0 }
            })
    }

    @Sendable private static func hits(_ answer: JSONValue) -> [String]? {
        guard let hits = answer["hits"]?["hits"]?.array, !hits.isEmpty else { return nil }
        let total = answer["hits"]?["total"]?["value"]?.integer ?? 0
        let lines = hits.map { hit in
            let price = hit["_source"]?["price"]?.serialized() ?? ""
            return "\(hit["_source"]?["title"]?.string ?? ""), \(price)"
        }
        return ["\(Units.grouped(Int(total))) found"] + lines
    }
}

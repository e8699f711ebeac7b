import JSON
import QueryDSL
import Schema
import Search
import Testing

/// The index the tests plan for. Fields are numbered from 16 in this order.
enum PlanningIndex {
    static let settings: JSONValue = [
        "analysis": [
            "filter": [
                "syn": [
                    "type": "synonym_graph",
                    "synonyms": ["tv, television", "usb stick => usb stick, thumb drive"],
                ]
            ],
            "analyzer": [
                "syn": [
                    "type": "custom", "tokenizer": "standard", "filter": ["lowercase", "syn"],
                ],
                "stopping": ["type": "stop"],
            ],
        ]
    ]

    /// title 16, brand 17, price 18, stock 19, sold 20, made 21, flag 22, note 23, ean 24,
    /// syn 25, stopped 26, bare 27, maker.name 28, maker.city 29, parts.sku 30
    static let mapping: JSONValue = [
        "properties": [
            "title": ["type": "text"],
            "brand": ["type": "keyword", "normalizer": "lowercase"],
            "price": ["type": "double"],
            "stock": ["type": "integer"],
            "sold": ["type": "long"],
            "made": ["type": "date"],
            "flag": ["type": "boolean"],
            "note": ["type": "text", "index_options": "docs", "norms": false],
            "ean": ["type": "keyword", "index": false, "doc_values": false],
            "syn": ["type": "text", "analyzer": "syn"],
            "stopped": ["type": "text", "analyzer": "stopping"],
            "bare": ["type": "keyword", "split_queries_on_whitespace": true],
            "maker": [
                "properties": ["name": ["type": "text"], "city": ["type": "keyword"]]
            ],
            "seller": ["type": "alias", "path": "brand"],
            "parts": ["type": "nested", "properties": ["sku": ["type": "keyword"]]],
        ]
    ]

    /// 2015-06-03T10:20:30.500Z
    static let now: Int64 = 1_433_326_830_500

    private static let shared: Result<(IndexMapping, IndexSettings), any Error> = Result {
        let parsed = try IndexSettings.parse(settings)
        return (try IndexMapping.parse(mapping, analyzers: parsed.analyzers()), parsed)
    }

    static func context(_ extra: JSONValue = [:]) throws -> PlanContext {
        let (mapping, fixed) = try shared.get()
        var settings = fixed
        if extra != [:] { settings = try settings.updating(extra, label: "shop") }
        return PlanContext(
            mapping: mapping, settings: settings, now: now, indexName: "shop", aliases: ["store"])
    }
}

/// The planned form of a query clause, in Search's notation.
func planned(_ clause: String, _ settings: JSONValue = [:]) throws -> String {
    let document = try JSONDocument.parse(clause)
    let query = try QueryParser.parse(document).plan(PlanningIndex.context(settings))
    return query.description
}

/// The plan of a whole search.
func searchPlan(
    _ body: String?, _ parameters: [(String, String)] = [], _ settings: JSONValue = [:]
) throws -> SearchPlan {
    let document = try body.map { try JSONDocument.parse($0) }
    return try SearchRequest.parse(document, parameters: parameters)
        .plan(PlanningIndex.context(settings))
}

/// The fault of reading or planning something; nil when there is none.
func fault(_ body: () throws -> Void) -> RequestError? {
    do {
        try body()
        return nil
    } catch {
        return error as? RequestError
    }
}

/// One line of a golden table: a clause and its plan.
struct PlanCase: Sendable, CustomTestStringConvertible {
    let clause: String
    let plan: String

    init(_ clause: String, _ plan: String) {
        self.clause = clause
        self.plan = plan
    }

    var testDescription: String { clause }
}

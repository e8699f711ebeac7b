import Aggregations
import JSON
import Primitives
import Testing

@Suite("Aggregations over nested objects")
struct NestedAggregationTests {
    private static let mappings: JSONValue = [
        "properties": [
            "category": ["type": "keyword"],
            "offers": [
                "type": "nested",
                "properties": [
                    "shop": ["type": "keyword"], "price": ["type": "integer"],
                    "terms": ["type": "nested", "properties": ["days": ["type": "integer"]]],
                ],
            ],
        ]
    ]

    private static func product(_ random: inout SeededGenerator) -> JSONObject {
        var offers: [JSONValue] = []
        for _ in 0..<random.below(4) {
            let terms = (0..<random.below(3)).map { _ -> JSONValue in
                ["days": .integer(Int64(random.below(5)))]
            }
            offers.append([
                "shop": .string("s\(random.below(4))"), "price": .integer(Int64(random.below(90))),
                "terms": .array(terms),
            ])
        }
        return ["category": .string("c\(random.below(3))"), "offers": .array(offers)]
    }

    @Test("count objects, their values and the documents they belong to", arguments: 1...6)
    func bruteForce(seed: Int) throws {
        let fixture = try AggregationFixture(
            seed: UInt64(seed), documents: 300, segments: 3, mappings: Self.mappings,
            make: Self.product)
        let answer = try fixture.answer([
            "g": [
                "global": [:],
                "aggs": [
                    "offers": [
                        "nested": ["path": "offers"],
                        "aggs": [
                            "shops": [
                                "terms": ["field": "offers.shop", "order": ["_key": "asc"]],
                                "aggs": [
                                    "back": [
                                        "reverse_nested": [:],
                                        "aggs": ["c": ["terms": ["field": "category", "size": 1]]],
                                    ],
                                    "days": [
                                        "nested": ["path": "offers.terms"],
                                        "aggs": ["sum": ["sum": ["field": "offers.terms.days"]]],
                                    ],
                                ],
                            ],
                            "outside": ["value_count": ["field": "category"]],
                        ],
                    ],
                    "deep": ["nested": ["path": "offers.terms"]],
                    "none": ["nested": ["path": "nothing"]],
                    "inside": ["value_count": ["field": "offers.shop"]],
                ],
            ]
        ])
        let found = try #require(answer["g"])
        let offers = fixture.documents.map { $0["offers"]?.array ?? [] }
        func terms(_ offer: JSONValue) -> [JSONValue] { offer["terms"]?.array ?? [] }
        #expect(found["offers"]?["doc_count"]?.integer == Int64(offers.joined().count))
        #expect(
            found["deep"]?["doc_count"]?.integer == Int64(offers.joined().flatMap(terms).count))
        #expect(found["none"] == ["doc_count": 0])
        #expect(found["inside"] == ["value": 0] && found["offers"]?["outside"] == ["value": 0])
        let buckets = try #require(found["offers"]?["shops"]?["buckets"]?.array)
        #expect(buckets.count == 4)
        for bucket in buckets {
            let shop = bucket["key"]
            let own = offers.joined().filter { $0["shop"] == shop }
            let documents = offers.filter { $0.contains { $0["shop"] == shop } }
            #expect(bucket["doc_count"]?.integer == Int64(own.count))
            #expect(bucket["back"]?["doc_count"]?.integer == Int64(documents.count))
            let days = own.flatMap(terms).compactMap { $0["days"]?.double }
            #expect(bucket["days"]?["doc_count"]?.integer == Int64(days.count))
            #expect(bucket["days"]?["sum"]?["value"]?.double == days.reduce(0, +))
        }
    }

    @Test("cannot look outwards from the outside")
    func misplaced() throws {
        let fixture = try AggregationFixture(
            seed: 1, documents: 0, segments: 1, mappings: Self.mappings, make: Self.product)
        let error = #expect(throws: AggregationError.self) {
            try fixture.plan(["a": ["reverse_nested": [:]]])
        }
        #expect(
            error?.reason
                == "Reverse nested aggregation [a] can only be used inside a [nested] aggregation")
    }
}

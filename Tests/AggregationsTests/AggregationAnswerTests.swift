import Aggregations
import Foundation
import JSON
import Primitives
import Testing

@Suite("The answer of an aggregation")
struct AggregationAnswerTests {
    /// All documents match.
    private func answer(
        _ request: String, _ documents: [JSONObject], typedKeys: Bool = false
    ) throws -> String {
        var next = 0
        let fixture = try AggregationFixture(
            seed: 1, documents: documents.count, segments: 1
        ) { _ in
            next += 1
            return documents[next - 1]
        }
        let whole = "{\"g\":{\"global\":{},\"aggs\":{\"a\":\(request)}}}"
        let answer = try fixture.answer(try JSONValue(parsing: whole), typedKeys: typedKeys)
        let outer = typedKeys ? answer["global#g"] : answer["g"]
        let inner = outer?.object?.first { $0.0 != "doc_count" }
        return "\"\(inner?.0 ?? "")\":" + (inner?.1.serialized() ?? "")
    }

    private let shop: [JSONObject] = [
        ["brand": "acme", "price": 10, "sold": true, "created": 1_577_836_800_000, "stock": 3],
        ["brand": "zeta", "price": 30.5, "sold": false, "created": 1_580_515_200_000, "stock": 7],
        ["brand": "acme", "price": 20, "sold": true, "created": 1_585_699_200_000],
        ["price": 99],
    ]

    @Test("of terms has keys, counts and what was left out")
    func terms() throws {
        #expect(
            try answer(#"{"terms":{"field":"brand","size":1}}"#, shop)
                == #""a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":1,"#
                + #""buckets":[{"key":"acme","doc_count":2}]}"#)
        #expect(
            try answer(#"{"terms":{"field":"sold","show_term_doc_count_error":true}}"#, shop)
                == #""a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"#
                + #""buckets":[{"key":1,"key_as_string":"true","doc_count":2,"#
                + #""doc_count_error_upper_bound":0},{"key":0,"key_as_string":"false","#
                + #""doc_count":1,"doc_count_error_upper_bound":0}]}"#
        )
        #expect(
            try answer(
                #"{"terms":{"field":"created","size":1,"order":{"_key":"asc"},"#
                    + #""format":"yyyy-MM"}}"#,
                shop)
                == #""a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":2,"#
                + #""buckets":[{"key":1577836800000,"key_as_string":"2020-01","doc_count":1}]}"#
        )
        #expect(
            try answer(#"{"terms":{"field":"nothing"}}"#, shop)
                == #""a":{"doc_count_error_upper_bound":0,"sum_other_doc_count":0,"buckets":[]}"#)
    }

    @Test("of terms follows include, exclude, missing and min_doc_count 0")
    func choice() throws {
        func keys(_ body: String) throws -> [String] {
            let text = "{" + (try answer("{\"terms\":{\(body)}}", shop)) + "}"
            let buckets = try JSONValue(parsing: text)["a"]?["buckets"]?.array ?? []
            return buckets.map {
                ($0["key"]?.serialized() ?? "") + "=" + ($0["doc_count"]?.serialized() ?? "")
            }
        }
        #expect(try keys(#""field":"brand","include":["zeta","none"]"#) == [#""zeta"=1"#])
        #expect(try keys(#""field":"brand","exclude":["acme"]"#) == [#""zeta"=1"#])
        #expect(
            try keys(#""field":"brand","include":".*[tm].*","exclude":"a.*""#) == [#""zeta"=1"#])
        #expect(try keys(#""field":"brand","exclude":"zet""#) == [#""acme"=2"#, #""zeta"=1"#])
        #expect(try keys(#""field":"brand","missing":"zeta""#) == [#""acme"=2"#, #""zeta"=2"#])
        #expect(
            try keys(#""field":"brand","missing":"none""#)
                == [#""acme"=2"#, #""none"=1"#, #""zeta"=1"#])
        #expect(try keys(#""field":"price","include":[10,99.0]"#) == ["10.0=1", "99.0=1"])
        #expect(
            try keys(#""field":"created","exclude":["2020-01-01","2020-02-01"]"#) == [
                "1585699200000=1"
            ])
        #expect(try keys(#""field":"stock","missing":7"#) == ["7=3", "3=1"])
        #expect(try keys(#""field":"unmapped","missing":true,"value_type":"boolean""#) == ["1=4"])
        #expect(try keys(#""field":"unmapped","missing":3.5,"value_type":"double""#) == ["3.5=4"])
        #expect(try keys(#""field":"unmapped","missing":"abc""#) == [#""abc"=4"#])
    }

    @Test("of terms lists values without a match when asked to")
    func zero() throws {
        let fixture = try AggregationFixture(seed: 2, documents: 3, segments: 1) { random in
            [
                "brand": .string("b\(random.below(1000))"),
                "stock": .integer(Int64(random.below(9999))),
            ]
        }
        let request: JSONValue = [
            "g": [
                "global": [:],
                "aggs": [
                    "none": [
                        "filter": ["test": ["field": "stock", "atLeast": 100_000]],
                        "aggs": ["a": ["terms": ["field": "brand", "min_doc_count": 0]]],
                    ],
                    "b": ["terms": ["field": "brand", "min_doc_count": 0]],
                    "c": ["terms": ["field": "stock", "min_doc_count": 0]],
                ],
            ]
        ]
        let answer = try fixture.answer(request)["g"]
        for found in [answer?["none"]?["a"], answer?["b"], answer?["c"]] {
            #expect(found?["buckets"]?.array?.count == 3)
        }
        #expect(answer?["none"]?["a"]?["buckets"]?[0]?["doc_count"] == 0)
    }

    @Test("of terms in partitions gives every value to one of them, the same as OpenSearch")
    func partitions() throws {
        let documents: [JSONObject] = [
            ["brand": "abc", "stock": 1234], ["brand": "bcd", "stock": 5678],
        ]
        for (partition, term, number) in [(0, "bcd", "5678"), (1, "abc", "1234")] {
            let rule = #""include":{"partition":\#(partition),"num_partitions":2}"#
            #expect(
                try answer(#"{"terms":{"field":"brand",\#(rule)}}"#, documents)
                    .contains(#"[{"key":"\#(term)","doc_count":1}]"#))
            #expect(
                try answer(#"{"terms":{"field":"stock",\#(rule)}}"#, documents)
                    .contains(#"[{"key":\#(number),"doc_count":1}]"#))
        }
    }

    @Test("of ranges has bounds and keys, in order, or by key")
    func ranges() throws {
        let ranges = #""ranges":[{"from":20},{"to":20,"key":"cheap"},{"from":10,"to":30.5}]"#
        #expect(
            try answer(#"{"range":{"field":"price",\#(ranges)}}"#, shop)
                == #""a":{"buckets":[{"key":"cheap","to":20.0,"doc_count":1},{"key":"10.0-30.5","#
                + #""from":10.0,"to":30.5,"doc_count":2},{"key":"20.0-*","from":20.0,"#
                + #""doc_count":3}]}"#
        )
        #expect(
            try answer(#"{"range":{"field":"price","keyed":true,"ranges":[{"to":20}]}}"#, shop)
                == #""a":{"buckets":{"*-20.0":{"to":20.0,"doc_count":1}}}"#)
        #expect(
            try answer(
                #"{"date_range":{"field":"created","format":"yyyy-MM-dd","#
                    + #""ranges":[{"from":"2020-02-01","to":"2020-02-01||+1M"}]}}"#,
                shop)
                == #""a":{"buckets":[{"key":"2020-02-01-2020-03-01","from":1.5805152E12,"#
                + #""from_as_string":"2020-02-01","to":1.5830208E12,"#
                + #""to_as_string":"2020-03-01","doc_count":1}]}"#
        )
        #expect(
            try answer(
                #"{"date_range":{"field":"none","ranges":[{"from":"2020-01-01T00:00:00Z"}]}}"#, shop
            )
            .contains(#""key":"2020-01-01T00:00:00.000Z-*""#))
    }

    @Test("of histograms fills gaps and respects bounds")
    func histograms() throws {
        #expect(
            try answer(
                #"{"histogram":{"field":"price","interval":10,"hard_bounds":{"min":0,"max":39}}}"#,
                shop)
                == #""a":{"buckets":[{"key":10.0,"doc_count":1},{"key":20.0,"doc_count":1},"#
                + #"{"key":30.0,"doc_count":1}]}"#
        )
        #expect(
            try answer(
                #"{"histogram":{"field":"stock","interval":5,"extended_bounds":{"min":-5,"#
                    + #""max":11},"keyed":true}}"#,
                shop)
                == #""a":{"buckets":{"-5.0":{"key":-5.0,"doc_count":0},"0.0":{"key":0.0,"#
                + #""doc_count":1},"5.0":{"key":5.0,"doc_count":1},"10.0":{"key":10.0,"#
                + #""doc_count":0}}}"#
        )
        #expect(
            try answer(
                #"{"date_histogram":{"field":"created","calendar_interval":"month","#
                    + #""format":"yyyy-MM","order":{"_count":"desc"},"min_doc_count":1}}"#,
                shop)
                == #""a":{"buckets":[{"key_as_string":"2020-01","key":1577836800000,"#
                + #""doc_count":1},{"key_as_string":"2020-02","key":1580515200000,"#
                + #""doc_count":1},{"key_as_string":"2020-04","key":1585699200000,"#
                + #""doc_count":1}]}"#
        )
        #expect(
            try answer(
                #"{"date_histogram":{"field":"created","calendar_interval":"quarter"}}"#, shop)
                == #""a":{"buckets":[{"key_as_string":"2020-01-01T00:00:00.000Z","#
                + #""key":1577836800000,"doc_count":2},"#
                + #"{"key_as_string":"2020-04-01T00:00:00.000Z","key":1585699200000,"#
                + #""doc_count":1}]}"#
        )
    }

    @Test(
        "of date histograms in a zone agrees with Foundation's calendar",
        arguments: ["day", "week", "month", "year"])
    func zones(unit: String) throws {
        var random = SeededGenerator(seed: 9)
        let documents = (0..<300).map { _ -> JSONObject in
            ["created": .integer(1_500_000_000_000 + Int64(random.below(100_000_000)) * 1000)]
        }
        var calendar = Calendar(identifier: .iso8601)
        let zone = "America/New_York"
        calendar.timeZone = try #require(TimeZone(identifier: zone))
        let component: Calendar.Component =
            ["day": .day, "week": .weekOfYear, "month": .month][unit] ?? .year
        var expected: [Int64: Int64] = [:]
        for document in documents {
            let date = Date(timeIntervalSince1970: Double(document["created"]?.integer ?? 0) / 1000)
            let start = try #require(calendar.dateInterval(of: component, for: date)?.start)
            expected[Int64(start.timeIntervalSince1970 * 1000), default: 0] += 1
        }
        let text = try answer(
            #"{"date_histogram":{"field":"created","calendar_interval":"\#(unit)","#
                + #""time_zone":"\#(zone)","min_doc_count":1}}"#,
            documents)
        let buckets = try JSONValue(parsing: "{\(text)}")["a"]?["buckets"]?.array ?? []
        let found = buckets.map { ($0["key"]?.integer ?? 0, $0["doc_count"]?.integer ?? 0) }
        #expect(Dictionary(uniqueKeysWithValues: found) == expected)
        #expect(found.map(\.0) == expected.keys.sorted())
    }

    @Test("of metrics has the words of OpenSearch, with and without values")
    func metrics() throws {
        #expect(try answer(#"{"avg":{"field":"stock"}}"#, shop) == #""a":{"value":5.0}"#)
        #expect(try answer(#"{"avg":{"field":"none"}}"#, shop) == #""a":{"value":null}"#)
        #expect(try answer(#"{"sum":{"field":"none"}}"#, shop) == #""a":{"value":0.0}"#)
        #expect(try answer(#"{"max":{"field":"none","missing":1}}"#, shop) == #""a":{"value":1.0}"#)
        #expect(try answer(#"{"value_count":{"field":"brand"}}"#, shop) == #""a":{"value":3}"#)
        #expect(
            try answer(#"{"min":{"field":"created"}}"#, shop)
                == #""a":{"value":1.5778368E12,"value_as_string":"2020-01-01T00:00:00.000Z"}"#)
        #expect(
            try answer(#"{"max":{"field":"sold"}}"#, shop)
                == #""a":{"value":1.0,"value_as_string":"true"}"#)
        #expect(
            try answer(#"{"stats":{"field":"none"}}"#, shop)
                == #""a":{"count":0,"min":null,"max":null,"avg":null,"sum":0.0}"#)
        #expect(
            try answer(#"{"extended_stats":{"field":"stock","sigma":1}}"#, shop)
                == #""a":{"count":2,"min":3.0,"max":7.0,"avg":5.0,"sum":10.0,"#
                + #""sum_of_squares":58.0,"variance":4.0,"variance_population":4.0,"#
                + #""variance_sampling":8.0,"std_deviation":2.0,"#
                + #""std_deviation_population":2.0,"#
                + #""std_deviation_sampling":2.8284271247461903,"#
                + #""std_deviation_bounds":{"upper":7.0,"lower":3.0,"upper_population":7.0,"#
                + #""lower_population":3.0,"upper_sampling":7.82842712474619,"#
                + #""lower_sampling":2.1715728752538097}}"#
        )
        #expect(
            try answer(#"{"extended_stats":{"field":"none"}}"#, shop)
                .contains(#""sum_of_squares":null,"variance":null"#))
    }

    @Test("sums tiny beside large numbers without losing them")
    func compensation() throws {
        let documents = [JSONObject](repeating: ["price": 0.1], count: 1000)
        #expect(try answer(#"{"sum":{"field":"price"}}"#, documents) == #""a":{"value":100.0}"#)
    }

    @Test("of cardinality is exact at first and close later")
    func cardinality() throws {
        let documents = (0..<30_000).map { JSONObject([("stock", .integer(Int64($0)))]) }
        #expect(
            try answer(#"{"cardinality":{"field":"stock","precision_threshold":40000}}"#, documents)
                == #""a":{"value":30000}"#)
        let text = try answer(#"{"cardinality":{"field":"stock"}}"#, documents)
        let estimate = try JSONValue(parsing: "{\(text)}")["a"]?["value"]?.double ?? 0
        #expect(abs(estimate - 30_000) < 1000)
    }

    @Test("carries meta, and types with the keys when asked")
    func decoration() throws {
        #expect(
            try answer(#"{"meta":{"color":"blue"},"avg":{"field":"stock"}}"#, shop)
                == #""a":{"meta":{"color":"blue"},"value":5.0}"#)
        let prefixes = [
            #"{"terms":{"field":"brand"}}"#: "sterms", #"{"terms":{"field":"stock"}}"#: "lterms",
            #"{"terms":{"field":"price"}}"#: "dterms", #"{"terms":{"field":"none"}}"#: "umterms",
            #"{"terms":{"field":"huge"}}"#: "ulterms",
            #"{"histogram":{"field":"stock","interval":1}}"#: "histogram",
            #"{"missing":{"field":"stock"}}"#: "missing", #"{"stats":{"field":"stock"}}"#: "stats",
            #"{"filters":{"filters":{}}}"#: "",
        ]
        for (request, prefix) in prefixes where !prefix.isEmpty {
            #expect(try answer(request, shop, typedKeys: true).hasPrefix("\"\(prefix)#a\""))
        }
    }

    @Test("of named filters is an object in order of their names")
    func filters() throws {
        let low = #"{"test":{"field":"price","atLeast":0}}"#
        let high = #"{"test":{"field":"price","atLeast":25}}"#
        #expect(
            try answer(
                #"{"filters":{"filters":{"z":\#(low),"b":\#(high)},"other_bucket_key":"rest"}}"#,
                shop)
                == #""a":{"buckets":{"b":{"doc_count":2},"z":{"doc_count":4},"#
                + #""rest":{"doc_count":0}}}"#
        )
    }
}

import Aggregations
import JSON
import QueryDSL
import Schema
import Search
import Testing

@Suite("A search request")
struct SearchRequestTests {
    @Test("reads every part of its body")
    func body() throws {
        let plan = try searchPlan(
            """
            {"query":{"match":{"title":"red"}},"from":5,"size":7,"sort":["_score",{"price":"desc"}],
             "_source":{"includes":["a.*"],"excludes":"a.b"},"track_total_hits":100,
             "track_scores":true,"min_score":0.5,"post_filter":{"term":{"flag":true}},
             "explain":true,"version":true,"seq_no_primary_term":true,"timeout":"2s",
             "terminate_after":9,"docvalue_fields":["price",{"field":"made","format":"yyyy"}],
             "fields":["title"],"stored_fields":"_none_","aggs":{"b":{"terms":{"field":"brand"}}}}
            """)
        #expect(plan.query.description == "#16:red")
        #expect(plan.postFilter?.description == "#22:[1 TO 1]")
        #expect(plan.from == 5 && plan.size == 7)
        #expect(plan.sortKeys.map(\.kind) == [.score, .numeric(18)])
        #expect(plan.sortKeys.map(\.descending) == [true, true])
        #expect(plan.trackTotal == .upTo(100))
        let request = plan.request
        #expect(
            request.source == SourceFilter(isEnabled: true, includes: ["a.*"], excludes: ["a.b"]))
        #expect(request.trackScores && request.explain && request.version)
        #expect(request.seqNoPrimaryTerm && request.minScore == 0.5)
        #expect(request.timeoutMilliseconds == 2000 && request.terminateAfter == 9)
        #expect(request.docvalueFields.map(\.field) == ["price", "made"])
        #expect(request.docvalueFields.map(\.format) == [nil, "yyyy"])
        #expect(request.storedFields == ["_none_"] && request.fields.map(\.field) == ["title"])
        #expect(plan.aggregations?.roots.map(\.name) == ["b"])
    }

    @Test("is every document when it says nothing")
    func empty() throws {
        for body in [nil, "{}"] {
            let plan = try searchPlan(body)
            #expect(plan.query.description == "*:*")
            #expect(plan.size == 10 && plan.from == 0 && plan.sort.isEmpty)
            #expect(plan.trackTotal == .upTo(10_000))
        }
    }

    @Test("reads its parameters, which win over the body")
    func parameters() throws {
        let plan = try searchPlan(
            #"{"size":3,"query":{"match_none":{}}}"#,
            [
                ("q", "red shoe"), ("df", "title"), ("default_operator", "AND"), ("size", "4"),
                ("sort", "price:desc,_doc"), ("_source_includes", "a,b"), ("explain", ""),
                ("rest_total_hits_as_int", "true"), ("preference", "x"),
            ])
        #expect(plan.query.description == "(+#16:red +#16:shoe)")
        #expect(plan.size == 4)
        #expect(plan.sortKeys.map(\.kind) == [.numeric(18), .document])
        #expect(plan.request.source?.includes == ["a", "b"])
        #expect(plan.request.explain && plan.request.totalHitsAsInteger)
        #expect(plan.trackTotal == .exact)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let body: String
        let kind: RequestError.Kind
        let reason: String
        var testDescription: String { body }

        init(_ body: String, _ kind: RequestError.Kind, _ reason: String) {
            self.body = body
            self.kind = kind
            self.reason = reason
        }
    }

    @Test(
        "says what is wrong in OpenSearch's words",
        arguments: [
            Fault(
                #"{"size":-1}"#, .illegalArgument,
                "[size] parameter cannot be negative, found [-1]"),
            Fault(
                #"{"from":-5}"#, .illegalArgument,
                "[from] parameter cannot be negative, found [-5]"),
            Fault(
                #"{"size":2147483648}"#, .inputCoercion,
                "Numeric value (2147483648) out of range of int (-2147483648 - 2147483647)"),
            Fault(
                #"{"from":10000}"#, .illegalArgument,
                "Result window is too large, from + size must be less than or equal to: [10000] "
                    + "but was [10010]. See the scroll api for a more efficient way to request "
                    + "large data sets. This limit can be set by changing the "
                    + "[index.max_result_window] index level setting."),
            Fault(
                #"{"qurey":{}}"#, .parsing,
                "Unknown key for a START_OBJECT in [qurey]. did you mean [query]?"),
            Fault(
                #"{"suggest":{}}"#, .parsing,
                "[suggest] is not supported: there are no suggesters"),
            Fault(
                #"{"track_total_hits":-2}"#, .illegalArgument,
                "[track_total_hits] parameter must be positive or equals to -1, got -2"),
            Fault(
                #"{"sort":"nope"}"#, .queryShard,
                "No mapping found for [nope] in order to sort on"),
            Fault(
                #"{"sort":["_shard_doc"]}"#, .validation,
                "Validation Failed: 1: _shard_doc is only supported with point-in-time (PIT). Add "
                    + "a PIT or remove _shard_doc.;"),
            Fault(
                #"{"sort":[{"price":"up"}]}"#, .illegalArgument, "Unknown SortOrder [up]"),
            Fault(
                #"{"sort":[{"price":{"ordre":"asc"}}]}"#, .contentParsing,
                "[field_sort] unknown field [ordre] did you mean [order]?"),
            Fault(
                #"{"search_after":[1],"sort":["price","_id"]}"#, .illegalArgument,
                "search_after has 1 value(s) but sort has 2."),
            Fault(
                #"{"search_after":[1],"sort":["price"],"from":2}"#, .illegalArgument,
                "`from` parameter must be set to 0 when `search_after` is used."),
            Fault(
                #"{"search_after":[1]}"#, .illegalArgument,
                "Sort must contain at least one field."),
            Fault(
                #"{"aggs":{"a":{"trems":{"field":"brand"}}}}"#, .parsing,
                "Unknown aggregation type [trems] did you mean [terms]?"),
            Fault(
                #"{"timeout":"5"}"#, .illegalArgument,
                "failed to parse setting [timeout] with value [5] as a time value: unit is missing "
                    + "or unrecognized"),
            Fault(#"{"size":1,"size":2}"#, .contentParsing, "Duplicate field 'size'"),
        ])
    func faults(row: Fault) {
        let error = fault { _ = try searchPlan(row.body) }
        #expect(error?.kind == row.kind)
        #expect(error?.reason == row.reason)
    }

    @Test("refuses to sort by a text, in many words")
    func textSort() {
        let error = fault { _ = try searchPlan(#"{"sort":[{"title":"asc"}]}"#) }
        #expect(error?.kind == .illegalArgument)
        #expect(
            error?.reason.hasPrefix(
                "Text fields are not optimised for operations that require per-document field data "
                    + "like aggregations and sorting, so these operations are disabled by default. "
                    + "Please use a keyword field instead.") == true)
    }

    @Test("refuses each key its table refuses, unless it is turned off")
    func refusedKeys() {
        for key in SearchKeys.all where key.handling == .refused {
            let error = fault { _ = try searchPlan(#"{"\#(key.name)":{}}"#) }
            #expect(error?.reason == "[\(key.name)] is not supported: \(key.summary)")
            #expect(fault { _ = try searchPlan(#"{"\#(key.name)":false}"#) } == nil)
        }
        let names = SearchKeys.all.map(\.name)
        #expect(names == names.sorted())
    }

    @Test("takes inexact totals apart from totals as numbers")
    func totals() {
        let reason = "[rest_total_hits_as_int] cannot be used if the tracking of total hits is not "
        let error = fault {
            _ = try searchPlan(
                #"{"track_total_hits":100}"#, [("rest_total_hits_as_int", "true")])
        }
        #expect(error?.reason == reason + "accurate, got 100")
        #expect(
            fault {
                _ = try searchPlan(
                    nil, [("rest_total_hits_as_int", "true"), ("track_total_hits", "true")])
            } == nil)
    }

    @Test("reads a body that may hold a query alone")
    func queryOnly() throws {
        let document = try JSONDocument.parse(#"{"match_all":{}}"#)
        let error = fault { _ = try SearchRequest.parseQuery(document) }
        #expect(error?.reason == "request does not support [match_all]")
        let good = try JSONDocument.parse(#"{"query":{"match_all":{}}}"#)
        #expect(try SearchRequest.parseQuery(good).query != nil)
    }

    @Test("sorts as asked: order, missing, mode, fields an index lacks")
    func sorts() throws {
        let plan = try searchPlan(
            """
            {"sort":["brand",{"price":{"order":"desc","missing":"_first","mode":"avg"}},
             {"made":{"missing":"2015-06-01","format":"yyyy"}},
             {"other":{"unmapped_type":"long"}},{"_id":"desc"},"_doc"]}
            """)
        #expect(
            plan.sortKeys.map(\.kind) == [
                .ordinal(17), .numeric(18), .numeric(21), .numeric(.max), .id, .document,
            ])
        #expect(plan.sortKeys[1].missing == .first && plan.sortKeys[1].mode == .avg)
        #expect(plan.sortKeys[2].missing == .value(.integer(1_433_116_800_000)))
        let values: [SortValue] = [
            .term(Array("acme".utf8)), .missing, .integer(1_433_116_800_000), .missing,
            .term(Array("7".utf8)), .integer(3),
        ]
        #expect(
            plan.json(values) == [
                "acme", "Infinity", "2015", .integer(.max), "7", 3,
            ])
    }

    @Test("reads back the sort values it printed")
    func searchAfter() throws {
        let plan = try searchPlan(
            """
            {"sort":["brand",{"price":"desc"},"made","stock","_score"],
             "search_after":["acme","-Infinity",1433116800000,9223372036854775807,1.5]}
            """)
        let expected: [SortValue] = [
            .term(Array("acme".utf8)), .missing, .integer(1_433_116_800_000), .missing, .score(1.5),
        ]
        #expect(plan.searchAfter?.values == expected)
    }

    @Test("boosts an index by the first pattern that fits its name or an alias")
    func indicesBoost() throws {
        let body = #"{"query":{"match_all":{}},"indices_boost":[{"st*":2},{"shop":3}]}"#
        #expect(try searchPlan(body).query.description == "(*:*)^2.0")
        #expect(
            try searchPlan(#"{"indices_boost":[{"other":2}]}"#).query.description == "*:*")
    }

    @Test("collects named queries")
    func namedQueries() throws {
        let plan = try searchPlan(
            #"{"query":{"bool":{"should":[{"term":{"brand":{"value":"a","#
                + #""_name":"x"}}},{"range":{"stock":{"gte":1},"_name":"y"}}]}},"#
                + #""post_filter":{"match_all":{"_name":"z"}}}"#
        )
        #expect(plan.namedQueries.map(\.name) == ["x", "y", "z"])
    }
}

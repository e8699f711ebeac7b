import JSON
import QueryDSL
import Testing

@Suite("A clause that cannot be read")
struct ClauseErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let clause: String
        let kind: RequestError.Kind
        let reason: String
        var testDescription: String { clause }

        init(_ clause: String, _ kind: RequestError.Kind, _ reason: String) {
            self.clause = clause
            self.kind = kind
            self.reason = reason
        }
    }

    @Test(
        "says what is wrong in OpenSearch's words",
        arguments: [
            Case(#"{"mtch":{}}"#, .parsing, "unknown query [mtch] did you mean [match]?"),
            Case(#"{"zzzzzz":{}}"#, .parsing, "unknown query [zzzzzz]"),
            Case(
                #"{"match":5}"#, .parsing,
                "[match] query malformed, no start_object after query name"),
            Case(#"{}"#, .illegalArgument, "query malformed, empty clause found"),
            Case(
                #"{"term":{"a":1},"match":{"b":2}}"#, .parsing,
                "[term] malformed query, expected [END_OBJECT] but found [FIELD_NAME] [match]"),
            Case(
                #"{"term":{"a":1,"b":2}}"#, .parsing,
                "[term] query doesn't support multiple fields, found [a] and [b]"),
            Case(
                #"{"match":{"a":{"query":"x","qury":1}}}"#, .parsing,
                "[match] query does not support [qury] did you mean [query]?"),
            Case(#"{"match":{"a":{}}}"#, .parsing, "No text specified for text query"),
            Case(
                #"{"match":{"a":["x"]}}"#, .parsing, "[match] unknown token [START_ARRAY] after [a]"
            ),
            Case(
                #"{"term":{"a":["x"]}}"#, .parsing,
                "[term] query does not support array of values"),
            Case(#"{"term":{"a":null}}"#, .illegalArgument, "value cannot be null"),
            Case(#"{"terms":{"a":"x"}}"#, .parsing, "[terms] query does not support [a]"),
            Case(
                #"{"bool":{"must":[{"match_all":{}}],"shuold":[]}}"#, .parsing,
                "[bool] query does not support [shuold] did you mean [should]?"),
            Case(#"{"exists":{}}"#, .parsing, "[exists] must be provided with a [field]"),
            Case(
                #"{"match_all":{"boost":-1}}"#, .illegalArgument,
                "negative [boost] are not allowed in [match_all], use a value between 0 and 1 to "
                    + "deboost"),
            Case(
                #"{"multi_match":{"query":"x","fields":["a",null]}}"#, .parsing,
                "[multi_match] field name in [fields] cannot be null"),
            Case(
                #"{"query_string":{"query":"x","fields":["a",null]}}"#, .parsing,
                "[query_string] field name in [fields] cannot be null"),
            Case(
                #"{"multi_match":{"query":"x","fields":["a"],"type":"bool_prefix","slop":1}}"#,
                .illegalArgument, "[slop] not allowed for type [bool_prefix]"),
            Case(
                #"{"multi_match":{"query":"x","type":"cross_fields","fuzziness":1}}"#,
                .illegalArgument, "Fuzziness not allowed for type [cross_fields]"),
            Case(
                #"{"dis_max":{"queries":[]}}"#, .parsing,
                "[dis_max] requires 'queries' field with at least one clause"),
            Case(
                #"{"terms":{"brand":{"index":"a","path":"x"}}}"#, .illegalArgument,
                "[terms] query lookup element requires specifying either the id or the query."),
            Case(
                #"{"range":{"made":{"gte":"2015","time_zone":"Mars/Olympus"}}}"#,
                .illegalArgument, "Unknown time-zone ID: Mars/Olympus"),
            Case(
                #"{"term":{"stock":"x"}}"#, .queryShard,
                "failed to create query: For input string: \"x\""),
            Case(
                #"{"range":{"made":{"gte":"x"}}}"#, .queryShard,
                "failed to create query: failed to parse date field [x] with format "
                    + "[strict_date_optional_time||epoch_millis]"),
            Case(
                #"{"match":{"ean":"x"}}"#, .queryShard,
                "failed to create query: Cannot search on field [ean] since it is both not "
                    + "indexed, and does not have doc_values enabled."),
            Case(
                #"{"match_phrase":{"note":"a b"}}"#, .queryShard,
                "failed to create query: field:[note] was indexed without position data; cannot "
                    + "run PhraseQuery"),
            Case(
                #"{"prefix":{"stock":"1"}}"#, .queryShard,
                "failed to create query: Can only use prefix queries on keyword, text and wildcard "
                    + "fields - not on [stock] which is of type [integer]"),
            Case(
                #"{"query_string":{"query":"title:("}}"#, .queryShard,
                "Failed to parse query [title:(]"),
        ])
    func says(row: Case) {
        let error = fault { _ = try planned(row.clause) }
        #expect(error?.kind == row.kind)
        #expect(error?.reason == row.reason)
    }

    @Test("points at its place in the body")
    func place() {
        let body = """
            {"query": {"bool": {"must": [
              {"match_all": {}},
              {"term": {"price": {"valeu": 1}}}]}}}
            """
        let error = fault { _ = try searchPlan(body) }
        #expect(error?.path == "query.bool.must[1].term.price")
        #expect(error?.line == 3)
        #expect(error?.column == 32)
        #expect(error?.suggestion == "value")
    }

    @Test("points at its place when only the mapping shows the fault")
    func placeOfShardFault() {
        let error = fault {
            _ = try searchPlan(#"{"query":{"bool":{"filter":{"term":{"stock":"x"}}}}}"#)
        }
        #expect(error?.path == "query.bool.filter.term.stock")
        #expect(error?.line == 1)
        #expect(error?.cause?.type == "number_format_exception")
        #expect(error?.isShardLevel == true)
    }

    @Test("is refused when it is too deep, too long or too many")
    func limits() {
        let deep =
            String(repeating: #"{"bool":{"must":"#, count: 30) + #"{"match_all":{}}"#
            + String(repeating: "}}", count: 30)
        #expect(fault { _ = try planned(deep) }?.kind == .illegalArgument)
        let words = (0..<1200).map { "w\($0)" }.joined(separator: " ")
        #expect(
            fault { _ = try planned(#"{"match":{"title":"\#(words)"}}"#) }?.kind == .tooManyClauses)
        let long = String(repeating: "a", count: 1001)
        #expect(
            fault { _ = try planned(#"{"regexp":{"brand":"\#(long)"}}"#) }?.reason.hasPrefix(
                "The length of regex [1001] used in the Regexp Query request has exceeded") == true)
        let terms = fault {
            _ = try planned(#"{"terms":{"brand":[1,2,3]}}"#, ["max_terms_count": 2])
        }
        #expect(
            terms?.reason
                == "The number of terms [3] used in the Terms Query request has exceeded the "
                + "allowed maximum of [2]. This maximum can be set by changing the "
                + "[index.max_terms_count] index level setting.")
        let brackets = String(repeating: "(", count: 10_000)
        #expect(fault { _ = try planned(#"{"query_string":{"query":"\#(brackets)"}}"#) } != nil)
        #expect(throws: Never.self) {
            try planned(#"{"simple_query_string":{"query":"\#(brackets)"}}"#)
        }
    }
}

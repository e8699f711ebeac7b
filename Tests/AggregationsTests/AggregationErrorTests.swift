import Aggregations
import JSON
import Testing

@Suite("A refused aggregation")
struct AggregationErrorTests {
    static let refused: [(String, AggregationError.Kind, String)] = [
        (
            #"{"a":{"term":{"field":"x"}}}"#, .parsing,
            "Unknown aggregation type [term] did you mean [terms]?"
        ),
        (#"{"a":{}}"#, .parsing, "Missing definition for aggregation [a]"),
        (
            #"{"a":[]}"#, .parsing,
            "Aggregation definition for [a] starts with a [START_ARRAY], expected a [START_OBJECT]."
        ),
        (
            #"{"a[0]":{"terms":{"field":"brand"}}}"#, .parsing,
            "Invalid aggregation name [a[0]]. Aggregation names can contain any character except "
                + "'[', ']', and '>'"
        ),
        (
            #"{"a":{"avg":{"field":"price"},"sum":{"field":"price"}}}"#, .parsing,
            "Found two aggregation type definitions in [a]: [avg] and [sum]"
        ),
        (
            #"{"a":{"terms":{"field":"brand"},"aggs":{},"aggregations":{}}}"#, .parsing,
            "Found two sub aggregation definitions under [a]"
        ),
        (
            #"{"a":{"terms":5}}"#, .parsing,
            "Expected [START_OBJECT] under [terms], but got a [VALUE_NUMBER] in [a]"
        ),
        (
            #"{"a":{"avg":{"field":"price"},"aggs":{"b":{"avg":{"field":"price"}}}}}"#,
            .initialization,
            "Aggregator [a] of type [avg] cannot accept sub-aggregations"
        ),
        (
            #"{"a":{"terms":{"field":"brand","siz":3}}}"#, .contentParsing,
            "[1:32] [terms] unknown field [siz] did you mean [size]?"
        ),
        (
            #"{"a":{"terms":{"size":1}}}"#, .illegalArgument,
            "Required one of fields [field, script], but none were specified. "
        ),
        (
            #"{"a":{"terms":{"field":"brand","size":0}}}"#, .illegalArgument,
            "[size] must be greater than 0. Found [0] in [a]"
        ),
        (
            #"{"a":{"terms":{"field":"brand","min_doc_count":-1}}}"#, .illegalArgument,
            "[minDocCount] must be greater than or equal to 0. Found [-1] in [a]"
        ),
        (
            #"{"a":{"cardinality":{"field":"brand","precision_threshold":-1}}}"#, .illegalArgument,
            "[precisionThreshold] must be greater than or equal to 0. Found [-1] in [a]"
        ),
        (
            #"{"a":{"avg":{"field":"brand"}}}"#, .illegalArgument,
            "Field [brand] of type [keyword] is not supported for aggregation [avg]"
        ),
        (
            #"{"a":{"terms":{"field":"hidden"}}}"#, .illegalArgument,
            "Can't load fielddata on [hidden] because fielddata is unsupported on fields of type "
                + "[keyword]. Use doc values instead."
        ),
        (#"{"a":{"filters":{"filters":{}}}}"#, .illegalArgument, "[filters] cannot be empty."),
        (
            #"{"a":{"range":{"field":"price"}}}"#, .illegalArgument,
            "No [ranges] specified for the [a] aggregation"
        ),
        (
            #"{"a":{"histogram":{"field":"price","interval":0}}}"#, .illegalArgument,
            "[interval] must be >0 for histogram aggregation [a]"
        ),
        (
            #"{"a":{"date_histogram":{"field":"created","calendar_interval":"2d"}}}"#,
            .illegalArgument,
            "The supplied interval [2d] could not be parsed as a calendar interval."
        ),
        (
            #"{"a":{"date_histogram":{"field":"created"}}}"#, .illegalArgument,
            "Invalid interval specified, must be non-null and non-empty"
        ),
        (
            #"{"a":{"terms":{"field":"brand","order":{"b":"asc"}}}}"#, .execution,
            "Invalid aggregation order path [b]. The provided aggregation [b] either does not "
                + "exist, or is a pipeline aggregation and cannot be used to sort the buckets."
        ),
        (
            #"{"a":{"terms":{"field":"brand","order":{"_key":"up"}}}}"#, .parsing,
            #"Unknown order direction ["up"]"#
        ),
        (
            #"{"a":{"terms":{"field":"stock","include":"1.*"}}}"#, .execution,
            "Aggregation [a] cannot support regular expression style include/exclude settings as "
                + "they can only be applied to string fields. Use an array of values for "
                + "include/exclude clauses"
        ),
        (
            #"{"a":{"date_range":{"field":"created","ranges":[{"from":"soon"}]}}}"#, .parseDate,
            "failed to parse date field [soon] with format "
                + "[strict_date_optional_time||epoch_millis]"
        ),
    ]

    @Test("says what is wrong as OpenSearch does", arguments: refused)
    func reasons(request: String, kind: AggregationError.Kind, reason: String) throws {
        let fixture = try AggregationFixture(seed: 1, documents: 0, segments: 1)
        let value = try JSONValue(parsing: request)
        let error = #expect(throws: AggregationError.self) { try fixture.plan(value) }
        #expect(error?.kind == kind && error?.reason == reason, "\(String(describing: error))")
    }

    @Test("on a text field points at the keyword beside it")
    func textField() throws {
        let fixture = try AggregationFixture(seed: 1, documents: 0, segments: 1)
        let error = #expect(throws: AggregationError.self) {
            try fixture.plan(["a": ["terms": ["field": "title"]]])
        }
        #expect(error?.reason.hasPrefix("Text fields are not optimised for operations") == true)
        #expect(error?.reason.contains("[title]") == true)
    }

    @Test("would have been one of the alphabetical registry")
    func registry() {
        let names = AggregationRegistry.all.map { $0.name }
        #expect(names == names.sorted())
        for type in AggregationRegistry.all { #expect(type.parameters == type.parameters.sorted()) }
    }
}

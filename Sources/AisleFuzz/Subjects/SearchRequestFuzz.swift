import JSON
import QueryDSL

/// Search bodies, up to the plan.
struct SearchRequestFuzz: FuzzSubject {
    static let name = "search-request"
    static let seeds = [
        #"{"query":{"bool":{"must":[{"multi_match":{"query":"a b","fields":["t^3","d"],"#
            + #""fuzziness":"AUTO"}}],"filter":[{"range":{"p":{"gte":1,"lt":"now-1d/d"}}}]}},"#
            + #""aggs":{"a":{"terms":{"field":"b","order":{"_key":"asc"}},"aggs":{"s":{"stats":"#
            + #"{"field":"p"}}}}},"sort":[{"_score":"desc"},{"p":{"missing":"_first"}}],"#
            + #""from":1,"size":3,"_source":{"includes":["a.*"]},"search_after":[1,"x"]}"#
    ].map { Array($0.utf8) }

    func decode(_ input: UnsafeRawBufferPointer) throws {
        _ = try SearchRequest.parse(try JSONDocument.parse(input))
    }
}

import API
import Testing

@Suite("filter_path")
struct ResponseFilterTests {
    private let answer = Array(
        (#"{"took":1,"hits":{"total":{"value":2},"hits":[{"_id":"1","_source":{"a":1,"#
            + #""b":[1,2]}},{"_id":"2","_source":{"a":2}}],"x":[]},"_shards":{"failed":0}}"#).utf8)

    @Test(
        "keeps named parts and drops what they leave empty",
        arguments: [
            ("took", #"{"took":1}"#),
            ("hits.hits._id", #"{"hits":{"hits":[{"_id":"1"},{"_id":"2"}]}}"#),
            ("hits.hits._source.b", #"{"hits":{"hits":[{"_source":{"b":[1,2]}}]}}"#),
            ("**._id", #"{"hits":{"hits":[{"_id":"1"},{"_id":"2"}]}}"#),
            ("*.total", #"{"hits":{"total":{"value":2}}}"#),
            ("t*k,_sh*", #"{"took":1,"_shards":{"failed":0}}"#),
            ("-hits", #"{"took":1,"_shards":{"failed":0}}"#),
            ("hits.hits,-**._source", #"{"hits":{"hits":[{"_id":"1"},{"_id":"2"}]}}"#),
            ("nothing", "{}"),
        ])
    func keeps(_ parameter: String, _ expected: String) throws {
        let filter = try #require(ResponseFilter(parameter))
        #expect(String(decoding: filter.apply(to: answer), as: UTF8.self) == expected)
    }

    @Test(
        "knows members nothing is kept of",
        arguments: [
            ("took", ["took"]), ("errors", []), ("hits.hits._id,-hits.x", ["hits"]),
            ("t*", ["took"]), ("**._id", ["took", "hits", "_shards"]),
            ("-hits", ["took", "hits", "_shards"]), ("_s*.failed,took", ["took", "_shards"]),
        ])
    func members(_ parameter: String, _ kept: [String]) throws {
        let filter = try #require(ResponseFilter(parameter))
        let text = String(decoding: filter.apply(to: answer), as: UTF8.self)
        for name in ["took", "hits", "_shards"] {
            #expect(filter.mayKeep(member: name) == kept.contains(name))
            if !filter.mayKeep(member: name) { #expect(!text.contains("\"\(name)\":")) }
        }
    }

    @Test("is nothing when it names nothing")
    func nothing() {
        #expect(ResponseFilter("") == nil)
        #expect(ResponseFilter(",") == nil)
    }
}

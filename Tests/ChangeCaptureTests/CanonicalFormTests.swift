import ChangeCapture
import Index
import JSON
import Primitives
import Schema
import TestSupport
import Testing

@Suite("The canonical form of a document")
struct CanonicalFormTests {
    private func form() throws -> CanonicalForm {
        let index = try LiveIndex.create(
            directory: MemoryDirectory(),
            mappings: [
                "properties": [
                    "price": ["type": "double"], "rating": ["type": "float"],
                    "cents": ["type": "scaled_float", "scaling_factor": 100],
                    "at": ["type": "date"], "live": ["type": "boolean"],
                    "tags": ["type": "keyword"], "title": ["type": "text"],
                ]
            ], environment: IndexEnvironment(budget: MemoryBudget(limit: 1 << 30)))
        return CanonicalForm(index.mapping)
    }

    @Test(
        "is one for all ways to write a document",
        arguments: [
            (#"{"price":10.50}"#, #"{"price":"10.5"}"#),
            (#"{"price":10}"#, #"{"price":10.0}"#),
            (#"{"rating":0.1}"#, #"{"rating":0.10000000149011612}"#),
            (#"{"cents":1.999}"#, #"{"cents":2}"#),
            (#"{"at":"2026-01-01T00:00:00Z"}"#, #"{"at":"2026-01-01T01:00:00+01:00"}"#),
            (#"{"at":"2026-01-01T00:00:00Z"}"#, #"{"at":1767225600000}"#),
            (#"{"live":true}"#, #"{"live":"true"}"#),
            (#"{"tags":["a","b"]}"#, #"{"tags":["b","a"]}"#),
            (#"{"tags":["a"]}"#, #"{"tags":"a"}"#),
            (#"{"title":null,"tags":[]}"#, "{}"),
            (#"{"a":{"b":1}}"#, #"{"a":{"b":1.0,"c":null}}"#),
        ])
    func same(one: String, other: String) throws {
        var form = try form()
        #expect(try form.fields(of: Array(one.utf8)) == form.fields(of: Array(other.utf8)))
    }

    @Test(
        "tells documents apart",
        arguments: [
            (#"{"price":10.5}"#, #"{"price":10.51}"#),
            (#"{"price":9007199254740993}"#, #"{"price":9007199254740992}"#),
            (#"{"at":"2026-01-01T00:00:00Z"}"#, #"{"at":"2026-01-01T00:00:00+01:00"}"#),
            (#"{"tags":["a","a"]}"#, #"{"tags":["a"]}"#),
            (#"{"title":"a"}"#, #"{"title":"A"}"#),
            (#"{"o":[{"a":1,"b":2},{"a":3,"b":4}]}"#, #"{"o":[{"a":1,"b":4},{"a":3,"b":2}]}"#),
            (#"{"title":""}"#, "{}"),
        ])
    func different(one: String, other: String) throws {
        var form = try form()
        #expect(try form.fields(of: Array(one.utf8)) != form.fields(of: Array(other.utf8)))
    }
}

import JSON
import Primitives
import Schema
import Segments
import TestSupport
import Testing

@Suite("Fast fields of a mapping")
struct FastFieldsTests {
    private func mapping(_ properties: JSONValue) throws -> IndexMapping {
        try IndexMapping.parse(
            ["properties": properties], analyzers: IndexSettings.standard.analyzers())
    }

    private static let kinds: JSONValue = [
        "long": ["type": "long"], "byte": ["type": "byte"], "double": ["type": "double"],
        "float": ["type": "float"], "half": ["type": "half_float"],
        "big": ["type": "unsigned_long"], "flag": ["type": "boolean"], "day": ["type": "date"],
        "price": ["type": "scaled_float", "scaling_factor": 100], "word": ["type": "keyword"],
        "inner": ["properties": ["n": ["type": "long"]]],
        "children": ["type": "nested", "properties": ["n": ["type": "long"]]],
        "off": ["enabled": false, "type": "object", "properties": ["n": ["type": "long"]]],
        "copied": ["type": "long", "copy_to": "target"], "target": ["type": "long"],
        "many": ["type": "long", "fields": ["text": ["type": "keyword"]]],
        "lax": ["type": "long", "ignore_malformed": true],
        "filled": ["type": "long", "null_value": 0],
        "unseen": ["type": "long", "index": false, "doc_values": false],
    ]

    @Test(
        "are those a column alone holds",
        arguments: [
            (#"{"long":5}"#, 5), (#"{"long":-5}"#, -5), (#"{"long":5.0}"#, 5),
            (#"{"byte":127}"#, 127), (#"{"double":0.1}"#, NumericEncoding.encode(0.1)),
            (#"{"float":12.99}"#, NumericEncoding.encode(Double(Float(12.99)))),
            (#"{"big":18446744073709551615}"#, Int64.max), (#"{"flag":true}"#, 1),
            (#"{"flag":false}"#, 0), (#"{"price":12.99}"#, 1299), (#"{"price":7}"#, 700),
            (#"{"day":"1970-01-01T00:00:00.007Z"}"#, 7), (#"{"inner":{"n":3}}"#, 3),
            (#"{"long":null}"#, nil),
        ] as [(String, Int64?)])
    func fast(partial: String, expected: Int64?) throws {
        let object = try #require(try JSONValue(parsing: partial).object)
        let changes = try #require(try mapping(Self.kinds).fastFields.changes(of: object))
        #expect(changes.count == 1)
        #expect(changes.first?.value == expected)
    }

    @Test(
        "are none that anything else depends on, and no value that a column would change",
        arguments: [
            "{}", #"{"long":"5"}"#, #"{"long":5.5}"#, #"{"byte":128}"#, #"{"long":true}"#,
            #"{"float":12.990000001}"#, #"{"half":1}"#, #"{"flag":"true"}"#, #"{"flag":1}"#,
            #"{"price":12.995}"#, #"{"day":"1970-01-01"}"#, #"{"day":0}"#, #"{"word":"a"}"#,
            #"{"inner":5}"#, #"{"inner.n":5}"#, #"{"children":{"n":3}}"#, #"{"off":{"n":3}}"#,
            #"{"copied":1}"#, #"{"target":1}"#, #"{"many":1}"#, #"{"lax":1}"#, #"{"filled":1}"#,
            #"{"unseen":1}"#, #"{"unknown":1}"#, #"{"long":[5]}"#, #"{"long":5,"word":"a"}"#,
        ])
    func slow(partial: String) throws {
        let object = try #require(try JSONValue(parsing: partial).object)
        #expect(try mapping(Self.kinds).fastFields.changes(of: object) == nil)
    }

    @Test("are read with the numbers set in place, wherever the source has them")
    func sources() throws {
        let cases: [(source: String, changes: [(String, Int64?)], expected: String)] = [
            (#"{"a":1}"#, [("a", 2)], #"{"a":2}"#),
            (#"{ "a" : 1 }"#, [("a", 1)], #"{ "a" : 1 }"#),
            (#"{"a":"1"}"#, [("a", 1)], #"{"a":"1"}"#),
            (#"{"a":[1]}"#, [("a", 2)], #"{"a":2}"#),
            (#"{"x":"ü","a":1}"#, [("a", nil)], #"{"x":"ü","a":null}"#),
            (#"{"x":1}"#, [("a", nil)], #"{"x":1}"#),
            (#"{"x":1}"#, [("o.b", 2), ("o.c", 3), ("a", 1)], #"{"x":1,"a":1,"o":{"b":2,"c":3}}"#),
            (#"{"o":{"b":1,"x":2}}"#, [("o.b", 5), ("o.c", 6)], #"{"o":{"b":5,"x":2,"c":6}}"#),
            (#"{"o":null}"#, [("o.b", 5)], #"{"o":{"b":5}}"#),
            (#"{"o":null}"#, [("o.b", nil)], #"{"o":null}"#),
            (#"{"o.b":1}"#, [("o.b", 5)], #"{"o.b":5}"#),
            (#"{"o":[{"b":1}]}"#, [("o.b", 5)], #"{"o":[{"b":5}]}"#),
        ]
        let mapping = try mapping([
            "a": ["type": "long"], "x": ["type": "text"],
            "o": ["properties": ["b": ["type": "long"], "c": ["type": "long"]]],
        ])
        for (source, changes, expected) in cases {
            let documents = try IndexedDocuments(mapping.serialized, [source])
            let view = SegmentView(reader: documents.reader, liveDocs: nil)
            let edits = try changes.map { path, value in
                ColumnEdit(
                    doc: 0, field: try #require(documents.mapping.field(path)?.number), value: value
                )
            }
            let pending = ByteWriter()
            try CurrentSource(documents.mapping).append(0, of: view, pending: edits, to: pending)
            #expect(String(decoding: pending.bytes, as: UTF8.self) == expected)
            var update = ColumnUpdate(view: view)
            try update.set(edits.settled)
            let changed = SegmentView(
                reader: view.reader, liveDocs: nil, overlay: update.finish(), columnGeneration: 1)
            let published = ByteWriter()
            try CurrentSource(documents.mapping).append(0, of: changed, to: published)
            #expect(String(decoding: published.bytes, as: UTF8.self) == expected)
        }
    }
}

import JSON
import Primitives
import Schema
import Segments
import TestSupport
import Testing

@Suite("A document parser")
struct DocumentParserTests {
    private func type(_ path: String, _ documents: [String], _ mapping: JSONValue = [:]) throws
        -> String?
    {
        try IndexedDocuments(mapping, documents).mapping.field(path)?.typeName
    }

    @Test(
        "maps what it does not know by its value",
        arguments: [
            ("1", "long"), ("1.5", "float"), ("true", "boolean"), ("\"red\"", "text"),
            ("\"2015-06-01\"", "date"), ("\"2015/06/01 +01:00\"", "date"), ("\"2015\"", "text"),
            ("\"12\"", "text"), ("[null, 3]", "long"), ("[[1.5]]", "float"),
        ])
    func infersTypes(json: String, expected: String) throws {
        #expect(try type("f", ["{\"f\":\(json)}"]) == expected)
    }

    @Test("maps nothing for null and empty arrays", arguments: ["null", "[]", "[null]"])
    func infersNothing(json: String) throws {
        #expect(try IndexedDocuments([:], ["{\"f\":\(json)}"]).mapping.fields.isEmpty)
    }

    @Test("gives new texts a keyword of at most 256 characters")
    func textWithKeyword() throws {
        let documents = try IndexedDocuments([:], ["{\"f\":\"Red Shoe\"}"])
        #expect(
            documents.mapping.serialized.serialized()
                == #"{"properties":{"f":{"type":"text","fields":{"keyword":{"type":"keyword","#
                + #""ignore_above":256}}}}}"#)
        #expect(try documents.terms("f") == ["red", "shoe"])
        #expect(try documents.terms("f.keyword") == ["Red Shoe"])
    }

    @Test("maps objects, in arrays and under dotted names too")
    func objects() throws {
        let documents = try IndexedDocuments(
            [:], [#"{"o":[{"a":1},{"b":2}],"p.q":3,"p":{"r":4}}"#, #"{"o":{"c.d":5}}"#])
        #expect(try documents.numbers("o.a") == [1])
        #expect(try documents.numbers("o.b") == [2])
        #expect(try documents.numbers("p.q") == [3])
        #expect(try documents.numbers("p.r") == [4])
        #expect(try documents.numbers("o.c.d", 1) == [5])
    }

    @Test("detects numbers when told to, and no dates when told not to")
    func detection() throws {
        #expect(try type("f", ["{\"f\":\"12\"}"], ["numeric_detection": true]) == "long")
        #expect(try type("f", ["{\"f\":\"1.5\"}"], ["numeric_detection": true]) == "float")
        #expect(try type("f", ["{\"f\":\"2015-06-01\"}"], ["date_detection": false]) == "text")
        let formats: JSONValue = ["dynamic_date_formats": ["MM/dd/yyyy"]]
        let documents = try IndexedDocuments(formats, ["{\"f\":\"06/01/2015\"}"])
        #expect(documents.mapping.serializedField("f")?["format"] == "MM/dd/yyyy")
    }

    @Test("follows dynamic templates, the first that fits")
    func templates() throws {
        let mapping: JSONValue = [
            "dynamic_templates": [
                ["codes": ["match": "*_code", "mapping": ["type": "keyword"]]],
                [
                    "words": [
                        "match_mapping_type": "string", "path_unmatch": "raw.*",
                        "mapping": ["type": "text", "fields": ["{name}": ["type": "keyword"]]],
                    ]
                ],
                [
                    "rest": [
                        "path_match": "raw.*",
                        "mapping": ["type": "{dynamic_type}", "index": false],
                    ]
                ],
            ]
        ]
        let documents = try IndexedDocuments(
            mapping, [#"{"a_code":"x","title":"y","raw":{"t":"z","n":1}}"#])
        #expect(documents.mapping.field("a_code")?.typeName == "keyword")
        #expect(documents.mapping.field("title.title")?.typeName == "keyword")
        #expect(documents.mapping.field("raw.t")?.isSearchable == false)
        #expect(documents.mapping.field("raw.n")?.typeName == "long")
    }

    @Test("ignores, refuses or adds unknown keys as the object says")
    func dynamicRules() throws {
        let mapping: JSONValue = [
            "dynamic": "strict",
            "properties": [
                "open": ["dynamic": true, "properties": [:]],
                "shut": ["dynamic": false, "properties": [:]],
            ],
        ]
        let documents = try IndexedDocuments(mapping, [#"{"open":{"x":1},"shut":{"y":{"z":1}}}"#])
        #expect(documents.mapping.fields.map(\.path) == ["open.x"])
        let error = try refusal(of: #"{"other":1}"#, by: mapping)
        #expect(error?.kind == .strictMapping)
        #expect(
            error?.reason
                == "mapping set to strict, dynamic introduction of [other] within [_doc] is not "
                + "allowed")
        let inner: JSONValue = ["properties": ["o": ["dynamic": "strict", "properties": [:]]]]
        #expect(
            try refusal(of: #"{"o":{"x":{"y":1}}}"#, by: inner)?.reason
                == "mapping set to strict, dynamic introduction of [x] within [o] is not allowed")
    }

    @Test("passes over disabled objects whatever they hold")
    func disabledObject() throws {
        let mapping: JSONValue = ["properties": ["o": ["type": "object", "enabled": false]]]
        let documents = try IndexedDocuments(mapping, [#"{"o":{"x":[1,{"y":2}]}}"#, #"{"o":5}"#])
        #expect(documents.mapping.fields.isEmpty)
    }

    @Test("copies values, and maps a target that does not exist")
    func copies() throws {
        let mapping: JSONValue = [
            "properties": [
                "a": ["type": "keyword", "copy_to": ["all", "new"]],
                "b": ["type": "long", "copy_to": "all"],
                "all": ["type": "text", "fields": ["k": ["type": "keyword"]]],
            ]
        ]
        let documents = try IndexedDocuments(mapping, [#"{"a":["Red","Blue"],"b":7}"#])
        #expect(try documents.terms("all") == ["7", "blue", "red"])
        #expect(try documents.terms("all.k") == ["7", "Blue", "Red"])
        #expect(try documents.terms("new.keyword") == ["Blue", "Red"])
    }

    @Test("makes child documents of nested objects")
    func nested() throws {
        let mapping: JSONValue = [
            "properties": [
                "parts": [
                    "type": "nested",
                    "properties": [
                        "sku": ["type": "keyword"],
                        "tags": ["type": "nested", "properties": ["t": ["type": "keyword"]]],
                    ],
                ]
            ]
        ]
        let documents = try IndexedDocuments(
            mapping,
            [#"{"parts":[{"sku":"a","tags":{"t":"x"}},{"sku":"b"}]}"#, #"{"parts":{"n":1}}"#])
        let space = try #require(documents.mapping.nestedSpace("parts"))
        let inner = try #require(documents.mapping.nestedSpace("parts.tags"))
        #expect(documents.reader.documentCount(of: space) == 3)
        #expect(documents.reader.documentCount(of: inner) == 1)
        #expect(documents.reader.documentCount == 2)
        #expect(try documents.terms("parts.sku", 1) == ["b"])
        #expect(try documents.numbers("parts.n", 2) == [1])
        #expect(documents.mapping.field("parts.n")?.nestedPath == "parts")
    }

    @Test(
        "refuses documents that are none",
        arguments: [
            ("", "failed to parse, document is empty"), ("[1]", "failed to parse"),
            ("{\"a\":}", "failed to parse"), ("{\"a\":1", "failed to parse"),
            (
                "{\"_id\":1}",
                "Field [_id] is a metadata field and cannot be added inside a document. Use the "
                    + "index API request parameters."
            ), ("{\"\":1}", "field name cannot be an empty string"),
            (
                "{\"a.\":1}",
                "object field starting or ending with a [.] makes object resolution ambiguous: [a.]"
            ),
        ])
    func refusesDocuments(json: String, expected: String) throws {
        #expect(try refusal(of: json, by: [:])?.reason == expected)
    }

    @Test("says where a text stops being JSON, and where it is no UTF-8")
    func syntaxErrors() throws {
        let error = try refusal(of: "{\"a\":1,\n \"b\":x}", by: [:])
        #expect(error?.cause?.reason.contains("line 2, column 6") == true)
        let writer = ByteWriter()
        writer.write("{\"a\":\"")
        writer.write(UInt8(0xFF))
        writer.write("\"}")
        let parser = DocumentParser(
            mapping: try IndexMapping.parse([:], analyzers: .builtin))
        #expect(throws: DocumentError.self) {
            try parser.parse(
                source: writer.bytes, id: "1", routing: nil, into: ParsedDocument(),
                buffer: SegmentBuffer())
        }
    }

    @Test("refuses a number that no float holds, and ids over 512 bytes")
    func refusesExtremes() throws {
        #expect(try refusal(of: "{\"a\":1e400}", by: [:])?.kind == .mapperParsing)
        let parser = DocumentParser(
            mapping: try IndexMapping.parse([:], analyzers: .builtin))
        for id in ["", String(repeating: "x", count: 600)] {
            #expect(throws: DocumentError.self) {
                try parser.parse(
                    source: UnsafeRawBufferPointer(start: nil, count: 0), id: id, routing: nil,
                    into: ParsedDocument(), buffer: SegmentBuffer())
            }
        }
    }

    @Test("says what an object got instead of one")
    func concreteValueForObject() throws {
        let mapping: JSONValue = ["properties": ["o": ["properties": ["x": ["type": "long"]]]]]
        #expect(
            try refusal(of: "{\"o\":5}", by: mapping)?.reason
                == "object mapping for [o] tried to parse field [o] as object, but found a "
                + "concrete value")
    }

    @Test("refuses more nested objects than the settings allow")
    func nestedObjectLimit() throws {
        let mapping: JSONValue = ["properties": ["n": ["type": "nested", "properties": [:]]]]
        let text = "{\"n\":[{},{},{}]}"
        #expect(throws: DocumentError.self) {
            try IndexedDocuments(
                mapping, [text], settings: ["index.mapping.nested_objects.limit": 2])
        }
        #expect(throws: Never.self) { try IndexedDocuments(mapping, [text]) }
    }

    @Test("gives each field the values a plain walk finds", arguments: 0..<12)
    func equalsFlattener(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed) + 77)
        let texts = (0..<30).map { _ in RandomDocument.make(using: &generator) }
        let documents = try IndexedDocuments([:], texts.map { $0.serialized() })
        for (number, document) in texts.enumerated() {
            let expected = RandomDocument.flatten(document)
            for field in documents.mapping.fields where field.parentPath == nil {
                let values = expected[field.path] ?? []
                let doc = DocID(number)
                if field.isText {
                    let keyword = try documents.terms(field.path + ".keyword", doc)
                    #expect(keyword == Set(values.compactMap(\.string)).sorted(), "\(field.path)")
                } else {
                    let numbers = values.compactMap { value in
                        value.boolean.map { $0 ? 1.0 : 0.0 } ?? value.double
                    }
                    #expect(
                        try documents.values(field.path, doc) == numbers.sorted(), "\(field.path)")
                }
            }
        }
    }
}

/// Documents of nested objects and arrays whose leaves have one type a name.
enum RandomDocument {
    static func make(using generator: inout SeededGenerator, depth: Int = 0) -> JSONValue {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            let name = ["t", "n", "b", "o"].randomElement(using: &generator) ?? "t"
            let key = depth < 3 && name == "o" ? "o\(depth)" : name == "o" ? "n" : name
            object[key] = value(key, using: &generator, depth)
        }
        return .object(object)
    }

    private static func value(
        _ key: String, using generator: inout SeededGenerator, _ depth: Int
    ) -> JSONValue {
        if Int.random(in: 0..<4, using: &generator) == 0 {
            let count = Int.random(in: 0...3, using: &generator)
            return .array((0..<count).map { _ in leaf(key, using: &generator, depth) })
        }
        return leaf(key, using: &generator, depth)
    }

    private static func leaf(
        _ key: String, using generator: inout SeededGenerator, _ depth: Int
    ) -> JSONValue {
        if Int.random(in: 0..<8, using: &generator) == 0 { return .null }
        switch key {
        case "t": return .string("w\(Int.random(in: 0..<9, using: &generator))")
        case "n": return .integer(Int64.random(in: -50...50, using: &generator))
        case "b": return .boolean(Bool.random(using: &generator))
        default: return make(using: &generator, depth: depth + 1)
        }
    }

    static func flatten(_ value: JSONValue, _ path: String = "") -> [String: [JSONValue]] {
        var found: [String: [JSONValue]] = [:]
        switch value {
        case .null: break
        case .object(let members):
            for (key, inner) in members {
                found.merge(flatten(inner, path.isEmpty ? key : path + "." + key)) { $0 + $1 }
            }
        case .array(let elements):
            for element in elements { found.merge(flatten(element, path)) { $0 + $1 } }
        default: found[path] = [value]
        }
        return found
    }
}

import JSON
import Schema
import Testing

@Suite("A field type")
struct FieldTypeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let type: String
        let json: String
        let values: [Double]
        var testDescription: String { "\(type) \(json)" }
    }

    @Test(
        "reads numbers, texts and arrays",
        arguments: [
            Case(type: "long", json: "12", values: [12]),
            Case(type: "long", json: "\"12\"", values: [12]),
            Case(type: "long", json: "12.7", values: [12]),
            Case(type: "long", json: "\"-12.7\"", values: [-12]),
            Case(type: "long", json: "[3,1,[2]]", values: [1, 2, 3]),
            Case(type: "long", json: "null", values: []),
            Case(type: "long", json: "[]", values: []),
            Case(type: "long", json: "\"\"", values: []),
            Case(type: "integer", json: "2147483647", values: [2_147_483_647]),
            Case(type: "byte", json: "-128", values: [-128]),
            Case(type: "double", json: "0.1", values: [0.1]),
            Case(type: "float", json: "0.1", values: [Double(Float(0.1))]),
            Case(type: "half_float", json: "0.1", values: [Double(Float16(0.1))]),
            Case(type: "double", json: "\"1e3\"", values: [1000]),
            Case(
                type: "unsigned_long", json: "18446744073709551615",
                values: [0x1p64]),
            Case(type: "boolean", json: "true", values: [1]),
            Case(type: "boolean", json: "[\"false\",\"\",\"true\"]", values: [0, 0, 1]),
            Case(type: "date", json: "\"2015-06-01\"", values: [1_433_116_800_000]),
            Case(type: "date", json: "1433116800000", values: [1_433_116_800_000]),
        ])
    func readsValues(_ row: Case) throws {
        let documents = try IndexedDocuments(
            fieldMapping(["type": .string(row.type)]), ["{\"f\":\(row.json)}"])
        #expect(try documents.values("f") == row.values)
    }

    @Test("rounds a scaled float half up")
    func scaledFloat() throws {
        let mapping = fieldMapping(["type": "scaled_float", "scaling_factor": 100])
        let documents = try IndexedDocuments(
            mapping, ["{\"f\":[0.125,-0.125,\"3.14159\"]}"])
        #expect(try documents.numbers("f") == [-12, 13, 314])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let type: String
        let json: String
        let cause: String
        var testDescription: String { "\(type) \(json)" }
    }

    @Test(
        "refuses what does not fit, naming field, type, id and value",
        arguments: [
            Fault(type: "double", json: "\"x\"", cause: "For input string: \"x\""),
            Fault(type: "byte", json: "128", cause: "Value [128] is out of range for a byte"),
            Fault(
                type: "integer", json: "2147483648",
                cause: "Value [2147483648] is out of range for an integer"),
            Fault(
                type: "long", json: "9223372036854775808",
                cause: "Value [9223372036854775808] is out of range for a long"),
            Fault(
                type: "unsigned_long", json: "-1",
                cause: "Value [-1] is out of range for an unsigned long"),
            Fault(
                type: "float", json: "1e40",
                cause: "[float] supports only finite values, but got [Infinity]"),
            Fault(
                type: "double", json: "\"NaN\"",
                cause: "[double] supports only finite values, but got [NaN]"),
            Fault(
                type: "boolean", json: "\"x\"",
                cause: "Failed to parse value [x] as only [true] or [false] are allowed."),
            Fault(
                type: "date", json: "\"x\"",
                cause: "failed to parse date field [x] with format "
                    + "[strict_date_optional_time||epoch_millis]"),
            Fault(type: "long", json: "{\"a\":1}", cause: "Can't get text on a START_OBJECT"),
            Fault(type: "text", json: "{\"a\":1}", cause: "Can't get text on a START_OBJECT"),
        ])
    func refuses(_ row: Fault) throws {
        let error = try #require(
            try refusal(
                of: "{\"f\":\(row.json)}", by: fieldMapping(["type": .string(row.type)])))
        #expect(error.kind == .mapperParsing)
        #expect(error.cause?.reason == row.cause)
        #expect(
            error.reason.hasPrefix(
                "failed to parse field [f] of type [\(row.type)] in document with id '0'. Preview "
                    + "of field's value: '"))
    }

    @Test("leaves malformed values out and notes them when told to")
    func ignoresMalformed() throws {
        let mapping = fieldMapping(["type": "long", "ignore_malformed": true])
        let documents = try IndexedDocuments(mapping, ["{\"f\":[1,\"x\",3]}", "{\"f\":5}"])
        #expect(try documents.numbers("f") == [1, 3])
        #expect(try documents.ordinals("_ignored") == ["f"])
        #expect(try documents.ordinals("_ignored", 1).isEmpty)
        #expect(try documents.terms("_ignored") == ["f"])
    }

    @Test("refuses texts and decimals without coercion")
    func withoutCoercion() throws {
        let mapping = fieldMapping(["type": "integer", "coerce": false])
        #expect(
            try refusal(of: "{\"f\":\"1\"}", by: mapping)?.cause?.reason
                == "Integer value passed as String")
        #expect(try refusal(of: "{\"f\":1.5}", by: mapping) != nil)
        #expect(try refusal(of: "{\"f\":1.0}", by: mapping) == nil)
    }

    @Test("indexes null_value in place of null")
    func nullValues() throws {
        let mapping: JSONValue = [
            "properties": [
                "n": ["type": "long", "null_value": 7],
                "k": ["type": "keyword", "null_value": "NONE"],
                "b": ["type": "boolean", "null_value": true],
                "d": ["type": "date", "null_value": "2020-01-01"],
            ]
        ]
        let documents = try IndexedDocuments(
            mapping, ["{\"n\":[null,1],\"k\":null,\"b\":null,\"d\":null}"])
        #expect(try documents.numbers("n") == [1, 7])
        #expect(try documents.terms("k") == ["NONE"])
        #expect(try documents.numbers("b") == [1])
        #expect(try documents.numbers("d") == [1_577_836_800_000])
    }

    @Test("leaves long keywords out and notes them")
    func ignoreAbove() throws {
        let mapping = fieldMapping(["type": "keyword", "ignore_above": 3])
        let documents = try IndexedDocuments(mapping, ["{\"f\":[\"abc\",\"abcd\",\"äöü\"]}"])
        #expect(try documents.terms("f") == ["abc", "äöü"])
        #expect(try documents.ordinals("f") == ["abc", "äöü"])
        #expect(try documents.ordinals("_ignored") == ["f"])
    }

    @Test("stays searchable through its column alone")
    func columnOnly() throws {
        let mapping = fieldMapping(["type": "keyword", "index": false])
        let documents = try IndexedDocuments(mapping, [#"{"f":"a"}"#])
        #expect(try documents.terms("f") == ["a"])
        let neither = fieldMapping(["type": "keyword", "index": false, "doc_values": false])
        #expect(try IndexedDocuments(neither, [#"{"f":"a"}"#]).terms("f").isEmpty)
    }

    @Test("normalizes keywords")
    func normalizes() throws {
        let mapping = fieldMapping(["type": "keyword", "normalizer": "lowercase"])
        let documents = try IndexedDocuments(mapping, ["{\"f\":[\"ACME\",12,true]}"])
        #expect(try documents.terms("f") == ["12", "acme", "true"])
    }

    @Test("refuses a keyword over the longest term")
    func immenseTerm() throws {
        let long = String(repeating: "x", count: 32_767)
        let error = try refusal(
            of: "{\"f\":\"\(long)\"}", by: fieldMapping(["type": "keyword"]))
        #expect(error?.kind == .illegalArgument)
        #expect(error?.reason.hasPrefix("Document contains at least one immense term") == true)
    }

    @Test("puts a gap between the values of a text")
    func positionGap() throws {
        let documents = try IndexedDocuments(
            fieldMapping(["type": "text"]), ["{\"f\":[\"red shoe\",\"blue\"]}", "{\"f\":\"red\"}"])
        let found = try documents.positions("f")
        #expect(found.map(\.term) == ["blue", "red", "shoe"])
        #expect(found.map(\.positions) == [[102], [0], [1]])
        #expect(try documents.positions("f", 1).map(\.positions) == [[0]])
    }

    @Test("has a gap of its own when the mapping says so")
    func ownPositionGap() throws {
        let mapping = fieldMapping(["type": "text", "position_increment_gap": 0])
        let documents = try IndexedDocuments(mapping, ["{\"f\":[\"red shoe\",\"blue\"]}"])
        #expect(try documents.positions("f").map(\.positions) == [[2], [0], [1]])
    }

    @Test("notes its name where neither norms nor a column shows it")
    func fieldNames() throws {
        let mapping: JSONValue = [
            "properties": [
                "a": ["type": "text", "norms": false], "b": ["type": "text"],
                "c": ["type": "keyword", "doc_values": false], "d": ["type": "keyword"],
            ]
        ]
        let documents = try IndexedDocuments(
            mapping, ["{\"a\":\"x\",\"b\":\"x\",\"c\":\"x\",\"d\":\"x\"}", "{\"b\":\"x\"}"])
        #expect(try documents.terms("_field_names") == ["a", "c"])
        #expect(try documents.terms("_field_names", 1).isEmpty)
    }

    @Test("keeps addresses in their order and prints the shortest form")
    func addresses() throws {
        let documents = try IndexedDocuments(
            fieldMapping(["type": "ip"]), [#"{"f":["192.168.1.42","::1","10.0.0.1"]}"#])
        #expect(try documents.ordinals("f").count == 3)
        for (text, printed) in [
            ("192.168.1.42", "192.168.1.42"), ("::1", "::1"), ("::", "::"),
            ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1::", "1::"),
            ("::ffff:10.0.0.1", "10.0.0.1"),
        ] {
            #expect(IPAddress.parse(text).map { IPAddress.text($0) } == printed)
        }
        for text in [":::1", "1.2.3", "1.2.3.256", "quux", "1:2:3", "", "1::2::3", "12345::"] {
            #expect(IPAddress.parse(text) == nil)
        }
        let block = try #require(IPAddress.block("10.1.2.3/9"))
        #expect(IPAddress.text(block.lower) == "10.0.0.0")
        #expect(IPAddress.text(block.upper) == "10.127.255.255")
        #expect(IPAddress.block("10.0.0.0/33") == nil)
        let error = try refusal(of: #"{"f":"quux"}"#, by: fieldMapping(["type": "ip"]))
        #expect(error?.cause?.reason == "'quux' is not an IP string literal.")
    }

    @Test("keeps a column of terms beside a text with fielddata")
    func fielddata() throws {
        let mapping = fieldMapping(["type": "text", "fielddata": true])
        let documents = try IndexedDocuments(mapping, [#"{"f":["Red shoe","red"]}"#, "{}"])
        let column = try #require(documents.mapping.field("f")).sortable
        #expect(column.isKeyword && column.isAggregatable)
        #expect(try documents.ordinals(column.number) == ["red", "shoe"])
        #expect(try documents.ordinals(column.number, 1).isEmpty)
        #expect(try documents.terms("f") == ["red", "shoe"])
        let plain = try IndexedDocuments(fieldMapping(["type": "text"]), [])
        #expect(plain.mapping.field("f")?.sortable.isAggregatable == false)
    }

    @Test("has parameters in alphabetical order, each with a word of explanation")
    func tablesAreOrdered() {
        let names = FieldTypeRegistry.all.map { $0.name }
        #expect(names == names.sorted())
        for type in FieldTypeRegistry.all {
            #expect(!type.summary.isEmpty)
            #expect(Set(type.parameters.map(\.name)).count == type.parameters.count)
            for parameter in type.parameters { #expect(!parameter.summary.isEmpty) }
        }
    }

    /// A value that says something else than a parameter's absence does.
    private func another(than value: JSONValue) -> JSONValue {
        switch value {
        case .boolean(let flag): .boolean(!flag)
        case .integer(let number): .integer(number + 1)
        case .double(let number): .double(number + 1)
        case .null: .null
        default: "another"
        }
    }

    @Test("refuses every parameter its table refuses, unless it says what holds anyway")
    func refusedParameters() throws {
        for type in FieldTypeRegistry.all {
            for parameter in type.parameters where parameter.handling == .refused {
                let definition: JSONValue = [
                    "type": .string(type.name),
                    parameter.name: another(than: parameter.defaultValue),
                ]
                #expect(throws: MappingError.self) {
                    try IndexMapping.parse(fieldMapping(definition), analyzers: .builtin)
                }
            }
        }
        _ = try IndexMapping.parse(
            fieldMapping(["type": "keyword", "norms": false]), analyzers: .builtin)
    }

    @Test("resolves an alias to the field it names, and refuses one that names none")
    func alias() throws {
        let mapping = try IndexMapping.parse(
            ["properties": ["a": ["type": "long"], "b": ["type": "alias", "path": "a"]]],
            analyzers: .builtin)
        #expect(mapping.field("b")?.path == "a")
        #expect(mapping.fields(matching: "*").map(\.path) == ["a"])
        #expect(mapping.serializedField("b") == ["type": "alias", "path": "a"])
        #expect(throws: MappingError.self) {
            try IndexMapping.parse(
                fieldMapping(["type": "alias", "path": "none"]), analyzers: .builtin)
        }
    }
}

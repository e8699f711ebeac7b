import Analysis
import JSON
import Schema
import Segments
import Testing

@Suite("An index mapping")
struct IndexMappingTests {
    private func parse(_ mapping: JSONValue) throws -> IndexMapping {
        try IndexMapping.parse(mapping, analyzers: .builtin)
    }

    private func reason(_ mapping: JSONValue) -> String {
        do {
            _ = try parse(mapping)
            return ""
        } catch {
            return (error as? MappingError)?.reason ?? "\(error)"
        }
    }

    @Test("echoes what was set in its order, without defaults")
    func echo() throws {
        let mapping = try parse([
            "dynamic": false,
            "properties": [
                "title": [
                    "type": "text", "index": true, "analyzer": "english",
                    "fields": ["raw": ["type": "keyword", "ignore_above": "256"]],
                ],
                "price": ["type": "double", "coerce": "true", "doc_values": true],
                "maker": ["properties": ["name": ["type": "keyword", "copy_to": "title"]]],
                "parts": ["type": "nested", "properties": ["sku": ["type": "keyword"]]],
                "blob": ["type": "object", "enabled": "false"],
            ],
        ])
        #expect(
            mapping.serialized.serialized()
                == #"{"dynamic":"false","properties":{"title":{"type":"text","analyzer":"english","#
                + #""fields":{"raw":{"type":"keyword","ignore_above":256}}},"price":"#
                + #"{"type":"double","coerce":true},"maker":{"properties":{"name":"#
                + #"{"type":"keyword","copy_to":["title"]}}},"parts":{"type":"nested","#
                + #""properties":{"sku":{"type":"keyword"}}},"blob":{"type":"object","#
                + #""enabled":false}}}"#)
    }

    @Test("reads its own echo as the same mapping")
    func echoIsStable() throws {
        let mapping = try parse([
            "dynamic_templates": [
                ["codes": ["match": "*_code", "mapping": ["type": "keyword"]]]
            ],
            "date_detection": false,
            "properties": ["a.b": ["type": "date", "format": "yyyy"], "c": ["type": "text"]],
        ])
        #expect(try parse(mapping.serialized).serialized == mapping.serialized)
    }

    @Test(
        "says what is wrong",
        arguments: [
            (
                #"{"properties":{"f":{"type":"keywrod"}}}"#,
                "No handler for type [keywrod] declared on field [f] did you mean [keyword]?"
            ),
            (
                #"{"properties":{"f":{"type":"long","analyzer":"x"}}}"#,
                "Mapping definition for [f] has unsupported parameters:  [analyzer : x]"
            ),
            (
                #"{"properties":{"f":{"type":"text","analyzr":"x"}}}"#,
                "Mapping definition for [f] has unsupported parameters:  [analyzr : x] did you "
                    + "mean [analyzer]?"
            ),
            (
                #"{"propertes":{}}"#,
                "Root mapping definition has unsupported parameters:  [propertes : {}] did you "
                    + "mean [properties]?"
            ),
            (
                #"{"properties":{"f":{"type":"text","analyzer":"nope"}}}"#,
                "analyzer [nope] has not been configured in mappings"
            ),
            (#"{"properties":{"f":{}}}"#, "No type specified for field [f]"),
            (#"{"properties":{"":{"type":"long"}}}"#, "name cannot be empty string"),
            (
                #"{"properties":{"f":{"type":"scaled_float"}}}"#,
                "Field [f] misses required parameter [scaling_factor]"
            ),
            (
                #"{"properties":{"f":{"type":"date","format":"qqq"}}}"#,
                "Error parsing [format] on field [f]: Invalid format: [qqq]: unknown pattern"
            ),
            (
                #"{"_source":{"enabled":false}}"#,
                "Mapping definition for [_source] has unsupported parameters:  [enabled : false]: "
                    + "the source is always kept whole"
            ),
        ])
    func faults(json: String, expected: String) throws {
        #expect(reason(try JSONValue(parsing: json)) == expected)
    }

    @Test("keeps field numbers through merges and its persisted form")
    func stableNumbers() throws {
        var mapping = try parse(["properties": ["b": ["type": "long"], "a": ["type": "text"]]])
        let first = mapping.field("b")?.number
        #expect(first == ReservedField.firstMapped)
        mapping = try mapping.merging([
            "properties": ["a": ["type": "text", "fields": ["k": ["type": "keyword"]]]]
        ])
        mapping = try mapping.merging([
            "properties": ["n": ["type": "nested", "properties": ["x": ["type": "long"]]]]
        ])
        let restored = try IndexMapping.restore(mapping.persisted, analyzers: .builtin)
        for field in mapping.fields {
            #expect(restored.field(field.path)?.number == field.number)
        }
        #expect(restored.field("b")?.number == first)
        #expect(restored.fieldInfos == mapping.fieldInfos)
        #expect(restored.serialized == mapping.serialized)
        #expect(mapping.serialized["field_numbers"] == nil)
    }

    @Test(
        "refuses changes that would need other terms",
        arguments: [
            (
                #"{"f":{"type":"text"}}"#,
                "mapper [f] cannot be changed from type [keyword] to [text]"
            ),
            (
                #"{"f":{"type":"keyword","doc_values":false}}"#,
                "Mapper for [f] conflicts with existing mapper:\n\tCannot update parameter "
                    + "[doc_values] from [true] to [false]"
            ),
            (
                #"{"t":{"type":"text","analyzer":"english"}}"#,
                "Mapper for [t] conflicts with existing mapper:\n\tCannot update parameter "
                    + "[analyzer] from [default] to [english]"
            ),
            (
                #"{"f":{"properties":{"x":{"type":"long"}}}}"#,
                "can't merge a non object mapping [f] with an object mapping"
            ),
            (
                #"{"o":{"type":"long"}}"#,
                "can't merge a non object mapping [o] with an object mapping"
            ),
            (
                #"{"o":{"type":"nested"}}"#,
                "cannot change object mapping from non-nested to nested"
            ),
        ])
    func mergeConflicts(json: String, expected: String) throws {
        let mapping = try parse([
            "properties": [
                "f": ["type": "keyword"], "t": ["type": "text"], "o": ["properties": [:]],
            ]
        ])
        var reason = ""
        do {
            _ = try mapping.merging(["properties": JSONValue(parsing: json)])
        } catch {
            reason = (error as? MappingError)?.reason ?? "\(error)"
        }
        #expect(reason == expected)
    }

    @Test("takes changes of updatable parameters, new multi-fields and new fields")
    func mergeChanges() throws {
        let mapping = try parse(["properties": ["f": ["type": "keyword"]]]).merging([
            "properties": [
                "f": [
                    "type": "keyword", "ignore_above": 5, "fields": ["t": ["type": "text"]],
                ],
                "o.x": ["type": "long"],
            ]
        ])
        #expect(mapping.serializedField("f")?["ignore_above"] == 5)
        #expect(mapping.field("f.t")?.isText == true)
        #expect(mapping.field("o.x")?.isNumeric == true)
        #expect(mapping.isObject("o"))
    }

    @Test("holds to its limits")
    func limits() throws {
        var limits = MappingLimits.standard
        limits.totalFields = 3
        let four: JSONValue = [
            "properties": [
                "a": ["type": "long"],
                "o": ["properties": ["b": ["type": "long"], "c": ["type": "long"]]],
            ]
        ]
        #expect(
            throws: MappingError(.illegalArgument, "Limit of total fields [3] has been exceeded")
        ) {
            try IndexMapping.parse(four, analyzers: .builtin, limits: limits)
        }
        limits = .standard
        limits.depth = 2
        let deep: JSONValue = ["properties": ["a.b.c": ["type": "long"]]]
        #expect(throws: MappingError.self) {
            try IndexMapping.parse(deep, analyzers: .builtin, limits: limits)
        }
        #expect(throws: Never.self) { try IndexMapping.parse(deep, analyzers: .builtin) }
    }

    @Test("finds a field by its aliases, and refuses documents that use them")
    func aliases() throws {
        let json: JSONValue = [
            "properties": [
                "a": ["type": "alias", "path": "o.x"], "o": ["properties": ["x": ["type": "long"]]],
            ]
        ]
        let mapping = try parse(json)
        #expect(mapping.field("a")?.path == "o.x")
        #expect(mapping.serializedField("a") == ["type": "alias", "path": "o.x"])
        #expect(try parse(mapping.serialized).serialized == mapping.serialized)
        #expect(
            try refusal(of: #"{"a":1}"#, by: json)?.reason == "Cannot write to a field alias [a].")
        #expect(
            reason(["properties": ["a": ["type": "alias", "path": "b"]]])
                == "Invalid [path] value [b] for field alias [a]: an alias must refer to an "
                + "existing field in the mappings.")
    }

    @Test("finds fields by pattern in the order of their numbers")
    func patterns() throws {
        let mapping = try parse([
            "properties": [
                "b_name": ["type": "text"], "a_name": ["type": "text"], "price": ["type": "long"],
            ]
        ])
        #expect(mapping.fields(matching: "*_name").map(\.path) == ["b_name", "a_name"])
        #expect(mapping.fields(matching: "price").map(\.path) == ["price"])
        #expect(mapping.fields(matching: "none").isEmpty)
    }

    @Test("takes analyzers from the settings, default_search for queries")
    func analyzers() throws {
        let settings = try IndexSettings.parse([
            "analysis": [
                "analyzer": [
                    "default": ["type": "whitespace"], "default_search": ["type": "keyword"],
                    "mine": ["type": "custom", "tokenizer": "whitespace", "filter": ["lowercase"]],
                ]
            ]
        ])
        let mapping = try IndexMapping.parse(
            ["properties": ["a": ["type": "text"], "b": ["type": "text", "analyzer": "mine"]]],
            analyzers: settings.analyzers())
        #expect(mapping.field("a")?.indexAnalyzer?.name == "default")
        #expect(mapping.field("a")?.searchAnalyzer?.name == "default_search")
        #expect(mapping.field("b")?.searchAnalyzer?.name == "mine")
    }
}

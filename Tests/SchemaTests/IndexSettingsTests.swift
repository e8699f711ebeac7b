import JSON
import Schema
import Testing

@Suite("Index settings")
struct IndexSettingsTests {
    @Test(
        "are read nested, dotted, with and without index.",
        arguments: [
            #"{"index":{"number_of_shards":3}}"#, #"{"index.number_of_shards":"3"}"#,
            #"{"number_of_shards":3}"#, #"{"settings":{"index":{"number_of_shards":"3"}}}"#,
        ])
    func forms(json: String) throws {
        let settings = try IndexSettings.parse(JSONValue(parsing: json))
        #expect(settings.numberOfShards == 3)
        #expect(settings.nested.serialized() == #"{"index":{"number_of_shards":"3"}}"#)
        #expect(settings.flat.serialized() == #"{"index.number_of_shards":"3"}"#)
    }

    @Test(
        "say what is wrong",
        arguments: [
            (
                #"{"number_of_shrads":1}"#,
                "unknown setting [index.number_of_shrads] did you mean [index.number_of_shards]?"
            ),
            (
                #"{"foo.bar":1}"#,
                "unknown setting [index.foo.bar] please check that any required plugins are "
                    + "installed, or check the breaking changes documentation for removed settings"
            ),
            (
                #"{"number_of_shards":0}"#,
                "Failed to parse value [0] for setting [index.number_of_shards] must be >= 1"
            ),
            (
                #"{"number_of_replicas":"x"}"#,
                "Failed to parse value [x] for setting [index.number_of_replicas]"
            ),
            (
                #"{"refresh_interval":"5"}"#,
                "failed to parse setting [index.refresh_interval] with value [5] as a time value: "
                    + "unit is missing or unrecognized"
            ),
            (
                #"{"uuid":"x"}"#,
                "private index setting [index.uuid] can not be set explicitly"
            ),
            (
                #"{"sort.field":"price"}"#,
                "setting [index.sort.field] is not supported: segments keep the order of insertion"
            ),
            (
                #"{"similarity":{"mine":{"type":"BM26"}}}"#,
                "Unknown Similarity type [BM26] for [mine] did you mean [BM25]?"
            ),
        ])
    func faults(json: String, expected: String) throws {
        var reason = ""
        do {
            _ = try IndexSettings.parse(JSONValue(parsing: json))
        } catch let error as SettingsError {
            reason = error.reason
        }
        #expect(reason == expected)
    }

    @Test("leave out what is null, and reset it on update")
    func nulls() throws {
        let settings = try IndexSettings.parse(["number_of_replicas": 2, "refresh_interval": .null])
        #expect(settings.refreshMilliseconds == 1000)
        let reset = try settings.updating(
            ["index": ["number_of_replicas": .null]], label: "i/u")
        #expect(reset.numberOfReplicas == 1)
        #expect(reset.nested == [:])
    }

    @Test("take changes of dynamic settings while open, of others while closed")
    func updates() throws {
        let settings = try IndexSettings.parse(["number_of_shards": 1])
        #expect(
            throws: SettingsError(
                "Can't update non dynamic settings [[index.number_of_shards]] for open indices "
                    + "[[i/u]]", setting: "index.number_of_shards")
        ) {
            try settings.updating(["number_of_shards": 2], label: "i/u")
        }
        let closed = try settings.updating(["number_of_shards": 2], isOpen: false, label: "i/u")
        #expect(closed.numberOfShards == 2)
        let kept = try closed.updating(
            ["refresh_interval": "-1", "number_of_shards": 9], preserveExisting: true,
            label: "i/u")
        #expect(kept.numberOfShards == 2)
        #expect(kept.refreshMilliseconds == nil)
    }

    @Test("restore what they printed, assigned settings included")
    func restores() throws {
        let settings = try IndexSettings.parse([
            "analysis": ["filter": ["s": ["type": "stop", "stopwords": ["a", "b"]]]],
            "similarity": ["default": ["type": "BM25", "k1": 1.5, "b": 0.5]],
        ]).assigning("uuid", "abc")
        #expect(try IndexSettings.restore(settings.flat) == settings)
        #expect(try IndexSettings.restore(settings.nested).flat == settings.flat)
        #expect(settings.uuid == "abc")
    }

    @Test("say how a field is scored")
    func similarities() throws {
        let settings = try IndexSettings.parse([
            "similarity": [
                "default": ["type": "BM25", "k1": 1.5], "flat": ["type": "LegacyBM25", "b": 0],
            ]
        ])
        let mapping = try IndexMapping.parse(
            [
                "properties": [
                    "a": ["type": "text"], "b": ["type": "text", "similarity": "flat"],
                    "c": ["type": "keyword"], "d": ["type": "keyword", "similarity": "BM25"],
                    "e": ["type": "text", "similarity": "boolean"],
                ]
            ], analyzers: settings.analyzers())
        let found = mapping.fields.map { settings.similarity(of: $0) }
        #expect(
            found == [
                .bm25(k1: 1.5, b: 0.75), .legacyBM25(k1: 1.2, b: 0), .constant,
                .bm25(k1: 1.2, b: 0.75), .constant,
            ])
    }

    @Test("are in alphabetical order, each with a word of explanation and a default that fits")
    func tableIsOrdered() {
        let names = IndexSettingTable.all.map(\.name)
        #expect(names == names.sorted())
        #expect(Set(names).count == names.count)
        for definition in IndexSettingTable.all {
            #expect(!definition.summary.isEmpty)
            guard let value = definition.defaultValue else { continue }
            #expect(definition.fault(of: value, setting: definition.name) == nil)
        }
    }

    @Test("refuse every setting the table refuses, but for its default")
    func refusals() throws {
        for definition in IndexSettingTable.all where definition.handling == .refused {
            let name = definition.name.hasSuffix("*") ? "sort.field" : definition.name
            #expect(throws: SettingsError.self) { try IndexSettings.parse([name: "other"]) }
            guard let value = definition.defaultValue else { continue }
            #expect(throws: Never.self) { try IndexSettings.parse([name: .string(value)]) }
        }
    }

    @Test(
        "read times and sizes",
        arguments: [
            ("1s", 1000), ("1.5m", 90_000), ("500ms", 500), ("-1", -1), ("0", 0),
            ("1d", 86_400_000),
        ])
    func times(text: String, expected: Int) {
        #expect(TimeValue.milliseconds(text) == expected)
        #expect(TimeValue.milliseconds("5") == nil)
        #expect(SizeValue.bytes("2kb") == 2048)
        #expect(SizeValue.bytes("x") == nil)
    }

    @Test(
        "bounds the sizes of n-grams and shingles",
        arguments: [
            (#"{"type":"ngram","min_gram":2,"max_gram":4}"#, 1, false),
            (#"{"type":"ngram","min_gram":2,"max_gram":4}"#, 2, true),
            (#"{"type":"ngram","min_gram":2,"max_gram":3}"#, 1, true),
            (#"{"type":"shingle","max_shingle_size":4}"#, 1, true),
            (#"{"type":"shingle","max_shingle_size":5}"#, 1, false),
            (#"{"type":"shingle","max_shingle_size":5,"output_unigrams":false}"#, 1, true),
        ])
    func gramSizes(definition: String, difference: Int, isAllowed: Bool) throws {
        let settings = try JSONValue(
            parsing: #"{"index":{"max_ngram_diff":\#(difference),"analysis":{"filter":{"f":"#
                + definition + "}}}}")
        #expect(((try? IndexSettings.parse(settings)) != nil) == isAllowed)
    }
}

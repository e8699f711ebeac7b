import JSON
import Primitives
import Schema
import Segments
import Testing

@Suite("A mapping that grows with documents")
struct GrowingMappingTests {
    private static let start: JSONValue = [
        "dynamic_templates": [
            ["lists": ["match": "parts*", "mapping": ["type": "nested"]]],
            ["codes": ["match": "*code", "mapping": ["type": "keyword"]]],
        ],
        "properties": [
            "title": ["type": "text"], "specs": ["properties": ["size": ["type": "long"]]],
        ],
    ]

    /// A random document of scalars, objects and lists of objects.
    private func document(_ random: inout SeededGenerator, depth: Int = 0) -> JSONObject {
        var object = JSONObject()
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let number = Int.random(in: 0..<30, using: &random)
            switch Int.random(in: 0..<(depth < 3 ? 6 : 3), using: &random) {
            case 0: object["n\(number)"] = .integer(Int64(number))
            case 1: object["t\(number)"] = "some text"
            case 2: object["c\(number)code"] = "A-1"
            case 3:
                object["parts\(number % 3)"] = .array([.object(document(&random, depth: depth + 1))]
                )
            case 4: object["specs"] = .object(document(&random, depth: depth + 1))
            default: object["o\(number % 5)"] = .object(document(&random, depth: depth + 1))
            }
        }
        return object
    }

    private func update(
        _ document: JSONObject, _ parser: DocumentParser, _ buffer: SegmentBuffer
    ) throws -> DynamicUpdate? {
        let text = Array(JSONValue.object(document).serialized().utf8)
        return try text.withUnsafeBytes {
            try parser.parse(
                source: $0, id: "1", routing: nil, into: ParsedDocument(), buffer: buffer)
        }
    }

    private func expectEqual(_ left: IndexMapping, _ right: IndexMapping) {
        #expect(left.serialized == right.serialized)
        #expect(left.persisted == right.persisted)
        #expect(left.fieldInfos == right.fieldInfos)
        let byPath = { (mapping: IndexMapping) in
            mapping.fields.map(\.path).sorted()
        }
        #expect(byPath(left) == byPath(right))
        for field in left.fields {
            let other = right.field(field.path)
            #expect(other?.number == field.number && other?.info == field.info)
            #expect(other?.nestedPath == field.nestedPath && other?.parentPath == field.parentPath)
            #expect(right.field(number: field.number)?.path == field.path)
        }
    }

    @Test("is the mapping that its persisted form makes, whatever came first", arguments: 0..<20)
    func equalsRestored(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let first = try IndexMapping.parse(Self.start, analyzers: .builtin)
        var mapping = first
        var replayed = first
        let parser = DocumentParser(mapping: mapping)
        let buffer = SegmentBuffer()
        for _ in 0..<25 {
            let document = document(&random)
            while let update = try update(document, parser, buffer) {
                let grown = try mapping.merging(update)
                #expect(grown !== mapping)
                let delta = try JSONValue(parsing: grown.delta(since: mapping, update).serialized())
                replayed = try replayed.applying(delta: delta)
                #expect(try replayed.applying(delta: delta) === replayed)
                mapping = grown
                #expect(parser.adopt(mapping))
            }
        }
        expectEqual(mapping, replayed)
        let restored = try IndexMapping.restore(mapping.persisted, analyzers: .builtin)
        expectEqual(mapping, restored)
        #expect(!parser.adopt(restored), "its slots are others")
    }

    @Test("refuses a delta that does not follow it")
    func foreignDelta() throws {
        let empty = try IndexMapping.parse(.null, analyzers: .builtin)
        let one = try empty.merging(
            DynamicUpdate(mappings: ["properties": ["a": ["type": "long"]]]))
        let update = DynamicUpdate(mappings: ["properties": ["b": ["type": "long"]]])
        let delta = try one.merging(update).delta(since: one, update)
        #expect(throws: MappingError.self) { try empty.applying(delta: delta) }
    }

    @Test("holds the limit of fields, multi-fields and objects counted")
    func limit() throws {
        let limits = MappingLimits(totalFields: 5)
        var mapping = try IndexMapping.parse(
            ["properties": ["a": ["type": "long"]]], analyzers: .builtin, limits: limits)
        let text: JSONValue = ["type": "text", "fields": ["keyword": ["type": "keyword"]]]
        mapping = try mapping.merging(DynamicUpdate(mappings: ["properties": ["b": text]]))
        let over = DynamicUpdate(
            mappings: ["properties": ["o": ["properties": ["c": text]]]])
        #expect {
            _ = try mapping.merging(over)
        } throws: {
            "\($0)".contains("Limit of total fields [5] has been exceeded")
        }
        let fits = DynamicUpdate(
            mappings: ["properties": ["o": ["properties": ["c": ["type": "long"]]]]])
        #expect(try mapping.merging(fits).field("o.c") != nil)
    }

    @Test("compiles everything again when an update meets a field that is there")
    func race() throws {
        let mapping = try IndexMapping.parse(
            ["properties": ["a": ["type": "long"]]], analyzers: .builtin)
        let same = DynamicUpdate(mappings: ["properties": ["a": ["type": "long"]]])
        #expect(try mapping.merging(same) === mapping)
        let other = DynamicUpdate(mappings: ["properties": ["a": ["type": "text"]]])
        #expect(throws: MappingError.self) { try mapping.merging(other) }
    }
}

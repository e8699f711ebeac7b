import JSON
import Primitives
import Testing

@Suite("A JSON parser")
struct JSONParserTests {
    @Test("reads what the writer wrote, compact and pretty", arguments: 0..<10)
    func roundTrip(seed: Int) throws {
        var generator = RandomJSON(seed: UInt64(seed))
        let parser = JSONParser()
        for _ in 0..<60 {
            let value = generator.value()
            for pretty in [false, true] {
                let text = Array(value.serialized(pretty: pretty).utf8)
                #expect(try parser.parseValue(text) == value)
                #expect(try ReferenceParser.parse(text) == value)
            }
        }
    }

    @Test("accepts and refuses the same damaged texts as its twin", arguments: 0..<10)
    func damage(seed: Int) throws {
        var generator = RandomJSON(seed: UInt64(1000 + seed))
        let parser = JSONParser()
        for _ in 0..<400 {
            let text = generator.damaged(Array(generator.value().serialized().utf8))
            let expected = try? ReferenceParser.parse(text)
            do {
                let found = try parser.parseValue(text)
                #expect(found == expected, "\(String(decoding: text, as: UTF8.self))")
            } catch {
                #expect(expected == nil, "\(error) in \(String(decoding: text, as: UTF8.self))")
                #expect(error.message != "a text that cannot be read")
                #expect(error.offset <= text.count && error.line > 0 && error.column > 0)
            }
        }
    }

    static let refused: [(String, JSONError.Kind, Int, Int)] = [
        ("", .empty, 1, 1),
        (" \n ", .empty, 2, 2),
        ("{\"a\":1", .truncated, 1, 7),
        ("{\n  \"a\" 1}", .unexpectedCharacter, 2, 7),
        ("{\"a\":1,}", .unexpectedCharacter, 1, 8),
        ("[1,]", .unexpectedCharacter, 1, 4),
        ("[1 2]", .unexpectedCharacter, 1, 4),
        ("{} {}", .trailingContent, 1, 4),
        ("[tru]", .unexpectedCharacter, 1, 2),
        ("[01]", .invalidNumber, 1, 2),
        ("[1.]", .invalidNumber, 1, 2),
        ("[-]", .invalidNumber, 1, 2),
        ("[NaN]", .unexpectedCharacter, 1, 2),
        ("[1e400]", .numberOutOfRange, 1, 2),
        ("[\"a\nb\"]", .controlCharacter, 1, 4),
        ("[\"\\x\"]", .invalidEscape, 1, 3),
        ("[\"\\ud800\"]", .invalidEscape, 1, 3),
        ("[\"\\u00g0\"]", .invalidEscape, 1, 3),
    ]

    @Test("names kind, line and column of an error", arguments: refused)
    func refusal(text: String, kind: JSONError.Kind, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error?.kind == kind, "\(text)")
        #expect(error?.line == line && error?.column == column, "\(String(describing: error))")
    }

    @Test("finds the byte where UTF-8 ends")
    func encoding() {
        let text: [UInt8] = Array("[\"é".utf8) + [0xFF] + Array("\"]".utf8)
        let error = #expect(throws: JSONError.self) { try JSONParser().parseValue(text) }
        #expect(error?.kind == .invalidUTF8 && error?.offset == 4)
    }

    @Test("admits 1000 levels and refuses one more, and ten thousand brackets")
    func depth() throws {
        func nested(_ count: Int) -> [UInt8] {
            Array((String(repeating: "[", count: count) + "1").utf8)
                + Array(String(repeating: "]", count: count).utf8)
        }
        let parser = JSONParser()
        #expect(throws: Never.self) { try parser.parseValue(nested(JSONLimits.depth)) }
        for count in [JSONLimits.depth + 1, 10_000] {
            let error = #expect(throws: JSONError.self) { try parser.parseValue(nested(count)) }
            #expect(error?.kind == .tooDeep)
        }
        let open = Array(String(repeating: "[", count: 10_000).utf8)
        #expect(throws: JSONError.self) { try parser.parseValue(open) }
    }

    @Test("reads an integer over 64 bits as a float")
    func wideIntegers() throws {
        let value = try JSONValue(
            parsing: "[123456789012345678901234567890, 1, -99999999999999999999]")
        #expect(value == [1.2345678901234568e29, 1, -1e20])
    }

    @Test("gives its buffers back after a large text and goes on")
    func shrinks() throws {
        let parser = JSONParser()
        let large = Array(("[" + String(repeating: "1,", count: 3 << 20) + "1]").utf8)
        #expect(try parser.parseValue(large).array?.count == (3 << 20) + 1)
        #expect(try parser.parseValue(Array("[7]".utf8)) == [7])
    }
}

@Suite("A JSON document")
struct JSONDocumentTests {
    @Test("cuts every node out of its text", arguments: 0..<10)
    func ranges(seed: Int) throws {
        var generator = RandomJSON(seed: UInt64(seed))
        for _ in 0..<20 {
            let text = generator.value().serialized(pretty: generator.random.chance(0.5))
            let document = try JSONDocument.parse(text)
            try check(document.root, in: document)
        }
    }

    private func check(_ node: JSONNode, in document: JSONDocument) throws {
        let source = String(decoding: document.source(of: node), as: UTF8.self)
        #expect(try JSONValue(parsing: source) == node.value)
        #expect(source.first?.isWhitespace != true && source.last?.isWhitespace != true)
        let children = node.isObject ? node.members.map(\.value) : Array(node.elements)
        #expect(children.count == node.count)
        let expected = children.map { document.sourceRange(of: $0) }
        #expect(JSONLocator.childRanges(of: node, in: document.bytes) == expected)
        for child in children { try check(child, in: document) }
    }

    @Test("finds members, positions and duplicate keys")
    func lookups() throws {
        let document = try JSONDocument.parse("{\n \"a\": [1, {\"x\": true}],\n \"b\": \"é\"}")
        let root = document.root
        #expect(root["a"]?.count == 2 && root["missing"] == nil)
        #expect(root["b" as String]?.string == "é")
        let inner = try #require(root["a"]?.elements.first { $0.isObject })
        #expect(inner["x"]?.boolean == true)
        #expect(document.position(of: inner) == JSONPosition(of: 12, in: document.bytes))
        #expect(document.position(of: inner).line == 2)
        #expect(root.firstDuplicateKey == nil)
        let twice = try JSONDocument.parse("[{\"q\":{\"a\":1,\"b\":2,\"\\u0061\":3}}]")
        #expect(twice.root.firstDuplicateKey == "a")
        let keys = (0..<40).map { "\"k\($0)\":0" }.joined(separator: ",")
        let many = try JSONDocument.parse("{\(keys)}")
        #expect(many.root.firstDuplicateKey == nil)
        let repeated = try JSONDocument.parse("{\(keys),\"k7\":1}")
        #expect(repeated.root.firstDuplicateKey == "k7")
    }

    @Test("tells numbers apart")
    func numbers() throws {
        let document = try JSONDocument.parse(
            "[1, 1.0, 1.5, 18446744073709551615, -9223372036854775808]")
        let nodes = Array(document.root.elements)
        #expect(nodes.map(\.kind) == [.integer, .double, .double, .unsignedInteger, .integer])
        #expect(nodes.map(\.integer) == [1, 1, nil, nil, .min])
        #expect(nodes.map(\.unsignedInteger) == [1, 1, nil, .max, nil])
        #expect(
            nodes.map(\.double) == [
                1, 1, 1.5, 18_446_744_073_709_551_616, -9_223_372_036_854_775_808,
            ])
    }
}

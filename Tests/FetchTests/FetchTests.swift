import Fetch
import JSON
import Primitives
import Testing

@Suite("A source projection")
struct SourceProjectionTests {
    private func project(
        _ source: String, includes: [String] = [], excludes: [String] = []
    ) throws -> JSONValue {
        let writer = JSONWriter(ByteWriter(capacity: 256))
        let bytes = ByteWriter(capacity: source.utf8.count)
        bytes.write(source)
        try SourceProjection(includes: includes, excludes: excludes)
            .write(bytes.bytes, to: writer, parser: JSONParser())
        return try JSONValue(parsing: writer.bytes)
    }

    private let source =
        #"{"a":1,"b":{"c":2,"d":{"e":3}},"l":[{"x":1,"y":2},{"y":3}],"b.c":4,"n":null,"o":{}}"#

    @Test("shows what includes name, with everything below")
    func includes() throws {
        #expect(try project(source, includes: ["b"]) == ["b": ["c": 2, "d": ["e": 3]]])
        #expect(try project(source, includes: ["b.d"]) == ["b": ["d": ["e": 3]]])
        #expect(try project(source, includes: ["l.x"]) == ["l": [["x": 1]]])
        #expect(try project(source, includes: ["*.e"]) == ["b": ["d": ["e": 3]]])
        #expect(try project(source, includes: ["o"]) == ["o": [:]])
        #expect(try project(source, includes: ["zz"]) == [:])
    }

    @Test("hides what excludes name, whatever includes say")
    func excludes() throws {
        #expect(
            try project(source, includes: ["a", "b"], excludes: ["b.d"])
                == ["a": 1, "b": ["c": 2]])
        #expect(
            try project(source, excludes: ["b*", "l", "n", "o"]) == ["a": 1])
    }

    @Test("copies the bytes when there is nothing to filter")
    func untouched() throws {
        let odd = "{ \"a\" : 1.50, \"a\":2e1 }"
        let writer = JSONWriter(ByteWriter(capacity: 64))
        let bytes = ByteWriter(capacity: 64)
        bytes.write(odd)
        try SourceProjection.everything.write(bytes.bytes, to: writer, parser: JSONParser())
        #expect(String(decoding: writer.bytes, as: UTF8.self) == odd)
    }

    /// Every scalar of a document with its dotted path, lists transparent.
    private func leaves(_ value: JSONValue, _ path: String = "") -> [String] {
        switch value {
        case .object(let object):
            return object.flatMap { leaves($1, path.isEmpty ? $0 : path + "." + $0) }
        case .array(let list): return list.flatMap { leaves($0, path) }
        default: return [path]
        }
    }

    private func matches(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return matches(pattern.dropFirst(), text)
                || (!text.isEmpty && matches(pattern, text.dropFirst()))
        }
        return text.first == first && matches(pattern.dropFirst(), text.dropFirst())
    }

    private func isNamed(_ path: String, by patterns: [String]) -> Bool {
        let parts = path.split(separator: ".")
        return (1...parts.count).contains { count in
            let prefix = parts[..<count].joined(separator: ".")
            return patterns.contains { matches($0[...], prefix[...]) }
        }
    }

    private func randomValue(_ depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 4 : 1), using: &generator) {
        case 1, 2:
            var object = JSONObject()
            for name in ["a", "b", "ab"] where Bool.random(using: &generator) {
                object[name] = randomValue(depth - 1, &generator)
            }
            return .object(object)
        case 3:
            return .array(
                (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                    randomValue(depth - 1, &generator)
                })
        default: return .integer(Int64.random(in: 0...9, using: &generator))
        }
    }

    @Test("keeps exactly the leaves a plain walk over paths keeps")
    func random() throws {
        var generator = SeededGenerator(seed: 11)
        let patterns = ["a", "b", "a.b", "*.a", "a*", "b.*", "ab.a.b", "*b"]
        for _ in 0..<2000 {
            var object = JSONObject()
            for name in ["a", "b", "ab"] { object[name] = randomValue(3, &generator) }
            let document = JSONValue.object(object)
            let includes = patterns.filter { _ in Int.random(in: 0..<5, using: &generator) == 0 }
            let excludes = patterns.filter { _ in Int.random(in: 0..<8, using: &generator) == 0 }
            let expected = leaves(document).filter { path in
                (includes.isEmpty || isNamed(path, by: includes)) && !isNamed(path, by: excludes)
            }
            let shown = try project(
                document.serialized(), includes: includes, excludes: excludes)
            #expect(
                leaves(shown) == expected,
                "includes \(includes) excludes \(excludes) of \(document.serialized())")
        }
    }
}

import Configuration
import Testing

@Suite("A configuration file")
struct ConfigurationParserTests {
    private let sample = """
        # where data lives
        data: /var/lib/aisle
        port: 9_200
        insecure: false
        ratio: 0.5
        quoted: "123"
        nothing:
        sources:
          - name: shop
            tables: [products, 'brands']
          - name: other
            query: |
              SELECT *
              FROM t
        """

    @Test("is a tree of values with their types, paths and lines")
    func tree() throws {
        let root = try ConfigurationParser.parse(sample)
        #expect(try root["data"]?.string() == "/var/lib/aisle")
        #expect(try root["port"]?.integer() == 9200)
        #expect(try root["insecure"]?.boolean() == false)
        #expect(try root["ratio"]?.double() == 0.5)
        #expect(root["nothing"]?.isNull == true)
        #expect(root["missing"] == nil)
        let sources = try #require(try root["sources"]?.elements())
        #expect(
            try sources[0]["tables"]?.elements().map { try $0.string() } == ["products", "brands"])
        #expect(try sources[1]["query"]?.string() == "SELECT *\nFROM t")
        #expect(sources[1]["query"]?.path == "sources.1.query")
        #expect(sources[1]["query"]?.line == 12 && sources[1]["query"]?.column == 12)
        #expect(
            try root.members().map(\.key) == [
                "data", "port", "insecure", "ratio", "quoted", "nothing", "sources",
            ])
    }

    @Test("names path and line of a value of the wrong type")
    func wrongTypes() throws {
        let root = try ConfigurationParser.parse(sample)
        let error = #expect(throws: ConfigurationError.self) { try root["quoted"]?.integer() }
        #expect(
            error?.description == "quoted: expected an integer, found '123' at line 6, column 9")
        #expect(throws: ConfigurationError.self) { try root["data"]?.boolean() }
        #expect(throws: ConfigurationError.self) { try root["data"]?.elements() }
        #expect(throws: ConfigurationError.self) { try root["sources"]?.members() }
        #expect(throws: ConfigurationError.self) { try root["sources"]?.string() }
    }

    static let refused: [(String, ConfigurationError.Kind, Int)] = [
        ("a: 1\nb: [1, 2\n", .syntax, 3),
        ("a: 1\na: 2\n", .duplicateKey, 2),
        ("a: &x 1\nb: *x\n", .unsupported, 1),
        ("a: !!binary abc\n", .unsupported, 1),
        ("? [a, b]\n: 1\n", .unsupported, 1),
        ("a: 1\n---\nb: 2\n", .unsupported, 2),
        ("\ta: 1\n", .syntax, 1),
        (String(repeating: "[", count: 40) + String(repeating: "]", count: 40), .overLimit, 1),
        ("[" + String(repeating: "1,", count: 60_000) + "1]", .overLimit, 1),
        ("a: " + String(repeating: "x", count: 1 << 20), .overLimit, 1),
    ]

    @Test("that is malformed or over a limit is refused with its line", arguments: refused)
    func refusal(text: String, kind: ConfigurationError.Kind, line: Int) {
        let error = #expect(throws: ConfigurationError.self) { try ConfigurationParser.parse(text) }
        #expect(error?.kind == kind, "\(String(describing: error))")
        #expect(error?.line == line, "\(String(describing: error))")
    }

    @Test(
        "without content is an empty mapping",
        arguments: ["", "\n# only a comment\n", "---\n", "~"])
    func empty(text: String) throws {
        #expect(try ConfigurationParser.parse(text).members() == [])
    }
}

import Configuration

/// The YAML reader.
struct ConfigurationFuzz: FuzzSubject {
    static let name = "configuration"
    static let seeds = [
        Array("port: 9200\nsources:\n  shop: {kind: sqlite, path: \"a b\"}\n  - x\n# c\n".utf8)
    ]

    func decode(_ input: UnsafeRawBufferPointer) throws {
        _ = try ConfigurationParser.parse(String(decoding: input, as: UTF8.self))
    }
}

import JSON

/// The JSON parser, its owned copy and its writer.
struct JSONFuzz: FuzzSubject {
    static let name = "json"
    static let seeds = [
        Array(#"{"query":{"match":{"title":"tea \u00e9 pot"}},"size":10}"#.utf8),
        Array(#"[1,-2.5e10,18446744073709551615,true,null,"\ud83d\ude00",{"a":{}}]"#.utf8),
    ]
    private let parser = JSONParser()

    func decode(_ input: UnsafeRawBufferPointer) throws {
        let root = try parser.parse(input)
        let copy = root.value
        let again = try JSONValue(parsing: copy.serialized(pretty: true))
        precondition(again == copy, "a value changed on its way through the writer")
    }
}

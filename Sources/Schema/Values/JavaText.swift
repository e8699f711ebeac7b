import JSON

/// JSON values as the messages of a Java server print them: `{a=1, b=[x, y]}`.
enum JavaText {
    static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .unsignedInteger(let number): String(number)
        case .double(let number): JSONNumber.text(number)
        case .string(let text): text
        case .array(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
        case .object(let members):
            "{" + members.map { "\($0.0)=\(Self.text($0.1))" }.joined(separator: ", ") + "}"
        }
    }

    /// The first characters of a value, for an error.
    static func preview(_ node: JSONNode) -> String {
        let text = text(node.value)
        return text.count <= SchemaLimits.previewCharacters
            ? text : String(text.prefix(SchemaLimits.previewCharacters)) + "..."
    }
}

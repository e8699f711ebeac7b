import JSON

/// What happens to a key of a document that the mapping does not know.
package enum DynamicRule: String, Sendable, CaseIterable {
    /// A field is added for it.
    case add = "true"
    /// It stays in the source only.
    case ignore = "false"
    /// The document is refused.
    case refuse = "strict"
    /// A field is added when a dynamic template fits; else the document is refused.
    case refuseWithoutTemplate = "strict_allow_templates"
    /// A field is added when a dynamic template fits; else it stays in the source only.
    case ignoreWithoutTemplate = "false_allow_templates"

    static func parse(_ value: JSONValue, at path: String) throws(MappingError) -> DynamicRule {
        let text = value.boolean.map { String($0) } ?? value.string ?? JavaText.text(value)
        guard let rule = DynamicRule(rawValue: text) else {
            throw MappingError(
                .mapperParsing,
                "Could not convert [\(path.isEmpty ? "_doc" : path).dynamic] to boolean: Failed to "
                    + "parse value [\(text)] as only [true] or [false] are allowed.", at: path)
        }
        return rule
    }

    /// OpenSearch echoes the rule as a text whatever it was given as.
    var echo: JSONValue { .string(rawValue) }
}

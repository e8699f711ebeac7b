import JSON

/// Another name of a field, for queries, sorts and aggregations; documents cannot use it.
struct AliasDefinition: Sendable, Equatable {
    let path: String
    /// Full path of the field it stands for.
    let target: String

    init(_ object: JSONObject, path: String) throws(MappingError) {
        for (key, value) in object where key != "type" && key != "path" {
            throw MappingError(
                .mapperParsing,
                "Mapping definition for [\(FieldParameters.leaf(path))] has unsupported "
                    + "parameters:  [\(key) : \(JavaText.text(value))]", at: path)
        }
        guard let target = object["path"]?.string, !target.isEmpty else {
            throw MappingError(
                .mapperParsing,
                "The [path] property must be specified for field [\(FieldParameters.leaf(path))].",
                at: path)
        }
        self.path = path
        self.target = target
    }

    var echo: JSONValue { ["type": "alias", "path": .string(target)] }

    /// Refuses a target that is not a field of the mapping.
    func check(_ fields: [MappedField]) throws(MappingError) {
        guard !fields.contains(where: { $0.path == target }) else { return }
        throw MappingError(
            .mapperParsing,
            "Invalid [path] value [\(target)] for field alias [\(path)]: an alias must refer to an "
                + "existing field in the mappings.", at: path)
    }
}

/// The field types, alphabetically by name. Objects, nested objects and aliases are no field
/// types (`ObjectDefinition`, `AliasDefinition`).
package enum FieldTypeRegistry {
    package static let all: [any FieldType.Type] = [
        BooleanField.self,
        ByteField.self,
        DateField.self,
        DoubleField.self,
        FloatField.self,
        HalfFloatField.self,
        IntegerField.self,
        IPField.self,
        KeywordField.self,
        LongField.self,
        ScaledFloatField.self,
        ShortField.self,
        TextField.self,
        UnsignedLongField.self,
    ]

    /// What `type` may be, objects included, alphabetically.
    package static var names: [String] {
        (all.map { $0.name } + ["alias", "nested", "object"]).sorted()
    }

    private static let byName: [String: any FieldType.Type] = {
        var types: [String: any FieldType.Type] = [:]
        for type in all { types[type.name] = type }
        return types
    }()

    package static func type(named name: String) -> (any FieldType.Type)? { byName[name] }
}

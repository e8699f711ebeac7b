/// The bounds of one index's mapping, from its settings.
package struct MappingLimits: Sendable, Equatable {
    /// `index.mapping.total_fields.limit`
    package var totalFields: Int
    /// `index.mapping.depth.limit`
    package var depth: Int
    /// `index.mapping.nested_fields.limit`
    package var nestedFields: Int
    /// `index.mapping.nested_objects.limit`
    package var nestedObjects: Int
    /// `index.mapping.ignore_malformed`
    package var ignoresMalformed: Bool
    /// `index.mapping.coerce`
    package var coerces: Bool

    package init(
        totalFields: Int = SchemaLimits.totalFields, depth: Int = SchemaLimits.depth,
        nestedFields: Int = SchemaLimits.nestedFields,
        nestedObjects: Int = SchemaLimits.nestedObjects, ignoresMalformed: Bool = false,
        coerces: Bool = true
    ) {
        self.totalFields = totalFields
        self.depth = depth
        self.nestedFields = nestedFields
        self.nestedObjects = nestedObjects
        self.ignoresMalformed = ignoresMalformed
        self.coerces = coerces
    }

    package static let standard = MappingLimits()
}

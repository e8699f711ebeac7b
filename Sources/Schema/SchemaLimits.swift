/// The bounds of what a mapping, a document or a date may be.
package enum SchemaLimits {
    /// Fields and objects of a mapping unless `index.mapping.total_fields.limit` says otherwise.
    package static let totalFields = 1000
    /// Levels of objects unless `index.mapping.depth.limit` says otherwise.
    package static let depth = 20
    /// Levels a definition may have before the index's own limit is asked.
    package static let deepestDefinition = 200
    /// Nested objects of a mapping unless `index.mapping.nested_fields.limit` says otherwise.
    package static let nestedFields = 50
    /// Child documents of one document unless `index.mapping.nested_objects.limit` says otherwise.
    package static let nestedObjects = 10_000
    /// Field numbers ever given out by one index; the highest `FieldNumber` less the reserved ones.
    package static let fieldNumbers = 65_000
    /// Distinct normalized terms a parser remembers before it starts afresh.
    package static let normalizedTerms = 100_000
    /// Bytes of one indexed term.
    package static let termBytes = 32_766
    /// Bytes of a document's `_id`.
    package static let idBytes = 512
    /// Bytes of a field's full path.
    package static let pathBytes = 4096
    /// Characters of a value shown in an error.
    package static let previewCharacters = 100
    /// Positions between two values of one text field.
    package static let positionGap = 100
    /// Years a date may name, either side of zero.
    package static let largestYear = 292_000_000
    /// `[ ]` parts inside one another in a date pattern.
    package static let datePatternDepth = 16
    /// Bytes of a time zone file.
    package static let zoneFileBytes = 65_536
    /// Dynamic templates of one mapping.
    package static let dynamicTemplates = 500
    /// Keys of one index's settings.
    package static let settings = 10_000
}

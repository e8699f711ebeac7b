import Segments

/// Terms looked for in several fields as if these were one (BM25F).
package struct CombinedFieldsQuery: Query {
    package struct Field: Sendable, Equatable {
        package let field: FieldNumber
        /// How often the field's occurrences count. At least 1.
        package let weight: Float

        package init(field: FieldNumber, weight: Float = 1) {
            self.field = field
            self.weight = weight
        }
    }

    package let fields: [Field]
    package let terms: [[UInt8]]
    /// How many of the terms have to match.
    package let minimumShouldMatch: Int

    package init(
        fields: [(field: FieldNumber, weight: Float)], terms: [[UInt8]],
        minimumShouldMatch: Int = 1
    ) {
        self.fields = fields.map { Field(field: $0.field, weight: $0.weight) }
        self.terms = terms
        self.minimumShouldMatch = minimumShouldMatch
    }

    package var description: String {
        let names = fields.map { "#\($0.field)^\($0.weight)" }.joined(separator: " ")
        let words = terms.map { text($0) }.joined(separator: " ")
        return "CombinedFieldQuery((\(names)) (\(words))~\(minimumShouldMatch))"
    }
}

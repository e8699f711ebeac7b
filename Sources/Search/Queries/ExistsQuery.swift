import Segments

/// Documents with any value in a field: from its column, its norms or the field-names postings.
package struct ExistsQuery: Query {
    package let field: FieldNumber

    package init(field: FieldNumber) {
        self.field = field
    }

    package var description: String { "FieldExistsQuery [field=#\(field)]" }
}

import Segments

/// Documents that hold a term, scored by the field's similarity.
package struct TermQuery: Query {
    package let field: FieldNumber
    package let term: [UInt8]

    package init(field: FieldNumber, term: [UInt8]) {
        self.field = field
        self.term = term
    }

    package var description: String { "#\(field):\(text(term))" }
}

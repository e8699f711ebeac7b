import Segments

/// Terms that count as one: frequencies summed, document frequency the largest.
package struct SynonymQuery: Query {
    package let field: FieldNumber
    package let terms: [[UInt8]]

    package init(field: FieldNumber, terms: [[UInt8]]) {
        self.field = field
        self.terms = terms
    }

    package var description: String {
        "Synonym(\(terms.map { "#\(field):\(text($0))" }.joined(separator: " ")))"
    }
}

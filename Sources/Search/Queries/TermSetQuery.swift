import Segments

/// Documents that hold any of many terms; the boost is their score.
package struct TermSetQuery: Query {
    package let field: FieldNumber
    package let terms: [[UInt8]]

    package init(field: FieldNumber, terms: [[UInt8]]) {
        self.field = field
        self.terms = terms
    }

    package var description: String {
        "#\(field):(\(terms.map { text($0) }.joined(separator: " ")))"
    }
}

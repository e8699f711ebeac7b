import Segments

/// Documents with a column value among some encoded numbers.
package struct NumericSetQuery: Query {
    package let field: FieldNumber
    package let values: [Int64]

    package init(field: FieldNumber, values: [Int64]) {
        self.field = field
        self.values = values
    }

    package var description: String { "#\(field):\(values)" }
}

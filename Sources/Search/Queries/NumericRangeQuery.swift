import Segments

/// Documents with a column value in an inclusive range of encoded numbers.
package struct NumericRangeQuery: Query {
    package let field: FieldNumber
    package let lower: Int64
    package let upper: Int64

    package init(field: FieldNumber, lower: Int64 = .min, upper: Int64 = .max) {
        self.field = field
        self.lower = lower
        self.upper = upper
    }

    package var description: String { "#\(field):[\(lower) TO \(upper)]" }
}

import Segments

/// Documents with a term in a range of byte order.
package struct TermRangeQuery: Query {
    package let field: FieldNumber
    /// Nil is unbounded.
    package let lower: [UInt8]?
    package let includesLower: Bool
    /// Nil is unbounded.
    package let upper: [UInt8]?
    package let includesUpper: Bool

    package init(
        field: FieldNumber, lower: [UInt8]?, includesLower: Bool, upper: [UInt8]?,
        includesUpper: Bool
    ) {
        self.field = field
        self.lower = lower
        self.includesLower = includesLower
        self.upper = upper
        self.includesUpper = includesUpper
    }

    package var description: String {
        let low = (includesLower ? "[" : "{") + (lower.map { text($0) } ?? "*")
        let high = (upper.map { text($0) } ?? "*") + (includesUpper ? "]" : "}")
        return "#\(field):\(low) TO \(high)"
    }
}

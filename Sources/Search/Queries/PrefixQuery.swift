import Segments

/// Documents with a term that begins with a prefix; the boost is their score.
package struct PrefixQuery: Query {
    package let field: FieldNumber
    package let prefix: [UInt8]
    /// ASCII and simple Unicode case pairs count as equal.
    package let caseInsensitive: Bool

    package init(field: FieldNumber, prefix: [UInt8], caseInsensitive: Bool = false) {
        self.field = field
        self.prefix = prefix
        self.caseInsensitive = caseInsensitive
    }

    package var description: String { "#\(field):\(text(prefix))*" }
}

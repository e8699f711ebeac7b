import Segments

/// Terms at given distances from one another; `slop` is the edit distance of positions allowed.
package struct PhraseQuery: Query {
    package let field: FieldNumber
    /// Ascending by position.
    package let positions: [PhrasePosition]
    package let slop: Int

    /// - Parameter terms: several terms at one position are alternatives.
    package init(
        field: FieldNumber, terms: [(terms: [[UInt8]], position: Int)], slop: Int = 0
    ) {
        self.init(
            field: field,
            positions: terms.map { PhrasePosition(terms: $0.terms, position: $0.position) },
            slop: slop)
    }

    /// - Parameter positions: ascending.
    package init(field: FieldNumber, positions: [PhrasePosition], slop: Int = 0) {
        self.field = field
        self.positions = positions
        self.slop = slop
    }

    package var description: String {
        let body = positions.map { $0.description }.joined(separator: " ")
        return "#\(field):\"\(body)\"" + (slop == 0 ? "" : "~\(slop)")
    }
}

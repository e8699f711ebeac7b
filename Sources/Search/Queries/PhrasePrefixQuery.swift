import Segments

/// A phrase whose last place is any term that begins with a prefix.
package struct PhrasePrefixQuery: Query {
    package let field: FieldNumber
    /// The places before the prefix, ascending by position.
    package let positions: [PhrasePosition]
    package let prefix: [UInt8]
    package let prefixPosition: Int
    /// Terms the prefix may expand to, first in byte order.
    package let maxExpansions: Int
    package let slop: Int

    /// - Parameter prefixPosition: nil is the place after the last.
    package init(
        field: FieldNumber, positions: [PhrasePosition], prefix: [UInt8],
        prefixPosition: Int? = nil, maxExpansions: Int = 50, slop: Int = 0
    ) {
        self.field = field
        self.positions = positions
        self.prefix = prefix
        self.prefixPosition = prefixPosition ?? (positions.last.map { $0.position + 1 } ?? 0)
        self.maxExpansions = maxExpansions
        self.slop = slop
    }

    package var description: String {
        let body = (positions.map { $0.description } + [text(prefix) + "*"])
        return "#\(field):\"\(body.joined(separator: " "))\"" + (slop == 0 ? "" : "~\(slop)")
    }
}

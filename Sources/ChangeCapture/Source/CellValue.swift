/// One column of one source row, as far as the source tells.
package enum CellValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case real(Double)
    /// Text, and every type a source hands over in its text form (decimals, dates, arrays).
    case text(String)
    /// The source left the value out because the change did not touch it.
    case unchanged

    /// The `_id` of the document whose key column holds this value; nil where there is none.
    package var documentID: String? {
        switch self {
        case .integer(let value): String(value)
        case .text(let value): value
        case .boolean(let value): value ? "true" : "false"
        case .real(let value): String(value)
        case .null, .unchanged: nil
        }
    }
}

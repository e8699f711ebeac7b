/// One value of a hit's sort tuple, comparable across segments.
package enum SortValue: Sendable, Hashable {
    /// An encoded number of a column, or a document number. Unit: as `NumericEncoding`.
    case integer(Int64)
    case term([UInt8])
    case score(Float)
    case missing
}

/// A document within one space of one segment; dense from 0.
package typealias DocID = UInt32
/// A field within an index, assigned by the mapping and stable over the index's life.
package typealias FieldNumber = UInt16
/// A document space of an index: 0 the root documents, one more for each nested path.
package typealias SpaceNumber = UInt16

/// Fields every index has. Numbers below `firstMapped` are never a mapping's.
package enum ReservedField {
    /// Numeric column `_seq_no`.
    package static let sequenceNumber: FieldNumber = 0
    /// Numeric column `_version`.
    package static let version: FieldNumber = 1
    /// Ordinal column `_routing`.
    package static let routing: FieldNumber = 2
    /// Documents-only postings: names of present fields that have neither norms nor a column.
    package static let fieldNames: FieldNumber = 3
    /// Ordinal column `_ignored`.
    package static let ignored: FieldNumber = 4
    package static let firstMapped: FieldNumber = 16
}

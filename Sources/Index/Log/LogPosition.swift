/// Where a record lies, so that a document can be read back before it is in a segment.
struct LogPosition: Sendable, Equatable {
    let generation: UInt64
    /// Of the record, from the start of the file. Unit: bytes.
    let offset: Int
    /// With its frame. Unit: bytes.
    let size: Int
    /// Ascends with every record, and never names two records.
    let number: UInt64
    /// Where the operation's entry begins in the record's payload. Unit: bytes.
    var entry = 0

    /// The same record, another of its entries.
    func entry(at offset: Int) -> LogPosition {
        var position = self
        position.entry = offset
        return position
    }
}

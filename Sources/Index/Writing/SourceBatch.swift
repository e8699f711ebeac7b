/// What one batch of a change source does to an index: all of it, or nothing.
package struct SourceBatch {
    /// The source's name.
    package var source: String
    /// Operations of kind `index`, `delete` and `update` (as `WriteOperation.merging`), each about
    /// another document.
    package var operations: [WriteOperation]
    /// How far the source has been followed once the batch is applied; the source's own bytes. Nil
    /// leaves the position as it is.
    package var position: [UInt8]?
    /// Cursors of unfinished long work to set, or (nil) to remove, by name.
    package var cursors: [String: [UInt8]?]

    package init(
        source: String, operations: [WriteOperation] = [], position: [UInt8]? = nil,
        cursors: [String: [UInt8]?] = [:]
    ) {
        self.source = source
        self.operations = operations
        self.position = position
        self.cursors = cursors
    }
}

/// How far a change source has been followed; the source's own bytes.
package struct SourceProgress: Sendable, Equatable {
    /// Nil before the first batch.
    package let applied: [UInt8]?
    /// What no crash can take back, and may be acknowledged to the source.
    package let durable: [UInt8]?
}

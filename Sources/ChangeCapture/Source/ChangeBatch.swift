/// Changes in commit order.
package struct ChangeBatch: Sendable {
    package let changes: [RowChange]
    /// Position after the batch: everything before it is in this batch or an earlier one.
    package let end: SourcePosition
    /// When the last transaction committed at the source. Unit: microseconds since 1970.
    package let commitMicroseconds: Int64

    /// Whether the batch ends where a transaction ends. If not, its changes may be applied but
    /// neither shown nor counted as followed until a batch that does has been applied too.
    package let isWhole: Bool

    package init(
        changes: [RowChange], end: SourcePosition, commitMicroseconds: Int64, isWhole: Bool = true
    ) {
        self.changes = changes
        self.end = end
        self.commitMicroseconds = commitMicroseconds
        self.isWhole = isWhole
    }
}

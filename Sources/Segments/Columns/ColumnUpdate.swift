/// Changes numbers of a view in place.
package struct ColumnUpdate {
    package let view: SegmentView

    package init(view: SegmentView) { self.view = view }

    /// Sets or (nil) removes the number of documents in a single-valued numeric column.
    package mutating func set(
        _ field: FieldNumber, _ changes: [(doc: DocID, value: Int64?)]
    ) throws(SegmentError) {
        preconditionFailure("unwritten")
    }

    /// The view's overlay with the changes.
    package func finish() -> ColumnOverlay { preconditionFailure("unwritten") }
}

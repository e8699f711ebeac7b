import Primitives

/// Changes numbers of a segment view in place: copies the pages that hold them.
package struct ColumnUpdate {
    package let view: SegmentView
    private var pages: [FieldNumber: [Int: OverlayPage]]

    package init(view: SegmentView) {
        self.view = view
        pages = view.overlay?.pages ?? [:]
    }

    /// Sets or (nil) removes the number of root documents in a single-valued numeric column. Of
    /// several changes to one document the last counts.
    package mutating func set(
        _ field: FieldNumber, _ changes: [(doc: DocID, value: Int64?)]
    ) throws(SegmentError) {
        let column = try view.numericColumn(field)
        let count = view.reader.documentCount
        if let column, column.isMultiValued || column.documentCount != count {
            throw SegmentError(
                kind: .invalidDocument("field \(field) has several values in a document"),
                file: view.reader.name)
        }
        var byPage: [Int: [(doc: DocID, value: Int64?)]] = [:]
        for change in changes {
            precondition(change.doc < count, "document \(change.doc) of \(count)")
            byPage[Int(change.doc) / NumericColumn.pageSize, default: []].append(change)
        }
        for (index, changes) in byPage {
            pages[field, default: [:]][index] = page(
                index, pages[field]?[index], column, count, changes)
        }
    }

    private func page(
        _ index: Int, _ known: OverlayPage?, _ column: NumericColumn?, _ documentCount: Int,
        _ changes: [(doc: DocID, value: Int64?)]
    ) -> OverlayPage {
        let size = NumericColumn.pageSize
        let count = min(size, documentCount - index * size)
        var presence = [UInt64](repeating: 0, count: 8)
        return withUnsafeTemporaryAllocation(of: Int64.self, capacity: size) { values in
            guard let start = values.baseAddress else { preconditionFailure("no room for a page") }
            start.initialize(repeating: 0, count: size)
            for slot in 0..<count {
                if let known {
                    start[slot] = known.page.value(slot)
                    presence = known.presence
                } else if let column, column.hasValue(DocID(index * size + slot)) {
                    start[slot] = column.value(at: index * size + slot)
                    presence[slot >> 6] |= 1 << UInt64(slot & 63)
                }
            }
            for change in changes {
                let slot = Int(change.doc) % size
                start[slot] = change.value ?? 0
                let bit = UInt64(1) << UInt64(slot & 63)
                if change.value == nil {
                    presence[slot >> 6] &= ~bit
                } else {
                    presence[slot >> 6] |= bit
                }
            }
            return OverlayPage(values: start, presence: presence, count: count)
        }
    }

    /// The view's overlay with the changes.
    package func finish() -> ColumnOverlay { ColumnOverlay(pages) }
}

import Primitives

/// Changes numbers of a segment view in place: copies the pages that hold them.
package struct ColumnUpdate {
    package let view: SegmentView
    private var pages: [FieldNumber: [Int: OverlayPage]]

    package init(view: SegmentView) {
        self.view = view
        pages = view.overlay?.pages ?? [:]
    }

    /// Sets or removes numbers of root documents in single-valued numeric columns.
    /// - Parameter edits: ascending by field and document, each pair once; a field in one call of
    ///   an update only.
    /// - Throws: `SegmentError` (`.invalidDocument`) when a document of the segment has several
    ///   values in a field; the edits of fields before it are kept.
    package mutating func set(_ edits: [ColumnEdit]) throws(SegmentError) {
        for run in edits.byField { try set(run) }
    }

    /// - Parameter edits: of one field, ascending.
    package mutating func set(_ edits: ArraySlice<ColumnEdit>) throws(SegmentError) {
        guard let field = edits.first?.field, let last = edits.last else { return }
        let column = try view.numericColumn(field)
        let count = view.reader.documentCount
        if let column, column.isMultiValued || column.documentCount != count {
            throw SegmentError(
                kind: .invalidDocument("field \(field) has several values in a document"),
                file: view.reader.name)
        }
        precondition(last.doc < count, "document \(last.doc) of \(count)")
        var replaced = pages.removeValue(forKey: field) ?? [:]
        var start = edits.startIndex
        while start < edits.endIndex {
            let index = Int(edits[start].doc) / NumericColumn.pageSize
            var end = start + 1
            while end < edits.endIndex, Int(edits[end].doc) / NumericColumn.pageSize == index {
                end += 1
            }
            replaced[index] = page(index, column, count, edits[start..<end])
            start = end
        }
        pages[field] = replaced
    }

    private func page(
        _ index: Int, _ column: NumericColumn?, _ documentCount: Int,
        _ edits: ArraySlice<ColumnEdit>
    ) -> OverlayPage {
        let size = NumericColumn.pageSize
        let count = min(size, documentCount - index * size)
        var presence =
            column.map { $0.presence(ofPage: index, count) } ?? Array(repeating: 0, count: 8)
        return withUnsafeTemporaryAllocation(of: Int64.self, capacity: size) { values in
            guard let start = values.baseAddress else { preconditionFailure("no room for a page") }
            if let column {
                column.decodePage(index, into: start)
            } else {
                start.initialize(repeating: 0, count: size)
            }
            for edit in edits {
                let slot = Int(edit.doc) % size
                start[slot] = edit.value ?? 0
                let bit = UInt64(1) << UInt64(slot & 63)
                if edit.value == nil {
                    presence[slot >> 6] &= ~bit
                } else {
                    presence[slot >> 6] |= bit
                }
            }
            return OverlayPage(values: start, presence: presence, count: count)
        }
    }

    /// The view's overlay with the edits.
    package func finish() -> ColumnOverlay { ColumnOverlay(pages) }
}

extension NumericColumn {
    /// Which of a page's `count` documents have a value. Shape: [8].
    fileprivate func presence(ofPage page: Int, _ count: Int) -> [UInt64] {
        (0..<8).map { word in
            let rest = count - word * 64
            if rest <= 0 { return 0 }
            if let presence { return presence[page * 8 + word] }
            return rest >= 64 ? .max : .max >> UInt64(64 - rest)
        }
    }
}

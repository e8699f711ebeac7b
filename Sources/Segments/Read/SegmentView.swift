import Synchronization

/// A segment as one snapshot sees it: its reader, live docs and in-place updates.
package final class SegmentView: Sendable {
    package let reader: SegmentReader
    /// Nil = all live.
    package let liveDocs: LiveDocs?
    /// Pages that in-place updates replaced.
    package let overlay: ColumnOverlay?
    package let columnGeneration: UInt64
    package let liveGeneration: UInt64
    /// Mapped fields set in place since some document's source was stored: the column has the
    /// value, the source may have an older one. Ascending.
    package let patchedFields: [FieldNumber]
    /// Columns with the overlay's pages, made at first use.
    private let updated = Mutex<[FieldNumber: NumericColumnStorage]>([:])

    package init(
        reader: SegmentReader, liveDocs: LiveDocs?, overlay: ColumnOverlay? = nil,
        columnGeneration: UInt64 = 0, liveGeneration: UInt64 = 0
    ) {
        self.reader = reader
        self.liveDocs = liveDocs
        self.overlay = overlay
        self.columnGeneration = columnGeneration
        self.liveGeneration = liveGeneration
        patchedFields = SegmentView.patched(reader.info.patchedFields, overlay)
    }

    private static func patched(
        _ stored: [FieldNumber], _ overlay: ColumnOverlay?
    ) -> [FieldNumber] {
        guard let overlay else { return stored }
        let edited = overlay.pages.keys.filter { $0 >= ReservedField.firstMapped }
        return Set(stored).union(edited).sorted()
    }

    /// Root documents that are not deleted.
    package var liveCount: Int { reader.documentCount - (liveDocs?.deletedCount ?? 0) }

    /// The column with in-place updates applied.
    package func numericColumn(_ field: FieldNumber) throws(SegmentError) -> NumericColumn? {
        guard let overlay, overlay.pages[field] != nil else {
            return try reader.numericColumn(field)
        }
        if let known = updated.withLock({ $0[field] }) { return known.column }
        let made = try overlay.apply(
            field, to: try reader.numericColumn(field), documentCount: reader.documentCount,
            file: reader.name)
        return updated.withLock { updated in
            if let first = updated[field] { return first.column }
            updated[field] = made
            return made?.column
        }
    }

    package func ordinalColumn(_ field: FieldNumber) throws(SegmentError) -> OrdinalColumn? {
        try reader.ordinalColumn(field)
    }
}

import JSON
import Primitives
import Segments

/// Reads sources as documents are now: with the numbers set in place since they were stored.
///
/// A source says what its document was when it was indexed; the columns say what it is. Of the
/// fields that were set in place anywhere in the segment, those whose value in the source is not
/// the column's are replaced. One thread.
package final class CurrentSource {
    private let mapping: IndexMapping
    private let stored = ByteWriter(capacity: 1024)
    /// Made when first needed.
    private var patch: SourcePatch?

    package init(_ mapping: IndexMapping) { self.mapping = mapping }

    /// Appends the source of a root document to `writer`; unchanged bytes unless a number differs.
    /// - Parameter pending: edits of the document that the view does not have, oldest first.
    package func append(
        _ doc: DocID, of view: SegmentView, pending: [ColumnEdit] = [], to writer: ByteWriter
    ) throws {
        if view.patchedFields.isEmpty, pending.isEmpty {
            return try view.reader.appendSource(of: doc, to: writer)
        }
        stored.removeAll()
        try view.reader.appendSource(of: doc, to: stored)
        let changes = try changes(doc, view, pending)
        if stored.count == 0 || changes.isEmpty { return writer.write(contentsOf: stored.bytes) }
        let patch = patch ?? SourcePatch()
        self.patch = patch
        try patch.append(stored.bytes, changes, to: writer)
    }

    private func changes(
        _ doc: DocID, _ view: SegmentView, _ pending: [ColumnEdit]
    ) throws -> [SourcePatch.Change] {
        let edited = pending.map(\.field).filter { $0 >= ReservedField.firstMapped }
        var changes: [SourcePatch.Change] = []
        for number in Set(view.patchedFields).union(edited).sorted() {
            guard let field = mapping.field(number: number) else { continue }
            var value: Int64?
            if let edit = pending.last(where: { $0.field == number }) {
                value = edit.value
            } else if let column = try view.numericColumn(number) {
                let range = column.valueRange(doc)
                // Documents with several values are never changed in place.
                if range.count > 1 { continue }
                value = range.isEmpty ? nil : column.value(at: range.lowerBound)
            }
            changes.append(
                SourcePatch.Change(
                    field: field, value: value, addsMissing: mapping.fastFields.contains(field)))
        }
        return changes
    }
}

/// What a merge holds beside its inputs and its sink, estimated before it begins.
///
/// Doc maps are held throughout. Beside them one thing at a time: the samples a dictionary is
/// trained on, the ids, or one field, whose dictionary and postings are gathered whole before they
/// are written because the sections grow side by side.
extension SegmentMerger {
    /// Of a value on its way from an input's column into the merged one: document and value.
    private static let numberBytes = 12
    private static let ordinalBytes = 8
    /// Of an id beside its bytes: hash, and its places in the table.
    private static let idBytes = 16
    /// Decoding blocks, page buffers and the sink's buffer.
    private static let fixedBytes = 2 << 20

    /// Unit: bytes.
    package var memoryEstimate: Int {
        var maps = 0
        for view in views {
            for count in view.reader.info.documentCounts.values { maps += count * 4 }
        }
        let largestField = fields.all.map { memory(of: $0) }.max() ?? 0
        return SegmentMerger.fixedBytes + maps + max(largestField, idMemory, dictionaryMemory)
    }

    private func bytes(
        _ view: SegmentView, _ kinds: [SectionKind], _ field: FieldInfo
    ) -> Int {
        kinds.reduce(0) { sum, kind in
            let section = view.reader.file.section(kind, space: field.space, field: field.number)
            return sum + (section?.count ?? 0)
        }
    }

    private func memory(of field: FieldInfo) -> Int {
        var terms = 0
        var columns = 0
        for view in views {
            let documents = view.reader.documentCount(of: field.space)
            terms += bytes(
                view,
                [
                    .termText, .termIndex, .termRecords, .postings, .blockLastDocs, .blockImpacts,
                    .blocks, .headBounds, .positions,
                ], field)
            // New ordinals, norms, and the documents that have a term.
            terms += bytes(view, [.termRecords], field) / 4 + documents + documents / 8
            if bytes(view, [.ordinalColumn], field) > 0 {
                columns += documents * SegmentMerger.ordinalBytes
            }
            if bytes(view, [.numericColumn], field) > 0 {
                columns += documents * SegmentMerger.numberBytes
            }
        }
        return terms + columns + bytesOfColumns(field)
    }

    /// Encoded columns, gathered before they are written.
    private func bytesOfColumns(_ field: FieldInfo) -> Int {
        views.reduce(0) { $0 + bytes($1, [.ordinalColumn, .numericColumn], field) }
    }

    private var idMemory: Int {
        views.reduce(0) { sum, view in
            let ids = view.reader.file.section(.ids)?.count ?? 0
            return sum + ids + view.reader.documentCount * SegmentMerger.idBytes
        }
    }

    private var dictionaryMemory: Int {
        let documents = views.reduce(0) { $0 + $1.liveCount }
        let stored = views.reduce(0) { $0 + ($1.reader.file.section(.source)?.count ?? 0) }
        // Sources are taken to be compressed to a quarter.
        return compression.makingMemory(documents: documents, bytes: 4 * stored)
    }
}

import Primitives

/// Every `_id` is readable, found by the table, and live in one document at most.
struct IDCheck {
    private let view: SegmentView

    init(_ view: SegmentView) { self.view = view }

    func check(_ report: inout CheckReport) throws {
        let reader = view.reader
        let key = SectionKey(.idTable)
        let seen = FixedBitSet(bitCount: max(1, reader.documentCount))
        let table = reader.ids.table
        for entry in 0..<reader.documentCount {
            let doc = table.document(entry)
            guard doc < reader.documentCount, seen.insert(Int(doc)) else {
                report.add(key, "document \(doc) is out of range or there twice")
                continue
            }
        }
        report.expect(
            seen.count() == reader.documentCount, key, "\(seen.count()) documents are in the table")
        report.expect(table.bucketsAscend, key, "buckets do not ascend")
        let text = ByteWriter()
        for doc in 0..<DocID(reader.documentCount) {
            if report.isFull { return }
            text.removeAll()
            try reader.ids.append(doc, to: text)
            let id = text.bytes
            let size = id.count
            report.expect(
                size >= 1 && size <= SegmentLimits.idBytes, SectionKey(.ids),
                "document \(doc) has an _id of \(size) bytes")
            guard let found = try reader.ids.find(id, hash: Hash64.hash(id), where: { _ in true }),
                found >= doc
            else {
                report.add(key, "the _id of document \(doc) is not found")
                continue
            }
            let isLive = view.liveDocs?.isLive(doc) ?? true
            report.expect(
                found == doc || !isLive || !(view.liveDocs?.isLive(found) ?? true),
                SectionKey(.ids), "documents \(doc) and \(found) are live with one _id")
        }
    }
}

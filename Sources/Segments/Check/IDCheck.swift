import Primitives

/// Every `_id` is readable, found by the table, and live in one document at most.
struct IDCheck {
    private let view: SegmentView

    init(_ view: SegmentView) { self.view = view }

    func check(_ report: inout CheckReport) throws {
        let reader = view.reader
        let key = SectionKey(.idTable)
        let seen = FixedBitSet(bitCount: max(1, reader.documentCount))
        for doc in reader.ids.tableDocuments {
            guard doc < reader.documentCount, seen.insert(Int(doc)) else {
                report.add(key, "document \(doc) is out of range or there twice")
                continue
            }
        }
        report.expect(
            seen.count() == reader.documentCount, key, "\(seen.count()) documents are in the table")
        report.expect(reader.ids.bucketsAscend, key, "buckets do not ascend")
        for doc in 0..<DocID(reader.documentCount) {
            if report.isFull { return }
            let id = try reader.ids.id(doc)
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

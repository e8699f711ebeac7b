/// Live docs are of the segment's documents, and keep what the segment was written with deleted.
struct LiveDocsCheck {
    private let view: SegmentView

    init(_ view: SegmentView) { self.view = view }

    func check(_ report: inout CheckReport) throws {
        guard let live = view.liveDocs else {
            return report.expect(
                view.reader.initialLiveDocs == nil, SectionKey(.live), "are left out")
        }
        let count = view.reader.documentCount
        guard live.documentCount == count else {
            return report.add(SectionKey(.live), "of \(live.documentCount) documents, not \(count)")
        }
        var found = 0
        for doc in 0..<DocID(count) where live.isLive(doc) {
            found += 1
            report.expect(
                view.reader.initialLiveDocs?.isLive(doc) ?? true, SectionKey(.live),
                "document \(doc) came back to life")
        }
        report.expect(
            found == live.liveCount, SectionKey(.live), "\(found) are live, not \(live.liveCount)")
    }
}

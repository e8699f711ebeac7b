import Primitives

/// The dictionary is one, blocks cover every document once, in order, and each source can be read.
struct SourceCheck {
    private let reader: SegmentReader

    init(_ reader: SegmentReader) { self.reader = reader }

    func check(_ report: inout CheckReport) throws {
        let sources = reader.sources
        var next = 0
        report.run { _ in try sources.checkDictionary() }
        for block in 0..<sources.blockCount {
            if report.isFull { return }
            let documents = sources.documents(block)
            report.expect(
                documents.lowerBound == next && !documents.isEmpty, SectionKey(.sourceIndex),
                "block \(block) holds documents \(documents), \(next) is next")
            next = documents.upperBound
            report.run { report in
                try sources.forEach(in: block) { _, _ in }
                try report.expect(
                    sources.isFilled(block), SectionKey(.source),
                    "block \(block) has bytes of no document")
            }
        }
        report.expect(
            next == reader.documentCount, SectionKey(.sourceIndex),
            "blocks end at document \(next) of \(reader.documentCount)")
    }
}

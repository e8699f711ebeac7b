/// Parents ascend and exist.
struct ParentsCheck {
    private let reader: SegmentReader
    private let info: SpaceInfo

    init(_ reader: SegmentReader, _ info: SpaceInfo) {
        self.reader = reader
        self.info = info
    }

    func check(_ report: inout CheckReport) throws {
        guard let space = try reader.space(info.number) else { return }
        let key = SectionKey(.parents, space: info.number)
        let limit = reader.documentCount(of: info.parent)
        var last: UInt32 = 0
        for doc in 0..<space.documentCount {
            let parent = space.parents[doc]
            report.expect(parent < limit, key, "document \(doc) has parent \(parent) of \(limit)")
            report.expect(parent >= last, key, "parents descend at document \(doc)")
            last = parent
        }
    }
}

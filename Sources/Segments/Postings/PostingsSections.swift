/// The sections the postings of a field lie in; hands out lists with their pages verified.
final class PostingsSections: Sendable {
    private let file: SegmentFile
    private let detail: PostingsDetail
    /// Nil when every term of the field has one document.
    private let blocks: SectionData?
    private let lastDocs: SectionData?
    private let impacts: SectionData?
    private let postings: SectionData?
    private let positions: SectionData?
    private let headBounds: SectionData?
    private let blockCount: Int

    init(_ file: SegmentFile, _ field: FieldInfo) throws(SegmentError) {
        self.file = file
        detail = field.postings
        let space = field.space
        let number = field.number
        let blocks = try file.require(.blocks, space: space, field: number)
        let stride = MemoryLayout<PostingsBlock>.stride
        guard blocks.count >= stride, blocks.count % stride == 0 else {
            throw file.malformed("\(blocks.count) bytes of blocks", blocks)
        }
        self.blocks = blocks
        blockCount = blocks.count / stride - 1
        positions = file.section(.positions, space: space, field: number)
        headBounds = file.section(.headBounds, space: space, field: number)
        if blockCount == 0 {
            lastDocs = nil
            impacts = nil
            postings = nil
            return
        }
        lastDocs = try file.require(
            .blockLastDocs, space: space, field: number, size: blockCount * 4)
        impacts = try file.require(.blockImpacts, space: space, field: number, size: blockCount * 4)
        postings = try file.require(.postings, space: space, field: number)
    }

    func list(
        _ record: UnsafePointer<TermRecord>, records: SectionData, positions wanted: Bool
    ) throws(SegmentError) -> PostingsList {
        let wantsPositions = wanted && detail == .positions
        if record.pointee.isInline { return try inlineList(record, wantsPositions) }
        guard let blocks, let lastDocs, let impacts, let postings else {
            throw file.malformed("a term refers to blocks that are not there", records)
        }
        let frequency = record.pointee.documentFrequency
        let first = Int(record.pointee.value)
        let count = (frequency + 127) / 128
        guard count > 0, first + count <= blockCount else {
            throw file.malformed("blocks \(first)+\(count) of \(blockCount)", records)
        }
        let stride = MemoryLayout<PostingsBlock>.stride
        try file.verify(blocks, first * stride, (count + 1) * stride)
        try file.verify(lastDocs, first * 4, count * 4)
        try file.verify(impacts, first * 4, count * 4)
        let info = blocks.values(PostingsBlock.self, at: first * stride)
        try verify(postings, info[0].offset, info[count].offset)
        if wantsPositions, let positions {
            try verify(positions, info[0].positionsOffset, info[count].positionsOffset)
        }
        let heads = try heads(record.pointee)
        return PostingsList(
            documentFrequency: frequency, totalTermFrequency: heads.total, blockCount: count,
            hasPositions: wantsPositions, hasFrequencies: detail > .documents,
            listImpact: record.pointee.impact,
            lastDocs: lastDocs.values(UInt32.self, at: first * 4),
            impacts: impacts.values(Impact.self, at: first * 4), blocks: info,
            postings: postings.start, postingsCount: postings.count,
            places: positions?.start ?? postings.start, placesCount: positions?.count ?? 0,
            inlineWidth: 0, heads: heads.bounds)
    }

    private func verify(
        _ section: SectionData, _ start: UInt32, _ end: UInt32
    ) throws(SegmentError) {
        guard start <= end, Int(end) <= section.count else {
            throw file.malformed("blocks from byte \(start) to \(end)", section)
        }
        try file.verify(section, Int(start), Int(end - start))
    }

    private func heads(
        _ record: TermRecord
    ) throws(SegmentError) -> (total: Int64, bounds: UnsafePointer<UInt32>?) {
        let frequency = record.documentFrequency
        if frequency < TermRecord.headBoundMinimum {
            return (Int64(frequency) + Int64(record.extra), nil)
        }
        guard let headBounds else { return (Int64(frequency), nil) }
        let depths = frequency >= 1000 ? 3 : frequency >= 100 ? 2 : 1
        let offset = Int(record.extra) * 4
        try file.verify(headBounds, offset, 8 + depths * 4)
        let total = headBounds.start.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        return (
            Int64(truncatingIfNeeded: total), headBounds.values(UInt32.self, at: offset + 8)
        )
    }

    /// A list of one document, which lies in the term's record.
    private func inlineList(
        _ record: UnsafePointer<TermRecord>, _ wantsPositions: Bool
    ) throws(SegmentError) -> PostingsList {
        let raw = UnsafeRawPointer(record)
        let impact = record.pointee.impact
        let frequency = impact.norm1 == Impact.none ? impact.maxFrequency : 1
        var places = raw + 12
        var width = 4
        if wantsPositions && frequency > 1 {
            guard let positions else {
                throw SegmentError(kind: .malformed("positions are missing"), file: file.name)
            }
            let offset = Int(record.pointee.extra)
            try file.verify(positions, offset, 1)
            width = Int(positions.start.load(fromByteOffset: offset, as: UInt8.self))
            guard width == 1 || width == 2 || width == 4 else {
                throw file.malformed("positions of \(width) bytes", positions, at: offset)
            }
            try file.verify(positions, offset, 1 + width * Int(frequency))
            places = positions.start + offset + 1
        }
        return PostingsList(
            documentFrequency: 1, totalTermFrequency: Int64(frequency), blockCount: 1,
            hasPositions: wantsPositions, hasFrequencies: detail > .documents, listImpact: impact,
            lastDocs: (raw + 4).assumingMemoryBound(to: UInt32.self),
            impacts: (raw + 8).assumingMemoryBound(to: Impact.self), blocks: nil, postings: raw,
            postingsCount: 0, places: places, placesCount: 0, inlineWidth: width, heads: nil)
    }
}

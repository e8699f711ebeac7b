import Segments

/// Documents with a number in a range, read from a column page by page. Score-free.
final class RangeScorer: Scorer {
    private let column: NumericColumn
    private let lower: Int64
    private let upper: Int64
    private let documentCount: UInt32
    private var position: UInt32 = 0
    private let values: UnsafeMutablePointer<Int64>
    var threshold: Float = -.infinity
    let cost: Int

    /// - Parameter column: single-valued.
    init(_ column: NumericColumn, lower: Int64, upper: Int64) {
        self.column = column
        self.lower = lower
        self.upper = upper
        documentCount = UInt32(column.documentCount)
        values = ScratchPool.shared.take().bindMemory(to: Int64.self, capacity: DocBlock.capacity)
        // Leading decodes every page, following loads one value a candidate.
        cost = column.documentCount * 4
    }

    deinit { ScratchPool.shared.give(UnsafeMutableRawPointer(values)) }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        let end = min(limit, documentCount)
        var written = 0
        while position < end && written + NumericColumn.pageSize <= DocBlock.capacity {
            let page = Int(position) / NumericColumn.pageSize
            let pageEnd = UInt32(min((page + 1) * NumericColumn.pageSize, Int(end)))
            written = appendPage(page, position, pageEnd, block.docs, written)
            position = pageEnd
        }
        block.count = written
        return position < end
    }

    /// Appends the matches of a page in `first..<end`.
    private func appendPage(
        _ page: Int, _ first: UInt32, _ end: UInt32, _ docs: UnsafeMutablePointer<UInt32>,
        _ start: Int
    ) -> Int {
        let bounds = column.bounds(page)
        if bounds.minimum > upper || bounds.maximum < lower { return start }
        var written = start
        if bounds.minimum >= lower && bounds.maximum <= upper {
            for doc in first..<end {
                docs[written] = doc
                written &+= 1
            }
        } else {
            column.decodePage(page, into: values)
            let base = UInt32(page * NumericColumn.pageSize)
            let lower = self.lower
            let upper = self.upper
            for doc in first..<end {
                let value = values[Int(doc &- base)]
                docs[written] = doc
                written &+= (value >= lower ? 1 : 0) & (value <= upper ? 1 : 0)
            }
        }
        return dropAbsent(docs, start, written)
    }

    private func dropAbsent(
        _ docs: UnsafeMutablePointer<UInt32>, _ start: Int, _ end: Int
    ) -> Int {
        guard let presence = column.presence else { return end }
        var kept = start
        for at in start..<end {
            let doc = docs[at]
            docs[kept] = doc
            kept &+= Int(truncatingIfNeeded: (presence[Int(doc &>> 6)] &>> UInt64(doc & 63)) & 1)
        }
        return kept
    }

    func retain(_ block: DocBlock) throws {
        let count = block.count
        if count == 0 { return }
        let next = block.docs[count - 1] &+ 1
        column.gather(UnsafePointer(block.docs), count: count, into: values)
        let docs = block.docs
        let scores = block.scores
        let lower = self.lower
        let upper = self.upper
        var kept = 0
        for at in 0..<count {
            let value = values[at]
            docs[kept] = docs[at]
            scores[kept] = scores[at]
            kept &+= (value >= lower ? 1 : 0) & (value <= upper ? 1 : 0)
        }
        block.count = kept
        if let presence = column.presence { block.keep(set: presence) }
        skip(to: next)
    }

    var followsCheaply: Bool { true }

    func maxScore(through doc: DocID) -> Float { 0 }

    func boundEnd() -> DocID { .max }

    func skip(to doc: DocID) {
        if doc > position { position = min(doc, documentCount) }
    }
}

import Segments

/// Collects the first documents of one leaf in the order of a sort.
final class LeafSortCollector {
    private let sources: [LeafSortKey]
    private let heap: SortHeap
    /// Only tuples strictly after this one count.
    private let after: [Int64]?
    /// Only tuples strictly before this one can still get in, whatever the heap holds.
    private let bound: [Int64]?
    /// First keys of the block. Shape: [DocBlock.capacity].
    private let keys: UnsafeMutablePointer<Int64>
    private let tuple: UnsafeMutablePointer<Int64>
    private let keyCount: Int

    init(
        sources: [LeafSortKey], heap: SortHeap, after: [Int64]?, bound: [Int64]?,
        keys: UnsafeMutablePointer<Int64>, tuple: UnsafeMutablePointer<Int64>
    ) {
        self.sources = sources
        self.heap = heap
        self.after = after
        self.bound = bound
        self.keys = keys
        self.tuple = tuple
        keyCount = sources.count
    }

    /// The first key of the tuple to beat.
    private var firstLimit: Int64? { heap.isFull ? heap.worst[0] : bound?[0] }

    /// With the best score as first key: what a document has to exceed.
    var scoreThreshold: Float {
        guard sources[0].key == .byScore, let limit = firstLimit else { return -.infinity }
        let bits = Int32(truncatingIfNeeded: ~limit)
        let score = Float(bitPattern: UInt32(bitPattern: bits ^ ((bits >> 31) & Int32.max)))
        // Equal scores compete by the other keys.
        return keyCount == 1 ? score : score.nextDown
    }

    func collect(_ block: DocBlock) {
        if block.count == 0 { return }
        sources[0].read(block.docs, block.scores, count: block.count, into: keys)
        dropHopeless(block)
        for at in 0..<block.count { consider(block, at) }
    }

    /// Drops what the first key alone rules out.
    private func dropHopeless(_ block: DocBlock) {
        let limit = firstLimit ?? .max
        let least = after?[0] ?? .min
        if limit == .max && least == .min { return }
        var kept = 0
        for at in 0..<block.count {
            let key = keys[at]
            keys[kept] = key
            block.docs[kept] = block.docs[at]
            block.scores[kept] = block.scores[at]
            kept &+= (key <= limit ? 1 : 0) & (key >= least ? 1 : 0)
        }
        block.count = kept
    }

    private func consider(_ block: DocBlock, _ at: Int) {
        tuple[0] = keys[at]
        if heap.isFull && keys[at] > heap.worst[0] { return }
        for index in 1..<max(1, keyCount) {
            sources[index].read(
                block.docs + at, block.scores + at, count: 1, into: tuple + index)
        }
        if let after, !after.withUnsafeBufferPointer({ isBefore($0.baseAddress, tuple) }) { return }
        if let bound, !bound.withUnsafeBufferPointer({ isBefore(tuple, $0.baseAddress) }) { return }
        if heap.isFull && !SortHeap.precedes(tuple, heap.worst, keyCount) { return }
        let score = sources.contains { $0.key.kind == .score } ? Float(block.scores[at]) : .nan
        heap.insert(tuple, doc: block.docs[at], score: score)
    }

    private func isBefore(_ a: UnsafePointer<Int64>?, _ b: UnsafePointer<Int64>?) -> Bool {
        guard let a, let b else { return false }
        return SortHeap.precedes(a, b, keyCount)
    }

    /// The next stretch of documents worth visiting: `next ..< limit`; `next` is `end` when none.
    ///
    /// Looks at the page bounds of a single-valued number as first key, once there is a tuple to
    /// beat.
    func competitiveRun(from start: DocID, to end: DocID) -> (DocID, DocID) {
        guard let limit = firstLimit, case .numeric(let column) = sources[0].source,
            !column.isMultiValued,
            column.presence == nil || sources[0].key.missing == .last && limit < .max
        else { return (start, end) }
        let size = NumericColumn.pageSize
        var page = Int(start) / size
        let pages = (Int(end) + size - 1) / size
        while page < pages && !isCompetitive(column, page, limit) { page += 1 }
        if page == pages { return (end, end) }
        let next = max(start, DocID(page * size))
        var stop = page + 1
        while stop < pages && stop - page < DocBlock.capacity / size
            && isCompetitive(column, stop, limit)
        {
            stop += 1
        }
        return (next, min(end, DocID(stop * size)))
    }

    private func isCompetitive(_ column: NumericColumn, _ page: Int, _ limit: Int64) -> Bool {
        let bounds = column.bounds(page)
        if bounds.minimum > bounds.maximum { return false }
        let best = sources[0].key.descending ? ~bounds.maximum : bounds.minimum
        return keyCount == 1 ? best < limit : best <= limit
    }

    func hits(_ leaf: Leaf) throws -> [TopDocs.Hit] {
        try heap.sorted().map { doc, score in
            TopDocs.Hit(
                leaf: leaf.index, doc: doc, score: score,
                sortValues: try sources.map { try $0.value(of: doc, score: score) })
        }
    }
}

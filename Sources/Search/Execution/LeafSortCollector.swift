import Segments

/// Collects the first documents of one leaf in the order of a sort.
final class LeafSortCollector {
    private let sources: [LeafSortKey]
    private let first: LeafSortKey
    private let heap: SortHeap
    private let hasScores: Bool
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
        first = sources[0]
        hasScores = sources.contains { $0.key.kind == .score }
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
        guard first.key == .byScore, let limit = firstLimit else { return -.infinity }
        let bits = Int32(truncatingIfNeeded: ~limit)
        let score = Float(bitPattern: UInt32(bitPattern: bits ^ ((bits >> 31) & Int32.max)))
        // Equal scores compete by the other keys.
        return keyCount == 1 ? score : score.nextDown
    }

    func collect(_ block: DocBlock) {
        if block.count == 0 { return }
        first.read(block.docs, block.scores, count: block.count, into: keys)
        dropHopeless(block)
        for at in 0..<block.count { consider(block, at) }
    }

    /// Drops what the first key alone rules out.
    private func dropHopeless(_ block: DocBlock) {
        let limit = firstLimit ?? .max
        let least = after?[0] ?? .min
        if limit == .max && least == .min { return }
        let keys = self.keys
        let docs = block.docs
        let scores = block.scores
        var kept = 0
        for at in 0..<block.count {
            let key = keys[at]
            keys[kept] = key
            docs[kept] = docs[at]
            scores[kept] = scores[at]
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
        let score = hasScores ? Float(block.scores[at]) : .nan
        heap.insert(tuple, doc: block.docs[at], score: score)
    }

    private func isBefore(_ a: UnsafePointer<Int64>?, _ b: UnsafePointer<Int64>?) -> Bool {
        guard let a, let b else { return false }
        return SortHeap.precedes(a, b, keyCount)
    }

    /// The values that compete, when the first key is a single-valued number and there is a tuple
    /// to beat; documents without a value do not.
    var competition: Competition? {
        guard let limit = firstLimit, limit < .max, case .numeric(let column) = first.source,
            !column.isMultiValued, column.presence == nil || first.key.missing == .last
        else { return nil }
        // Equal first keys compete by the others; alone, the earlier document wins.
        if keyCount == 1 && limit == .min {
            return Competition(column: column, lower: .max, upper: .min)
        }
        let most = keyCount == 1 ? limit - 1 : limit
        let least = after?[0] ?? .min
        return first.key.descending
            ? Competition(column: column, lower: ~most, upper: ~least)
            : Competition(column: column, lower: least, upper: most)
    }

    /// What `competition` is looked for in; nil when it never will be.
    var competitiveColumn: NumericColumn? {
        guard case .numeric(let column) = first.source, !column.isMultiValued,
            column.presence == nil || first.key.missing == .last
        else { return nil }
        return column
    }

    func hits(_ leaf: Leaf) throws -> [TopDocs.Hit] {
        try heap.sorted().map { doc, score in
            TopDocs.Hit(
                leaf: leaf.index, doc: doc, score: score,
                sortValues: try sources.map { try $0.value(of: doc, score: score) })
        }
    }
}

/// The values of a column that can still be among the first, and where they are.
package struct Competition {
    let column: NumericColumn
    /// Inclusive.
    let lower: Int64
    let upper: Int64

    @inline(__always)
    private func hasPage(_ page: Int) -> Bool {
        let bounds = column.bounds(page)
        return bounds.minimum <= upper && bounds.maximum >= lower
            && bounds.minimum <= bounds.maximum
    }

    /// How many of some pages may hold such a value.
    func count(_ pages: Range<Int>) -> Int {
        pages.reduce(0) { hasPage($1) ? $0 + 1 : $0 }
    }

    /// The first page at or after one that may hold such a value; `end` when none before it does.
    func page(from start: Int, to end: Int) -> Int {
        var page = start
        while page < end && !hasPage(page) { page &+= 1 }
        return page
    }

    /// The next stretch of pages that may hold such values, of at most `most`.
    func run(from start: Int, to end: Int, most: Int) -> Range<Int> {
        let first = page(from: start, to: end)
        var last = min(first + 1, end)
        while last < end && last - first < most && hasPage(last) { last += 1 }
        return first..<last
    }

    /// Appends the documents of a page that hold such a value.
    func append(_ page: Int, to block: DocBlock) {
        block.count = column.appendDocuments(
            ofPage: page, from: lower, through: upper, to: block.docs, at: block.count)
    }
}

import Segments

/// Documents with any of some terms, scored by the sum: windowed block-max MaxScore.
///
/// An outer window ends where some blocks of an essential list end, at least `minimumWindow`
/// documents on. In it every list has a bound; lists sorted by bound split into a head whose
/// bounds together cannot pass the threshold (not essential: no match of theirs alone matters) and
/// the essential rest. One essential list: its blocks are scored whole and survivors looked up in
/// the others. Several: their scores are added up in a window of `ScoreWindow.size` documents
/// first. The threshold is read again at every call, and calls are short.
///
/// - Source: Turtle & Flood's MaxScore with block maxima (Dimopoulos, Nepomnyachiy & Suel,
///   "Optimizing
///   top-k document retrieval strategies for block-max indexes", 2013), bounds as frequency and
///   norm.
final class TermDisjunctionScorer: Scorer {
    /// Documents of an outer window, at least.
    static let minimumWindow = 4096
    /// Blocks of the densest essential list an outer window covers, when they reach further.
    private static let windowBlocks = 4
    /// Absorbs the rounding of sums of bounds in double.
    static let slack = 1 + 0x1p-40

    let set: CursorSet
    let cursors: CursorPointer
    private(set) var count: Int
    let documentCount: UInt32
    let isScoring: Bool
    var threshold: Float = -.infinity
    /// Whether the documents of a block have to ascend.
    private(set) var keepsOrder = true
    /// First document not yet handled.
    var position: UInt32 = 0
    /// Cursor indices, by bound of the window, ascending. Shape: [count].
    let order: UnsafeMutablePointer<Int>
    /// Sum of the bounds of `order[0...i]`. Shape: [count].
    let prefixes: UnsafeMutablePointer<Double>
    /// Lists of `order` before this one are not essential.
    var firstEssential = 0
    private var windowEnd: UInt32 = 0
    private var windowThreshold: Float = -.infinity
    private(set) lazy var window = ScoreWindow()
    /// For matches without scores.
    private(set) lazy var marks = WindowAccumulator()
    private(set) lazy var bitmap = BlockBitmap()
    let cost: Int
    /// Whether all matches of a leaf are merged when no threshold leaves any out.
    let mergesAtOnce: Bool
    private var hasWindows = false
    /// All matches of the leaf, when they were merged but not all asked for yet.
    private var merged: DocBlock?
    private var nextMerged = 0

    /// - Parameter mergedCost: documents of all lists together up to which they are merged at once
    ///   when all of a leaf's are asked for.
    init(set: CursorSet, documentCount: Int, isScoring: Bool, mergedCost: Int = 0) {
        self.set = set
        self.isScoring = isScoring
        cursors = set.cursors
        count = set.count
        self.documentCount = UInt32(documentCount)
        let room = max(1, set.count)
        let memory = UnsafeMutableRawPointer.allocate(byteCount: room * 16, alignment: 8)
        order = memory.bindMemory(to: Int.self, capacity: room)
        prefixes = (memory + room * 8).bindMemory(to: Double.self, capacity: room)
        for index in 0..<set.count {
            order[index] = index
            prefixes[index] = 0
        }
        cost = (0..<set.count).reduce(0) { $0 + set.cursors[$1].documentFrequency }
        mergesAtOnce = cost <= min(mergedCost, DocBlock.capacity)
    }

    /// The prefixes lie behind the order, in one piece of memory.
    deinit { order.deallocate() }

    func forgoOrder() { keepsOrder = false }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        block.count = 0
        let end = min(limit, documentCount)
        let isUnpruned = !isScoring || threshold == -.infinity
        if mergesAtOnce && (merged != nil || (isUnpruned && !hasWindows)) {
            fillMerged(end, block)
            return false
        }
        if !isScoring { return fillDocuments(end, block) }
        prepareWindows()
        while position < end {
            if position >= windowEnd || threshold < windowThreshold {
                openWindow(end)
            } else if threshold > windowThreshold {
                windowThreshold = threshold
                split()
            }
            let stop = min(windowEnd, end)
            if firstEssential == count {
                position = stop
            } else if firstEssential == count - 1 {
                fillFromOne(stop, block)
            } else {
                fillFromSeveral(stop, block)
            }
            if block.count > 0 { break }
        }
        block.roundScores()
        return position < end
    }

    /// The matches below `end`, of all merged the first time; the position is `end` afterwards.
    private func fillMerged(_ end: UInt32, _ block: DocBlock) {
        if position >= end { return }
        if merged == nil && position == 0 && end == documentCount {
            mergeLists(into: block)
            position = end
            return
        }
        let all = merged ?? DocBlock()
        if merged == nil {
            mergeLists(into: all)
            merged = all
        }
        while nextMerged < all.count && all.docs[nextMerged] < position { nextMerged &+= 1 }
        let first = nextMerged
        while nextMerged < all.count && all.docs[nextMerged] < end { nextMerged &+= 1 }
        block.count = nextMerged &- first
        block.docs.update(from: all.docs + first, count: block.count)
        block.scores.update(from: all.scores + first, count: block.count)
        if isScoring && threshold > -.infinity { block.keep(above: Double(threshold)) }
        position = end
    }

    func prepareWindows() {
        if hasWindows { return }
        hasWindows = true
        set.mergeShortLists(documentCount: Int(documentCount))
        count = set.count
        for index in 0..<count { order[index] = index }
    }

    /// Chooses the next window and splits the lists.
    private func openWindow(_ end: UInt32) {
        let order = self.order
        let cursors = self.cursors
        var stop = end
        for index in firstEssential..<count {
            let cursor = cursors + order[index]
            let block = cursor.seek(position)
            if block < cursor.pointee.blockCount {
                let last =
                    min(block &+ TermDisjunctionScorer.windowBlocks, cursor.pointee.blockCount)
                    &- 1
                stop = min(stop, cursor.pointee.lastDocs[last] &+ 1)
            }
        }
        let (least, overflows) = position.addingReportingOverflow(
            UInt32(TermDisjunctionScorer.minimumWindow))
        windowEnd = min(end, max(stop, overflows ? .max : least))
        windowThreshold = threshold
        for index in 0..<count {
            let cursor = cursors + index
            cursor.pointee.bound =
                Double(cursor.bound(from: position, through: windowEnd &- 1))
                * TermDisjunctionScorer.slack
        }
        sortByBound()
        split()
    }

    private func sortByBound() {
        let order = self.order
        let cursors = self.cursors
        for index in 1..<max(1, count) {
            let moved = order[index]
            let bound = cursors[moved].bound
            var to = index &- 1
            while to >= 0 && cursors[order[to]].bound > bound {
                order[to &+ 1] = order[to]
                to &-= 1
            }
            order[to &+ 1] = moved
        }
    }

    private func split() {
        let cut = Double(threshold)
        var sum = 0.0
        var isHead = true
        firstEssential = 0
        for index in 0..<count {
            sum += cursors[order[index]].bound
            prefixes[index] = sum
            if isHead && sum <= cut { firstEssential = index + 1 } else { isHead = false }
        }
    }

    /// What the lists that are not essential can add at most.
    var rest: Double { firstEssential > 0 ? prefixes[firstEssential - 1] : 0 }

    /// One block of the only essential list, then the others.
    @inline(never)
    private func fillFromOne(_ stop: UInt32, _ block: DocBlock) {
        let cursor = cursors + order[count &- 1]
        let rest = self.rest
        let cut = Double(threshold)
        let lastDocs = cursor.pointee.lastDocs
        let end = cursor.pointee.blockCount
        var at = cursor.seek(position)
        while at < end {
            if at > 0 && lastDocs[at &- 1] &+ 1 >= stop { break }
            let last = lastDocs[at]
            if Double(cursor.bound(of: at)) + rest > cut {
                let found = candidates(of: cursor, at, stop, cut - rest, block)
                block.count = found == 0 ? 0 : probe(block, found)
                position = min(last &+ 1, stop)
                if block.count > 0 { return }
            }
            if last &+ 1 >= stop { break }
            at &+= 1
        }
        position = stop
    }

    /// Documents of a list's block in `position..<stop` that score above `cut` with it alone.
    @inline(__always)
    private func candidates(
        of cursor: CursorPointer, _ at: Int, _ stop: UInt32, _ cut: Double, _ block: DocBlock
    ) -> Int {
        cursor.load(at)
        cursor.needScores()
        let docs = cursor.pointee.docs
        let scores = cursor.pointee.scores
        let count = cursor.pointee.count
        let first = docs[0] >= position ? 0 : TermCursor.lowerBound(docs, position)
        let end = docs[count &- 1] < stop ? count : TermCursor.lowerBound(docs, stop)
        let output = block.docs
        let outputScores = block.scores
        var found = 0
        var index = first
        while index < end {
            let score = Double(scores[index])
            output[found] = docs[index]
            outputScores[found] = score
            found &+= TermCursor.exceeds(score, cut)
            index &+= 1
        }
        return found
    }

    /// Adds the scores of the lists that are not essential, best first, dropping the hopeless.
    @inline(__always)
    private func probe(_ block: DocBlock, _ found: Int) -> Int {
        var left = found
        var index = firstEssential &- 1
        let cut = Double(threshold)
        while index >= 0 && left > 0 {
            let below = index > 0 ? prefixes[index &- 1] : 0
            left = (cursors + order[index]).addPruned(
                block.docs, block.scores, count: left, cut: cut - below, bitmap: bitmap)
            index &-= 1
        }
        return left
    }
}

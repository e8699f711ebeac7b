import Segments

/// Keeps the k best documents by score; of equal scores the one met first is better.
///
/// A document is one integer: its score, in the order of floats, above the complement of its
/// number, so that the larger integer is the better document. Few are kept in a heap, which knows
/// the score to beat at any time. Many are appended to twice the room, and what too many others
/// beat is dropped when that is full: a histogram of their scores raises the threshold.
final class ScoreCollector {
    /// Most documents kept in a heap.
    static let mostInHeap = 64

    private let k: Int
    private let capacity: Int
    private let isHeap: Bool
    /// Of all entries, once there is a threshold; never of a heap.
    private var histogram: ScoreHistogram?
    /// A heap with the worst first, or in any order. Shape: [capacity].
    private let entries: UnsafeMutablePointer<UInt64>
    private var count = 0
    /// Documents of the calls to come have to score more to be collected.
    private(set) var threshold: Float
    /// An entry has to be larger to be kept.
    private var least: UInt64 = 0

    init(k: Int) {
        precondition(k > 0, "collecting \(k) documents")
        self.k = k
        isHeap = k <= ScoreCollector.mostInHeap
        capacity = isHeap ? k : 2 * k
        threshold = -.infinity
        entries = .allocate(capacity: capacity)
    }

    deinit { entries.deallocate() }

    @inline(__always)
    private static func entry(_ score: Float, _ number: UInt32) -> UInt64 {
        // Adding zero makes one of the two zeros.
        let bits = Int32(bitPattern: (score + 0).bitPattern)
        let ordered = UInt32(bitPattern: bits ^ ((bits >> 31) | Int32.min))
        return UInt64(ordered) << 32 | UInt64(~number)
    }

    /// The score of an entry as an integer of the same order.
    @inline(__always)
    static func orderedScore(_ entry: UInt64) -> UInt32 {
        UInt32(truncatingIfNeeded: entry &>> 32)
    }

    @inline(__always)
    private static func score(_ entry: UInt64) -> Float {
        let ordered = Int32(bitPattern: orderedScore(entry))
        return Float(bitPattern: UInt32(bitPattern: ordered ^ (~(ordered >> 31) | Int32.min)))
    }

    /// - Parameter score: one that k documents are known to reach; -infinity when none is.
    func raise(to score: Float) {
        if score <= threshold { return }
        threshold = max(threshold, score.nextDown)
        least = max(least, ScoreCollector.entry(threshold, 0))
    }

    /// Blocks come in ascending order, over all leaves; the documents of one in any.
    /// - Parameter base: what makes a document's number one of the snapshot.
    func collect(_ block: DocBlock, base: UInt32) {
        if isHeap {
            for at in 0..<block.count {
                let entry = ScoreCollector.entry(
                    Float(block.scores[at]), base &+ block.docs[at])
                if entry > least { insert(entry) }
            }
        } else {
            append(block, base)
        }
    }

    // MARK: many

    private func append(_ block: DocBlock, _ base: UInt32) {
        let docs = block.docs
        let scores = block.scores
        let entries = self.entries
        var at = 0
        while at < block.count {
            let room = histogram == nil ? k &+ k / 8 : capacity
            let end = min(block.count, at &+ room &- count)
            let cut = least
            let first = count
            var written = first
            while at < end {
                let entry = ScoreCollector.entry(Float(scores[at]), base &+ docs[at])
                entries[written] = entry
                written &+= entry > cut ? 1 : 0
                at &+= 1
            }
            count = written
            if let histogram, written > first {
                histogram.add(entries + first, count: written &- first)
                raise(toReach: histogram)
            }
            if written == room { makeRoom() }
        }
    }

    /// Leaves at most half more than k entries.
    private func makeRoom() {
        if histogram != nil {
            dropBelowLeast()
            if count <= k &+ k / 2 { return }
        }
        EntrySelection.select(entries, count: count, best: k)
        count = k
        let histogram = self.histogram ?? ScoreHistogram(k: k)
        self.histogram = histogram
        raise(toEntry: histogram.reset(entries))
    }

    private func dropBelowLeast() {
        let least = self.least
        var kept = 0
        for at in 0..<count {
            let entry = entries[at]
            entries[kept] = entry
            kept &+= entry >= least ? 1 : 0
        }
        count = kept
    }

    /// Of equal scores the smaller number is better, and may still come in the same block: an entry
    /// of the score reached is kept.
    @inline(__always)
    private func raise(toReach histogram: ScoreHistogram) {
        let reached = UInt64(histogram.reached) &<< 32
        if reached <= least { return }
        least = reached &- 1
        threshold = max(threshold, ScoreCollector.score(reached))
    }

    @inline(__always)
    private func raise(toEntry worst: UInt64) {
        least = max(least, worst)
        threshold = max(threshold, ScoreCollector.score(worst))
    }

    // MARK: few

    @inline(never)
    private func insert(_ entry: UInt64) {
        if count < k {
            siftUp(entry)
            count += 1
        } else {
            siftDown(entry)
        }
        if count == k { raise(toEntry: entries[0]) }
    }

    private func siftUp(_ entry: UInt64) {
        let entries = self.entries
        var at = count
        while at > 0 {
            let parent = (at &- 1) / 2
            if entries[parent] <= entry { break }
            entries[at] = entries[parent]
            at = parent
        }
        entries[at] = entry
    }

    /// Replaces the worst entry.
    private func siftDown(_ entry: UInt64) {
        let entries = self.entries
        let k = self.k
        var at = 0
        while true {
            var child = 2 &* at &+ 1
            if child >= k { break }
            if child &+ 1 < k && entries[child &+ 1] < entries[child] { child &+= 1 }
            if entries[child] >= entry { break }
            entries[at] = entries[child]
            at = child
        }
        entries[at] = entry
    }

    // MARK: the answer

    /// The best score there is; nil without documents.
    var bestScore: Float? {
        var best: UInt64?
        for at in 0..<count { best = max(best ?? 0, entries[at]) }
        return best.map { ScoreCollector.score($0) }
    }

    /// The best k but the `skipped` best of them, best first; nothing may be collected afterwards.
    func finish(skipping skipped: Int = 0) -> [(number: UInt32, score: Float)] {
        if count > k {
            EntrySelection.select(entries, count: count, best: k)
            count = k
        }
        if skipped >= count { return [] }
        if skipped > 0 { EntrySelection.select(entries, count: count, best: skipped) }
        var rest = UnsafeMutableBufferPointer(start: entries + skipped, count: count - skipped)
        rest.sort(by: >)
        return rest.map { (~UInt32(truncatingIfNeeded: $0), ScoreCollector.score($0)) }
    }
}

/// Quickselect on distinct integers, the largest first.
enum EntrySelection {
    /// Moves the `best` largest to the front, in any order. O(count) on average.
    static func select(_ entries: UnsafeMutablePointer<UInt64>, count: Int, best: Int) {
        var low = 0
        var high = count
        while low < best && best < high {
            let middle = partition(entries, low, high)
            if middle < best { low = middle &+ 1 } else { high = middle }
        }
    }

    /// - Returns: where the pivot came to stand; the larger ones are before it.
    @inline(__always)
    private static func partition(
        _ entries: UnsafeMutablePointer<UInt64>, _ low: Int, _ high: Int
    ) -> Int {
        let last = high &- 1
        let chosen = median(entries, low, (low &+ high) &>> 1, last)
        let pivot = entries[chosen]
        entries[chosen] = entries[last]
        var place = low
        for at in low..<last {
            let entry = entries[at]
            entries[at] = entries[place]
            entries[place] = entry
            place &+= entry > pivot ? 1 : 0
        }
        entries[last] = entries[place]
        entries[place] = pivot
        return place
    }

    @inline(__always)
    private static func median(
        _ entries: UnsafePointer<UInt64>, _ a: Int, _ b: Int, _ c: Int
    ) -> Int {
        let (less, more) = entries[a] < entries[b] ? (a, b) : (b, a)
        if entries[c] < entries[less] { return less }
        return entries[c] < entries[more] ? c : more
    }
}

/// How many of the documents collected score how much, in buckets equally wide in the order of
/// floats: tells a score that k of them reach without putting them in order.
final class ScoreHistogram {
    private static let size = 1024
    /// Scores there are when the buckets are laid out lie in the first half of them; better ones to
    /// come have the rest, the last bucket whatever is above.
    private static let bitsLaidOut = 9

    private let k: Int
    /// Shape: [size].
    private let counts: UnsafeMutablePointer<UInt32>
    /// Ordered score where the first bucket begins.
    private var start: UInt32 = 0
    private var shift: UInt32 = 0
    /// The highest bucket that k documents are known to reach.
    private var bucket = 0
    /// Documents in that bucket and above.
    private var reaching = 0

    init(k: Int) {
        self.k = k
        counts = .allocate(capacity: ScoreHistogram.size)
    }

    deinit { counts.deallocate() }

    /// Lays the buckets out anew for exactly these entries.
    /// - Parameter entries: in any order. Shape: [k].
    /// - Returns: the worst of them.
    func reset(_ entries: UnsafePointer<UInt64>) -> UInt64 {
        var worst = entries[0]
        var best = worst
        for at in 1..<k {
            worst = min(worst, entries[at])
            best = max(best, entries[at])
        }
        start = ScoreCollector.orderedScore(worst)
        let spread = ScoreCollector.orderedScore(best) &- start
        let bits = UInt32.bitWidth - spread.leadingZeroBitCount
        shift = UInt32(max(0, bits - ScoreHistogram.bitsLaidOut))
        counts.update(repeating: 0, count: ScoreHistogram.size)
        bucket = 0
        reaching = 0
        add(entries, count: k)
        return worst
    }

    /// Counts entries in that are not below `reached`.
    func add(_ entries: UnsafePointer<UInt64>, count: Int) {
        let last = UInt32(ScoreHistogram.size - 1)
        for at in 0..<count {
            let above = ScoreCollector.orderedScore(entries[at]) &- start
            counts[Int(min(above &>> shift, last))] &+= 1
        }
        reaching &+= count
        while bucket < Int(last) && reaching &- Int(counts[bucket]) >= k {
            reaching &-= Int(counts[bucket])
            bucket &+= 1
        }
    }

    /// An ordered score that at least k documents reach.
    var reached: UInt32 { start &+ UInt32(bucket) &<< shift }
}

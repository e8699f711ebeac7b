import Synchronization

/// Sums of scores of a run of consecutive documents, and which of them have any.
///
/// The documents met are listed in any order, so that emptying the window costs no look at the
/// others; only those that score enough are put in order.
final class ScoreWindow {
    /// Documents of a window; one bit of a word stands for 64 of them.
    static let size = 4096
    /// What a document nobody scored has. Adding to it gives what was added, and no sum has its
    /// sign: scores are not negative.
    private static let untouched = -0.0
    private static let touchedRoom = size + 8
    /// Added to a candidate that is met: nothing beside any score a float can hold.
    private static let met = 0x1p-1000

    /// Shape: [size].
    private let scores: UnsafeMutablePointer<Double>
    /// Zero between calls. Shape: [size / 64].
    private let bits: UnsafeMutablePointer<UInt64>
    /// Offsets of the documents with a sum. Shape: [count].
    private let touched: UnsafeMutablePointer<UInt16>
    /// Documents with a sum.
    private(set) var count = 0

    private let memory: UnsafeMutableRawPointer

    /// Memory of empty windows, kept between searches; `@unchecked Sendable`: only ever touched
    /// inside the mutex.
    private struct Spares: @unchecked Sendable {
        var windows: [UnsafeMutableRawPointer] = []
    }

    private static let spares = Mutex(Spares())

    init() {
        let known = ScoreWindow.spares.withLock { $0.windows.popLast() }
        memory =
            known
            ?? .allocate(
                byteCount: ScoreWindow.size * 8 + ScoreWindow.size / 8 + ScoreWindow.touchedRoom
                    * 2,
                alignment: 64)
        scores = memory.bindMemory(to: Double.self, capacity: ScoreWindow.size)
        let rest = memory + ScoreWindow.size * 8
        bits = rest.bindMemory(to: UInt64.self, capacity: ScoreWindow.size / 64)
        touched = (rest + ScoreWindow.size / 8)
            .bindMemory(to: UInt16.self, capacity: ScoreWindow.touchedRoom)
        if known != nil { return }
        scores.initialize(repeating: ScoreWindow.untouched, count: ScoreWindow.size)
        bits.initialize(repeating: 0, count: ScoreWindow.size / 64)
    }

    /// Every call that fills a window empties it before it returns; one that is not empty would
    /// give a later search the sums of this one.
    deinit {
        assert(count == 0, "a window left with \(count) documents")
        let isKept = ScoreWindow.spares.withLock { spares in
            if count > 0 || spares.windows.count >= SearchLimits.spareWindows { return false }
            spares.windows.append(memory)
            return true
        }
        if !isKept { memory.deallocate() }
    }

    /// Adds the scores of ascending documents from index `first` on, as long as they are below
    /// `end`; they lie in `base ..< base + size`.
    /// - Returns: index of the first document not added.
    @inline(__always)
    func add(
        _ docs: UnsafePointer<UInt32>, _ added: UnsafePointer<Float>, from first: Int,
        to last: Int, base: UInt32, below end: UInt32
    ) -> Int {
        add(docs, from: first, to: last, base: base, below: end) { Double(added[$0]) }
    }

    /// As `add`, of numbers times a factor.
    @inline(__always)
    func add(
        _ docs: UnsafePointer<UInt32>, _ numbers: UnsafePointer<UInt32>, times factor: Double,
        from first: Int, to last: Int, base: UInt32, below end: UInt32
    ) -> Int {
        add(docs, from: first, to: last, base: base, below: end) {
            factor * Double(Int32(truncatingIfNeeded: numbers[$0]))
        }
    }

    @inline(__always)
    private func add(
        _ docs: UnsafePointer<UInt32>, from first: Int, to last: Int, base: UInt32,
        below end: UInt32, _ added: (Int) -> Double
    ) -> Int {
        let scores = self.scores
        let touched = self.touched
        var found = count
        var index = first
        while index < last {
            let doc = docs[index]
            if doc >= end { break }
            let offset = Int(doc &- base)
            let sum = scores[offset]
            scores[offset] = sum + added(index)
            touched[found] = UInt16(truncatingIfNeeded: offset)
            found &+= Int(truncatingIfNeeded: sum.bitPattern &>> 63)
            index &+= 1
        }
        count = found
        return index
    }

    /// Documents with a sum that are in a set.
    /// - Parameter live: bits of the leaf's documents; nil for all.
    func matches(base: UInt32, in live: UnsafePointer<UInt64>?) -> Int {
        guard let live else { return count }
        var found = 0
        for at in 0..<count {
            let doc = base &+ UInt32(touched[at])
            found &+= Int(
                truncatingIfNeeded: (live[Int(doc &>> 6)] &>> UInt64(doc & 63)) & 1)
        }
        return found
    }

    /// Writes the documents whose sum exceeds `cut`, in any order, and empties the window.
    /// - Returns: how many were written.
    @inline(__always)
    func drain(
        base: UInt32, cut: Double, _ docs: UnsafeMutablePointer<UInt32>,
        _ output: UnsafeMutablePointer<Double>
    ) -> Int {
        let scores = self.scores
        let touched = self.touched
        var written = 0
        for at in 0..<count {
            let offset = Int(touched[at])
            let score = scores[offset]
            scores[offset] = ScoreWindow.untouched
            docs[written] = base &+ UInt32(truncatingIfNeeded: offset)
            output[written] = score
            written &+= TermCursor.exceeds(score, cut)
        }
        count = 0
        return written
    }

    /// Puts distinct documents of the empty window in order. O(documents), with few mispredictions.
    @inline(never)
    func sort(
        _ docs: UnsafeMutablePointer<UInt32>, _ sums: UnsafeMutablePointer<Double>, _ size: Int,
        _ base: UInt32
    ) {
        if size < 2 { return }
        let scores = self.scores
        let bits = self.bits
        var words: UInt64 = 0
        for at in 0..<size {
            let offset = Int(docs[at] &- base)
            scores[offset] = sums[at]
            bits[offset &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: offset & 63)
            words |= 1 &<< UInt64(truncatingIfNeeded: offset &>> 6)
        }
        var written = 0
        while words != 0 {
            let word = words.trailingZeroBitCount
            words &= words &- 1
            var rest = bits[word]
            bits[word] = 0
            repeat {
                let offset = word &* 64 &+ rest.trailingZeroBitCount
                rest &= rest &- 1
                docs[written] = base &+ UInt32(truncatingIfNeeded: offset)
                sums[written] = scores[offset]
                scores[offset] = ScoreWindow.untouched
                written &+= 1
            } while rest != 0
        }
    }
}

/// Candidates in the window, to be met by the postings of a list.
extension ScoreWindow {
    /// Puts candidates of `base ..< base + size` into the empty window.
    @inline(__always)
    func place(
        _ docs: UnsafePointer<UInt32>, _ sums: UnsafePointer<Double>, count: Int, base: UInt32
    ) {
        let scores = self.scores
        for at in 0..<count { scores[Int(docs[at] &- base)] = sums[at] }
    }

    /// Adds the scores of those documents of `first..<last` that are candidates; a candidate met
    /// has a sum above zero, even where its scores are zero.
    @inline(__always)
    func meet(
        _ docs: UnsafePointer<UInt32>, _ added: UnsafePointer<Float>, _ first: Int, _ last: Int,
        base: UInt32
    ) {
        let scores = self.scores
        for index in first..<max(first, last) {
            let offset = Int(docs[index] &- base)
            let known = scores[offset]
            let sum = known + (Double(added[index]) + ScoreWindow.met)
            // All ones where nobody placed a candidate: that stays what it is, without a branch.
            let kept = UInt64(bitPattern: Int64(bitPattern: known.bitPattern) &>> 63)
            scores[offset] = Double(
                bitPattern: (known.bitPattern & kept) | (sum.bitPattern & ~kept))
        }
    }

    /// Reads the candidates' sums back and empties the window.
    @inline(__always)
    func take(
        _ docs: UnsafePointer<UInt32>, _ sums: UnsafeMutablePointer<Double>, count: Int,
        base: UInt32
    ) {
        let scores = self.scores
        for at in 0..<count {
            let offset = Int(docs[at] &- base)
            sums[at] = scores[offset]
            scores[offset] = ScoreWindow.untouched
        }
    }

    /// Reads the candidates' sums back, drops those that do not exceed `cut`, and empties the
    /// window.
    /// - Returns: how many are left.
    @inline(__always)
    func collect(
        _ docs: UnsafeMutablePointer<UInt32>, _ sums: UnsafeMutablePointer<Double>, count: Int,
        base: UInt32, above cut: Double
    ) -> Int {
        let scores = self.scores
        var kept = 0
        for at in 0..<count {
            let doc = docs[at]
            let offset = Int(doc &- base)
            let sum = scores[offset]
            scores[offset] = ScoreWindow.untouched
            docs[kept] = doc
            sums[kept] = sum
            kept &+= TermCursor.exceeds(sum, cut)
        }
        return kept
    }
}

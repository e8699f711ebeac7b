/// Scores of a run of consecutive documents and which of them have any.
final class WindowAccumulator {
    /// Documents of a window: its sums take half of a first-level cache.
    static let size = 2048

    /// Documents of a window of bits alone.
    static let bitSize = 1 << 14

    /// Zero where no bit is set. Shape: [size].
    let scores: UnsafeMutablePointer<Double>
    /// Bit set = touched. Shape: [bitSize / 64].
    let bits: UnsafeMutablePointer<UInt64>

    private let memory: UnsafeMutableRawPointer

    init() {
        memory = ScratchPool.shared.take()
        scores = memory.bindMemory(to: Double.self, capacity: WindowAccumulator.size)
        scores.initialize(repeating: 0, count: WindowAccumulator.size)
        bits = (memory + WindowAccumulator.size * 8)
            .bindMemory(to: UInt64.self, capacity: WindowAccumulator.bitSize / 64)
        bits.initialize(repeating: 0, count: WindowAccumulator.bitSize / 64)
    }

    deinit { ScratchPool.shared.give(memory) }

    /// Adds the scores of documents within `base ..< base + size`.
    @inline(__always)
    func add(
        _ docs: UnsafePointer<UInt32>, _ added: UnsafePointer<Float>, _ range: Range<Int>,
        base: UInt32
    ) {
        let scores = self.scores
        let bits = self.bits
        for index in range {
            let offset = Int(docs[index] &- base)
            scores[offset] += Double(added[index])
            bits[offset &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: offset & 63)
        }
    }

    /// Writes the touched documents whose score exceeds `cut` and empties the window.
    /// - Returns: how many were written.
    @inline(__always)
    func drain(
        base: UInt32, length: Int, cut: Double, _ docs: UnsafeMutablePointer<UInt32>,
        _ output: UnsafeMutablePointer<Double>
    ) -> Int {
        let scores = self.scores
        let bits = self.bits
        var written = 0
        for word in 0..<((length &+ 63) &>> 6) {
            var rest = bits[word]
            if rest == 0 { continue }
            bits[word] = 0
            while rest != 0 {
                let offset = word &* 64 &+ rest.trailingZeroBitCount
                rest &= rest &- 1
                let score = scores[offset]
                scores[offset] = 0
                docs[written] = base &+ UInt32(truncatingIfNeeded: offset)
                output[written] = score
                written &+= TermCursor.exceeds(score, cut)
            }
        }
        return written
    }

    /// Adds to candidates what was written for their documents, drops those that do not exceed
    /// `cut` afterwards, and empties the window.
    /// - Returns: how many are left.
    @inline(__always)
    func collect(
        _ docs: UnsafeMutablePointer<UInt32>, _ sums: UnsafeMutablePointer<Double>, count: Int,
        base: UInt32, length: Int, above cut: Double
    ) -> Int {
        let scores = self.scores
        var kept = 0
        for at in 0..<count {
            let doc = docs[at]
            let sum = sums[at] + scores[Int(doc &- base)]
            docs[kept] = doc
            sums[kept] = sum
            kept &+= TermCursor.exceeds(sum, cut)
        }
        scores.update(repeating: 0, count: length)
        return kept
    }
}

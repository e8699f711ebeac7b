import Primitives

/// Finds, for k = 10, 100 and 1000, a pair "at least k documents have this frequency and at most
/// this norm" that bounds the k-th best score from below as tightly as one pair can.
///
/// Documents are counted by frequency (8 and above together) and norm. For each frequency f the
/// k-th smallest norm among documents of f and above gives one valid pair; the pair that a BM25 of
/// k1 = 1.2, b = 0.75 scores highest is kept. Any other similarity may use it too: it is a
/// statement about documents, not a score.
struct HeadBoundBuilder: ~Copyable {
    static let levels = 8
    static let depths = [10, 100, 1000]

    /// Shape: [levels × 256].
    private let counts = UnsafeMutablePointer<UInt32>.allocate(
        capacity: HeadBoundBuilder.levels * 256)
    private let sums = UnsafeMutablePointer<UInt32>.allocate(capacity: 256)
    /// `k1 * (1 - b + b * length / averageLength)` by norm.
    private let lengthParts = UnsafeMutablePointer<Float>.allocate(capacity: 256)
    private var topLevel = -1
    private var lowNorm = 255
    private var highNorm = 0

    init(averageLength: Double) {
        counts.initialize(repeating: 0, count: HeadBoundBuilder.levels * 256)
        sums.initialize(repeating: 0, count: 256)
        let average = Float(max(averageLength, 1))
        for norm in 0..<256 {
            let length = Float(NormEncoding.decode(UInt8(norm)))
            (lengthParts + norm).initialize(to: 1.2 * (0.25 + 0.75 * length / average))
        }
    }

    deinit {
        counts.deallocate()
        sums.deallocate()
        lengthParts.deallocate()
    }

    /// - Parameter frequencies: each less one.
    mutating func add(
        _ frequencies: UnsafePointer<UInt32>, _ norms: UnsafePointer<UInt8>, count: Int
    ) {
        var top = topLevel
        var low = lowNorm
        var high = highNorm
        for index in 0..<count {
            let level = Int(min(frequencies[index], UInt32(HeadBoundBuilder.levels - 1)))
            let norm = Int(norms[index])
            counts[level &* 256 &+ norm] &+= 1
            top = max(top, level)
            low = min(low, norm)
            high = max(high, norm)
        }
        topLevel = top
        lowNorm = low
        highNorm = high
    }

    /// Writes a bound for each depth the term is deep enough for.
    mutating func write(documentFrequency: Int, to writer: ByteWriter) {
        for depth in HeadBoundBuilder.depths where documentFrequency >= depth {
            let bound = best(UInt32(depth))
            writer.write(bound.frequency << 8 | UInt32(bound.norm))
        }
    }

    private func best(_ depth: UInt32) -> HeadBound {
        (sums + lowNorm).update(repeating: 0, count: highNorm - lowNorm + 1)
        var best = HeadBound(frequency: 1, norm: UInt8(highNorm))
        var bestScore: Float = -1
        var level = topLevel
        while level >= 0 {
            var seen: UInt32 = 0
            var found = -1
            for norm in lowNorm...highNorm {
                sums[norm] &+= counts[level &* 256 &+ norm]
                seen &+= sums[norm]
                if found < 0 && seen >= depth { found = norm }
            }
            if found >= 0 {
                let frequency = Float(level + 1)
                let score = frequency / (frequency + lengthParts[found])
                if score > bestScore {
                    bestScore = score
                    best = HeadBound(frequency: UInt32(level + 1), norm: UInt8(found))
                }
            }
            level -= 1
        }
        return best
    }

    mutating func removeAll() {
        if topLevel < 0 { return }
        for level in 0...topLevel {
            (counts + level * 256 + lowNorm).update(repeating: 0, count: highNorm - lowNorm + 1)
        }
        topLevel = -1
        lowNorm = 255
        highNorm = 0
    }
}

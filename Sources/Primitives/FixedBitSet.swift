/// A set of integers below a fixed bound, one bit each, in memory that never moves.
///
/// `words` is exposed for kernels: bit `i` is bit `i % 64` of word `i / 64`, and the bits of the
/// last
/// word at or above `bitCount` are always zero. `@unchecked Sendable`: changed only by its creator,
/// before it is shared.
public final class FixedBitSet: @unchecked Sendable {
    public let bitCount: Int
    public let wordCount: Int
    public let words: UnsafeMutablePointer<UInt64>

    public init(bitCount: Int) {
        precondition(bitCount >= 0, "bit count \(bitCount) is negative")
        self.bitCount = bitCount
        self.wordCount = (bitCount + 63) / 64
        self.words = .allocate(capacity: max(1, wordCount))
        self.words.initialize(repeating: 0, count: max(1, wordCount))
    }

    public convenience init(copying other: FixedBitSet) {
        self.init(bitCount: other.bitCount)
        words.update(from: other.words, count: wordCount)
    }

    deinit { words.deallocate() }

    @inlinable public func set(_ index: Int) {
        assert(index >= 0 && index < bitCount, "bit \(index) of \(bitCount)")
        words[index &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: index & 63)
    }

    @inlinable public func clear(_ index: Int) {
        assert(index >= 0 && index < bitCount, "bit \(index) of \(bitCount)")
        words[index &>> 6] &= ~(1 &<< UInt64(truncatingIfNeeded: index & 63))
    }

    @inlinable public func test(_ index: Int) -> Bool {
        assert(index >= 0 && index < bitCount, "bit \(index) of \(bitCount)")
        return (words[index &>> 6] &>> UInt64(truncatingIfNeeded: index & 63)) & 1 != 0
    }

    /// Sets a bit and says whether it was clear before.
    @inlinable public func insert(_ index: Int) -> Bool {
        if test(index) { return false }
        set(index)
        return true
    }

    public func setAll() { setRange(0..<bitCount) }

    public func clearAll() { words.update(repeating: 0, count: wordCount) }

    public func setRange(_ range: Range<Int>) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= bitCount,
            "\(range) is outside 0..<\(bitCount)")
        if range.isEmpty { return }
        let first = range.lowerBound >> 6
        let last = (range.upperBound - 1) >> 6
        let head = UInt64.max << UInt64(range.lowerBound & 63)
        let tail = UInt64.max >> UInt64(63 - ((range.upperBound - 1) & 63))
        if first == last {
            words[first] |= head & tail
            return
        }
        words[first] |= head
        for word in (first + 1)..<last { words[word] = .max }
        words[last] |= tail
    }

    /// Number of set bits. O(wordCount).
    @inlinable public func count() -> Int {
        var total = 0
        for word in 0..<wordCount { total &+= words[word].nonzeroBitCount }
        return total
    }

    public var isEmpty: Bool {
        for word in 0..<wordCount where words[word] != 0 { return false }
        return true
    }

    /// The first set bit at or after `index`, or nil.
    @inlinable public func firstSetBit(from index: Int) -> Int? {
        if index >= bitCount { return nil }
        var word = index &>> 6
        var bits = words[word] & (UInt64.max &<< UInt64(truncatingIfNeeded: index & 63))
        while bits == 0 {
            word &+= 1
            if word == wordCount { return nil }
            bits = words[word]
        }
        return word &* 64 &+ bits.trailingZeroBitCount
    }

    /// Calls `body` with each set bit, ascending.
    @inlinable public func forEachSetBit<E: Error>(_ body: (Int) throws(E) -> Void) throws(E) {
        for word in 0..<wordCount {
            var bits = words[word]
            while bits != 0 {
                try body(word &* 64 &+ bits.trailingZeroBitCount)
                bits &= bits &- 1
            }
        }
    }

    /// Writes the set bits of `range`, ascending, and returns how many there were.
    /// - Parameter output: room for `range.count` values.
    @inlinable public func writeSetBits(
        in range: Range<Int>, to output: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let end = Swift.min(range.upperBound, bitCount)
        if range.lowerBound >= end { return 0 }
        let firstWord = range.lowerBound &>> 6
        let lastWord = (end &- 1) &>> 6
        var written = 0
        for word in firstWord...lastWord {
            var bits = words[word]
            if word == firstWord {
                bits &= UInt64.max &<< UInt64(truncatingIfNeeded: range.lowerBound & 63)
            }
            if word == lastWord {
                bits &= UInt64.max &>> UInt64(truncatingIfNeeded: 63 &- ((end &- 1) & 63))
            }
            while bits != 0 {
                output[written] = UInt32(
                    truncatingIfNeeded: word &* 64 &+ bits.trailingZeroBitCount)
                written &+= 1
                bits &= bits &- 1
            }
        }
        return written
    }

    public func and(_ other: FixedBitSet) {
        checkSize(other)
        for word in 0..<wordCount { words[word] &= other.words[word] }
    }

    public func or(_ other: FixedBitSet) {
        checkSize(other)
        for word in 0..<wordCount { words[word] |= other.words[word] }
    }

    public func andNot(_ other: FixedBitSet) {
        checkSize(other)
        for word in 0..<wordCount { words[word] &= ~other.words[word] }
    }

    private func checkSize(_ other: FixedBitSet) {
        precondition(
            other.bitCount == bitCount, "bit sets of \(bitCount) and \(other.bitCount) bits")
    }
}

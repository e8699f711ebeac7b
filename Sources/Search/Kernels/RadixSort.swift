/// Sorts pairs by their upper halves, least significant digit first. O(count) a digit of 11 bits.
enum RadixSort {
    private static let digitBits = 11

    /// - Parameters:
    ///   - spare: room for as many pairs; content undefined afterwards.
    ///   - limit: every upper half is below it.
    static func sort(
        _ pairs: UnsafeMutablePointer<UInt64>, count: Int, spare: UnsafeMutablePointer<UInt64>,
        below limit: Int
    ) {
        let bits = Int.bitWidth - max(0, limit - 1).leadingZeroBitCount
        var source = pairs
        var target = spare
        var shift = 0
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << digitBits) { buffer in
            guard let starts = buffer.baseAddress else { return }
            while shift < bits {
                pass(source, target, count, UInt64(32 + shift), starts)
                swap(&source, &target)
                shift += digitBits
            }
        }
        if source != pairs { pairs.update(from: source, count: count) }
    }

    private static func pass(
        _ source: UnsafeMutablePointer<UInt64>, _ target: UnsafeMutablePointer<UInt64>,
        _ count: Int, _ shift: UInt64, _ starts: UnsafeMutablePointer<Int>
    ) {
        let mask = UInt64((1 << digitBits) - 1)
        starts.initialize(repeating: 0, count: 1 << digitBits)
        for index in 0..<count { starts[Int((source[index] &>> shift) & mask)] &+= 1 }
        var sum = 0
        for digit in 0..<(1 << digitBits) {
            let size = starts[digit]
            starts[digit] = sum
            sum &+= size
        }
        for index in 0..<count {
            let digit = Int((source[index] &>> shift) & mask)
            target[starts[digit]] = source[index]
            starts[digit] &+= 1
        }
    }
}

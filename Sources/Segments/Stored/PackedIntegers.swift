import Primitives

/// Integers of one width, bit after bit, low bits first; `PackedIntegers.slack` bytes follow them.
struct PackedIntegers: BitwiseCopyable, @unchecked Sendable {
    /// Widest integer: an unaligned load of eight bytes holds any seven bits more.
    static let widest = 57
    /// Readable bytes behind the last integer.
    static let slack = 8

    private let start: UnsafeRawPointer
    private let width: Int
    private let mask: UInt64

    /// - Parameters:
    ///   - start: memory that outlives the array.
    ///   - width: bits of an integer, 0 to `widest`, or 64; 0 = all are zero.
    init(_ start: UnsafeRawPointer, width: Int) {
        precondition(
            width >= 0 && width <= PackedIntegers.widest || width == 64, "integers of \(width) bits"
        )
        self.start = start
        self.width = width
        mask = width == 64 ? .max : (1 &<< UInt64(truncatingIfNeeded: width)) &- 1
    }

    @inline(__always)
    subscript(index: Int) -> UInt64 {
        let bit = index &* width
        let word = start.loadUnaligned(fromByteOffset: bit &>> 3, as: UInt64.self)
        return (word &>> UInt64(truncatingIfNeeded: bit & 7)) & mask
    }

    /// Size of `count` integers without the slack. Unit: bytes.
    static func bytes(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

    /// Bits that hold a value and all below it.
    static func width(of largest: UInt64) -> Int { 64 - largest.leadingZeroBitCount }

    /// Appends integers below `1 << width`, without the slack.
    static func append(
        count: Int, width: Int, to writer: ByteWriter, _ value: (Int) -> UInt64
    ) {
        precondition(width >= 0 && width <= PackedIntegers.widest, "integers of \(width) bits")
        var word: UInt64 = 0
        var filled = 0
        for index in 0..<count {
            word |= value(index) &<< UInt64(truncatingIfNeeded: filled)
            filled += width
            while filled >= 8 {
                writer.write(UInt8(truncatingIfNeeded: word))
                word &>>= 8
                filled -= 8
            }
        }
        if filled > 0 { writer.write(UInt8(truncatingIfNeeded: word)) }
    }
}

/// Blocks of 128 integers at a fixed number of bits each, in four vertical lanes.
///
/// Value `i` lies in lane `i % 4`, row `i / 4`; each lane packs its 32 rows into 32-bit words from
/// the low bits up, and the words of the four lanes alternate: row after row of 16 bytes, `width`
/// rows in all. Differences are taken to the value four before, so that one vector addition
/// restores four.
/// - Source: the vertical layout of Lemire & Boytsov, "Decoding billions of integers per second",
///   2015 (their D4).
enum BitPacking {
    static let blockSize = 128

    /// Bits that hold every value whose bits are in `union`.
    @inline(__always)
    static func width(_ union: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: 32 &- union.leadingZeroBitCount)
    }

    /// Bytes of a packed block.
    @inline(__always)
    static func size(width: UInt8) -> Int { 16 &* Int(width) }

    /// Writes `size(width:)` bytes.
    /// - Parameter values: 128, none with a bit at or above `width`.
    static func pack(
        _ values: UnsafePointer<UInt32>, width: UInt8, into packed: UnsafeMutableRawPointer
    ) {
        if width == 0 { return }
        let source = UnsafeRawPointer(values)
        let bits = UInt32(width)
        var word = SIMD4<UInt32>(repeating: 0)
        var filled: UInt32 = 0
        var row = 0
        for index in 0..<32 {
            let lanes = source.loadUnaligned(
                fromByteOffset: index &* 16, as: SIMD4<UInt32>.self)
            word = word | (lanes &<< SIMD4(repeating: filled))
            filled &+= bits
            if filled < 32 { continue }
            packed.storeBytes(of: word, toByteOffset: row &* 16, as: SIMD4<UInt32>.self)
            row &+= 1
            filled &-= 32
            word =
                filled == 0
                ? SIMD4(repeating: 0) : lanes &>> SIMD4(repeating: bits &- filled)
        }
    }
}

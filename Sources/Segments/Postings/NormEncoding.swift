/// The length of a field in one byte: exact up to 39, then four significant bits.
///
/// - Source: Lucene's `SmallFloat.intToByte4`, so that scores agree to the digit.
package enum NormEncoding {
    /// The document lacks the field.
    package static let absent: UInt8 = 0
    /// The field is there without a token; no posting refers to it.
    package static let empty: UInt8 = 255

    /// The norm of a field of `length` tokens; `empty` for 0.
    package static func encode(_ length: Int) -> UInt8 {
        if length <= 0 { return empty }
        if length < 24 { return UInt8(length) }
        let rest = length - 24
        let bits = Int.bitWidth - rest.leadingZeroBitCount
        if bits < 4 { return UInt8(24 + rest) }
        let shift = bits - 4
        return UInt8(min(254, 24 + (((rest >> shift) & 7) | ((shift + 1) << 3))))
    }

    /// The length a norm stands for: the smallest one encoded as it; 0 for `absent` and `empty`.
    package static func decode(_ norm: UInt8) -> Int { lengths[Int(norm)] }

    /// `decode` of every byte.
    package static let lengths: [Int] = (0..<256).map { byte in
        if byte == 255 { return 0 }
        if byte < 24 { return byte }
        let bits = (byte - 24) & 7
        let shift = ((byte - 24) >> 3) - 1
        return 24 + (shift < 0 ? bits : (bits | 8) << shift)
    }
}

import Glibc

/// Byte order of terms.
enum TermBytes {
    /// The first eight bytes, big end first, zeros behind a shorter term: order of keys is order of
    /// terms where keys differ.
    @inline(__always)
    static func key(_ term: UnsafeRawBufferPointer) -> UInt64 {
        guard let start = term.baseAddress else { return 0 }
        if term.count >= 8 { return start.loadUnaligned(as: UInt64.self).bigEndian }
        var key: UInt64 = 0
        for index in 0..<term.count {
            key |=
                UInt64(start.load(fromByteOffset: index, as: UInt8.self))
                &<< UInt64(truncatingIfNeeded: 56 &- 8 &* index)
        }
        return key
    }

    /// Negative, zero or positive as `left` is below, equal to or above `right`.
    @inline(__always)
    static func compare(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        let count = min(left.count, right.count)
        if count > 0, let a = left.baseAddress, let b = right.baseAddress {
            let order = memcmp(a, b, count)
            if order != 0 { return Int(order) }
        }
        return left.count - right.count
    }

    @inline(__always)
    static func commonPrefix(
        _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
    ) -> Int {
        let limit = min(left.count, right.count)
        var count = 0
        while count < limit && left[count] == right[count] { count &+= 1 }
        return count
    }
}

/// Code points of UTF-8; a byte that is not part of a valid sequence stands for itself, above all
/// code points.
enum CodePoints {
    /// Added to a stray byte.
    static let strayBase: UInt32 = 0x11_0000

    /// The code point at `at` and its bytes.
    @inline(__always)
    static func next(
        _ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int
    ) -> (value: UInt32, size: Int) {
        let lead = bytes[at]
        if lead < 0x80 { return (UInt32(lead), 1) }
        let size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC0, at &+ size <= count else { return (strayBase &+ UInt32(lead), 1) }
        var value = UInt32(lead) & (0x7F &>> UInt32(truncatingIfNeeded: size))
        for index in 1..<size {
            let byte = bytes[at &+ index]
            if byte & 0xC0 != 0x80 { return (strayBase &+ UInt32(lead), 1) }
            value = value &<< 6 | UInt32(byte & 0x3F)
        }
        return (value, size)
    }

    static func decode(_ bytes: UnsafeRawBufferPointer) -> [UInt32] {
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return [] }
        var points: [UInt32] = []
        var at = 0
        while at < bytes.count {
            let point = next(start, at, bytes.count)
            points.append(point.value)
            at += point.size
        }
        return points
    }

    /// Code points of `count` bytes, by the bytes that begin one.
    static func count(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        var found = 0
        for at in 0..<count where bytes[at] & 0xC0 != 0x80 { found &+= 1 }
        return found
    }

    static func byteCount(_ points: ArraySlice<UInt32>) -> Int {
        points.reduce(0) { sum, point in
            if point < 0x80 || point >= strayBase { return sum + 1 }
            return sum + (point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4)
        }
    }
}

import CICU
import Primitives

/// Reading and writing UTF-8 one scalar at a time. Broken bytes read as U+FFFD, one byte long.
enum UTF8Text {
    typealias Scalar = (value: UInt32, length: Int)

    static let replacement: UInt32 = 0xFFFD

    /// The scalar at `at`, which is below `end`.
    @inline(__always)
    static func scalar(_ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Scalar {
        let lead = text[at]
        if lead < 0x80 { return (UInt32(lead), 1) }
        return longScalar(text, at, end)
    }

    private static func longScalar(_ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int) -> Scalar {
        let lead = text[at]
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC2, lead < 0xF5, at + length <= end else { return (replacement, 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let byte = text[at + offset]
            guard byte & 0xC0 == 0x80 else { return (replacement, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (value, length)
    }

    /// The scalar that ends before `at`, which is above `start`.
    static func scalarBefore(_ text: UnsafePointer<UInt8>, _ at: Int, _ start: Int) -> Scalar {
        var from = at - 1
        while from > start, at - from < 4, text[from] & 0xC0 == 0x80 { from -= 1 }
        let found = scalar(text, from, at)
        return from + found.length == at ? found : (replacement, 1)
    }

    /// UTF-16 code units of a scalar.
    @inline(__always)
    static func units(_ value: UInt32) -> Int { value >= 0x10000 ? 2 : 1 }

    /// UTF-16 code units of a text.
    static func units(in text: UnsafeRawBufferPointer) -> Int {
        var count = 0
        for byte in text {
            count &+= byte & 0xC0 != 0x80 ? 1 : 0
            count &+= byte >= 0xF0 ? 1 : 0
        }
        return count
    }

    /// Scalars of a text.
    static func scalars(in text: UnsafeRawBufferPointer) -> Int {
        var count = 0
        for byte in text where byte & 0xC0 != 0x80 { count &+= 1 }
        return count
    }

    static func write(_ value: UInt32, to output: ByteWriter) {
        if value < 0x80 {
            output.write(UInt8(value))
        } else if value < 0x800 {
            output.write(UInt8(0xC0 | value >> 6))
            output.write(UInt8(0x80 | value & 0x3F))
        } else if value < 0x10000 {
            output.write(UInt8(0xE0 | value >> 12))
            output.write(UInt8(0x80 | value >> 6 & 0x3F))
            output.write(UInt8(0x80 | value & 0x3F))
        } else {
            output.write(UInt8(0xF0 | value >> 18 & 0x07))
            output.write(UInt8(0x80 | value >> 12 & 0x3F))
            output.write(UInt8(0x80 | value >> 6 & 0x3F))
            output.write(UInt8(0x80 | value & 0x3F))
        }
    }

    /// Calls `body` with each scalar and its byte range.
    static func forEach(
        _ text: UnsafeRawBufferPointer, _ body: (UInt32, Range<Int>) -> Void
    ) {
        guard let bytes = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        var at = 0
        while at < text.count {
            let found = scalar(bytes, at, text.count)
            body(found.value, at..<at + found.length)
            at += found.length
        }
    }

    /// The scalars of a text, for rules read once.
    static func scalarArray(_ text: UnsafeRawBufferPointer) -> [UInt32] {
        var scalars: [UInt32] = []
        forEach(text) { value, _ in scalars.append(value) }
        return scalars
    }

    static func isWhitespace(_ value: UInt32) -> Bool {
        value < 0x80
            ? value == 32 || (value >= 9 && value <= 13) || (value >= 0x1C && value <= 0x1F)
            : aisle_icu_general_class(value) & UInt8(AISLE_GENERAL_WHITESPACE.rawValue) != 0
    }

    static func isLetter(_ value: UInt32) -> Bool {
        value < 0x80
            ? (value | 0x20) &- 97 < 26
            : aisle_icu_general_class(value) & UInt8(AISLE_GENERAL_LETTER.rawValue) != 0
    }

    static func lower(_ value: UInt32) -> UInt32 {
        value < 0x80 ? (value &- 65 < 26 ? value | 0x20 : value) : aisle_icu_lower(value)
    }

    static func upper(_ value: UInt32) -> UInt32 {
        value < 0x80 ? (value &- 97 < 26 ? value & ~0x20 : value) : aisle_icu_upper(value)
    }
}

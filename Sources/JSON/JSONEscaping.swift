import Primitives

/// Writes strings as JSON: quoted, with `"`, `\` and bytes below 0x20 escaped, all else as it is.
enum JSONEscaping {
    private static let hexadecimal: StaticString = "0123456789ABCDEF"

    static func write(_ text: UnsafeRawBufferPointer, to output: ByteWriter) {
        output.reserve(text.count + 2)
        output.write(UInt8(ascii: "\""))
        if let base = text.baseAddress {
            var start = 0
            while true {
                let end = plainEnd(base, start, text.count)
                output.write(
                    contentsOf: UnsafeRawBufferPointer(start: base + start, count: end - start))
                if end == text.count { break }
                writeEscaped(base.load(fromByteOffset: end, as: UInt8.self), to: output)
                start = end + 1
            }
        }
        output.write(UInt8(ascii: "\""))
    }

    /// The end of the run of bytes that need no escape, eight at a time.
    private static func plainEnd(_ base: UnsafeRawPointer, _ start: Int, _ count: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        var at = start
        while at &+ 8 <= count {
            let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            // A byte below 0x20 or equal to a special one borrows into its high bit. A borrow may
            // run on
            // into higher bytes, so only the lowest hit is exact; the first is all we need.
            let hits =
                ((word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes
                    | (slashes &- ones) & ~slashes) & highs
            if hits != 0 { return at &+ hits.trailingZeroBitCount / 8 }
            at &+= 8
        }
        while at < count {
            let byte = base.load(fromByteOffset: at, as: UInt8.self)
            if byte < 0x20 || byte == 0x22 || byte == 0x5C { return at }
            at &+= 1
        }
        return count
    }

    private static func writeEscaped(_ byte: UInt8, to output: ByteWriter) {
        output.write(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: output.write(byte)
        case 0x08: output.write(UInt8(ascii: "b"))
        case 0x09: output.write(UInt8(ascii: "t"))
        case 0x0A: output.write(UInt8(ascii: "n"))
        case 0x0C: output.write(UInt8(ascii: "f"))
        case 0x0D: output.write(UInt8(ascii: "r"))
        default:
            output.write("u00" as StaticString)
            output.write(hexadecimal.utf8Start[Int(byte >> 4)])
            output.write(hexadecimal.utf8Start[Int(byte & 15)])
        }
    }
}

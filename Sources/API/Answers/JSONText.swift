/// A walk over JSON text this process wrote itself: it trusts the text to be well formed, and
/// copies numbers and strings byte by byte, so that nothing changes its spelling on the way.
struct JSONText {
    let bytes: [UInt8]
    var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        skipSpace()
    }

    var isAtEnd: Bool { at >= bytes.count }

    /// The byte the walk stands on; 0 at the end.
    var current: UInt8 { at < bytes.count ? bytes[at] : 0 }

    mutating func skipSpace() {
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    }

    /// Steps over `byte` and the space behind it when the walk stands on it.
    mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte, at < bytes.count else { return false }
        at += 1
        skipSpace()
        return true
    }

    /// Steps over a string.
    /// - Returns: where it lies, quotes included.
    mutating func string() -> Range<Int> {
        let start = at
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at = min(at + 1, bytes.count)
        let range = start..<at
        skipSpace()
        return range
    }

    /// Steps over a number, a literal or a string.
    mutating func scalar() -> Range<Int> {
        guard current != UInt8(ascii: "\"") else { return string() }
        let start = at
        while at < bytes.count, !Self.ends(bytes[at]) { at += 1 }
        let range = start..<at
        skipSpace()
        return range
    }

    /// Steps over any value, however deep, without recursion.
    mutating func value() -> Range<Int> {
        let start = at
        var end = at
        var depth = 0
        repeat {
            switch current {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                at += 1
                end = at
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                at += 1
                end = at
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                at += 1
            default:
                end = scalar().upperBound
            }
            skipSpace()
        } while depth > 0 && at < bytes.count
        return start..<end
    }

    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"): true
        default: byte <= 0x20
        }
    }
}

/// Internet addresses as 16 bytes whose order is the order of addresses; those of version 4 are
/// mapped into version 6 (`::ffff:a.b.c.d`, RFC 4291 §2.5.5.2).
package enum IPAddress {
    /// nil when the text is no address.
    package static func parse(_ text: String) -> [UInt8]? {
        if !text.utf8.contains(UInt8(ascii: ":")) {
            return version4(text[...]).map { mappedPrefix + $0 }
        }
        return version6(text)
    }

    /// First and last address of `10.0.0.0/8`; nil when the text is no such block.
    package static func block(_ text: String) -> (lower: [UInt8], upper: [UInt8])? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = parse(String(parts[0])), let bits = Int(parts[1])
        else { return nil }
        let isVersion4 = !parts[0].utf8.contains(UInt8(ascii: ":"))
        guard bits >= 0, bits <= (isVersion4 ? 32 : 128) else { return nil }
        let fixed = isVersion4 ? bits + 96 : bits
        var lower = address
        var upper = address
        for index in 0..<16 {
            let kept = max(0, min(8, fixed - index * 8))
            let mask = kept == 0 ? 0 : UInt8(truncatingIfNeeded: 0xFF << (8 - kept))
            lower[index] &= mask
            upper[index] |= ~mask
        }
        return (lower, upper)
    }

    /// The shortest form: dotted, or with the longest run of zeros as `::` (RFC 5952).
    package static func text(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)
        guard bytes.count == 16 else { return String(decoding: bytes, as: UTF8.self) }
        if Array(bytes[..<12]) == mappedPrefix {
            return bytes[12...].map { String($0) }.joined(separator: ".")
        }
        let groups = (0..<8).map { UInt16(bytes[$0 * 2]) << 8 | UInt16(bytes[$0 * 2 + 1]) }
        let words = groups.map { String($0, radix: 16) }
        guard let run = longestZeros(groups) else { return words.joined(separator: ":") }
        return words[..<run.lowerBound].joined(separator: ":") + "::"
            + words[run.upperBound...].joined(separator: ":")
    }

    private static let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < groups.count {
            var end = start
            while end < groups.count, groups[end] == 0 { end += 1 }
            if end - start > max(1, best?.count ?? 0) { best = start..<end }
            start = max(end, start + 1)
        }
        return best
    }

    private static func version4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.utf8.count),
                part.utf8.allSatisfy({ (48...57).contains($0) }),
                let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func version6(_ text: String) -> [UInt8]? {
        let halves = halves(of: text)
        guard halves.count <= 2 else { return nil }
        guard let head = groups(halves[0]) else { return nil }
        guard halves.count == 2 else { return head.count == 16 ? head : nil }
        guard let tail = groups(halves[1]), head.count + tail.count <= 14 else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    /// The parts around each `::`.
    private static func halves(of text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == ":", next < text.endIndex, text[next] == ":" {
                parts.append(text[start..<index])
                start = text.index(after: next)
                index = start
            } else {
                index = next
            }
        }
        parts.append(text[start...])
        return parts
    }

    private static func groups(_ text: Substring) -> [UInt8]? {
        if text.isEmpty { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard let last = version4(part) else { return nil }
                bytes += last
                continue
            }
            guard (1...4).contains(part.utf8.count), let group = UInt16(part, radix: 16) else {
                return nil
            }
            bytes += [UInt8(group >> 8), UInt8(truncatingIfNeeded: group)]
        }
        return bytes.count <= 16 ? bytes : nil
    }
}

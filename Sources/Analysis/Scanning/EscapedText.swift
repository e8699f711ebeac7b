/// Text of rules in which a backslash starts an escape: `\\`, `\n`, `\t`, `\r`, `\b`, `\f`,
/// `\u` and four digits; before any other character it stands for that character.
enum EscapedText {
    /// Nil when an escape is cut short.
    static func scalars(_ text: some StringProtocol) -> [UInt32]? {
        var result: [UInt32] = []
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                result.append(scalar.value)
                continue
            }
            guard let escape = rest.popFirst() else { return nil }
            switch escape {
            case "n": result.append(10)
            case "t": result.append(9)
            case "r": result.append(13)
            case "b": result.append(8)
            case "f": result.append(12)
            case "u":
                let digits = String(String.UnicodeScalarView(rest.prefix(4)))
                guard digits.count == 4, let value = UInt32(digits, radix: 16) else { return nil }
                result.append(value)
                rest = rest.dropFirst(4)
            default: result.append(escape.value)
            }
        }
        return result
    }

    static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        guard let scalars = scalars(text) else { return nil }
        var view = String.UnicodeScalarView()
        for value in joinSurrogates(scalars) {
            guard let scalar = Unicode.Scalar(value) else { return nil }
            view.append(scalar)
        }
        return Array(String(view).utf8)
    }

    /// Pairs of UTF-16 surrogates, as two `\u` escapes write them, to one scalar each.
    private static func joinSurrogates(_ scalars: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        for value in scalars {
            if value & 0xFFFF_FC00 == 0xDC00, let high = result.last, high & 0xFFFF_FC00 == 0xD800 {
                result[result.count - 1] = 0x10000 + (high & 0x3FF) << 10 + (value & 0x3FF)
            } else {
                result.append(value)
            }
        }
        return result
    }
}

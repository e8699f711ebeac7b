/// A regular expression and what to put for its matches, with `$1` and `${name}` for groups and a
/// backslash before a literal `$`.
struct PatternReplacement: Sendable {
    private enum Piece: Sendable {
        case text([UInt8])
        case group(Int)
    }

    static let parameters = [
        Parameter("pattern", .string, "Regular expression; required."),
        Parameter("replacement", .string, default: "", "Text for a match, $1 for its first group."),
        Parameter("flags", .string, default: "", "Flags as CASE_INSENSITIVE|DOTALL."),
    ]

    let regex: Regex
    private let pieces: [Piece]

    init(_ settings: ComponentSettings) throws(AnalysisError) {
        let pattern = try settings.requiredString("pattern")
        let replacement = try settings.string("replacement", default: "")
        let flags = try Regex.flags(try settings.string("flags", default: ""), settings)
        let regex = try Regex(pattern, flags: flags, place: settings.place)
        self.regex = regex
        pieces = try Self.parse(replacement, regex, settings)
    }

    /// What the current match is replaced by.
    func text(of matcher: Regex.Matcher, in subject: UnsafeRawBufferPointer) -> [UInt8] {
        var text: [UInt8] = []
        for piece in pieces {
            switch piece {
            case .text(let bytes): text += bytes
            case .group(let number):
                if let range = matcher.range(number) { text += subject[range] }
            }
        }
        return text
    }

    private static func parse(
        _ text: String, _ regex: Regex, _ settings: ComponentSettings
    ) throws(AnalysisError) -> [Piece] {
        var pieces: [Piece] = []
        var literal: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\") {
                guard let escaped = rest.popFirst() else {
                    throw settings.bad("replacement", "ends in a lone backslash")
                }
                literal.append(escaped)
            } else if byte == UInt8(ascii: "$") {
                pieces.append(.text(literal))
                literal = []
                pieces.append(.group(try group(&rest, regex, settings)))
            } else {
                literal.append(byte)
            }
        }
        return pieces + [.text(literal)]
    }

    private static func group(
        _ rest: inout ArraySlice<UInt8>, _ regex: Regex, _ settings: ComponentSettings
    ) throws(AnalysisError) -> Int {
        if rest.first == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
            let name = String(decoding: rest[rest.startIndex + 1..<end], as: UTF8.self)
            rest = rest[(end + 1)...]
            guard let number = regex.group(named: name) else {
                throw settings.bad("replacement", "names the unknown group [\(name)]")
            }
            return number
        }
        var number: Int?
        while let digit = rest.first, digit &- 48 < 10 {
            let longer = (number ?? 0) * 10 + Int(digit - 48)
            if number != nil && longer > regex.groupCount { break }
            number = longer
            rest.removeFirst()
        }
        guard let number, number <= regex.groupCount else {
            throw settings.bad("replacement", "names a group that the pattern does not have")
        }
        return number
    }
}

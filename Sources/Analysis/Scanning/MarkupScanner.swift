/// Recognizes one tag, comment, declaration or entity of HTML, and says what to put for it.
///
/// Places are asked for in ascending order: a closing mark that was not found is not looked for
/// again, so that a text is scanned in linear time.
final class MarkupScanner {
    struct Markup {
        var end: Int
        var replacement: [UInt8]
        /// Text inside that stays as it is, instead of a replacement.
        var kept: Range<Int>?
    }

    /// Named character entities of HTML 4.
    struct Entities: Sendable {
        static let path = "shared/entities.txt"

        private let texts: [String: [UInt8]]

        init(_ data: LanguageData) {
            var texts: [String: [UInt8]] = [:]
            for line in data.lines(Entities.path) ?? [] {
                let fields = line.split(separator: " ")
                guard fields.count == 2, let value = UInt32(fields[1], radix: 16) else { continue }
                texts[String(fields[0])] = MarkupScanner.bytes(of: value)
            }
            for name in ["amp", "copy", "gt", "lt", "quot", "reg"] {
                texts[name.uppercased()] = texts[name]
            }
            self.texts = texts
        }

        func text(_ name: String) -> [UInt8]? { texts[name] }
    }

    private let text: UnsafeRawBufferPointer
    private let keptTags: Set<String>
    private let entities: Entities
    /// Closing marks and elements that do not occur any more.
    private var absent: Set<String> = []

    init(text: UnsafeRawBufferPointer, keptTags: Set<String>, entities: Entities) {
        self.text = text
        self.keptTags = keptTags
        self.entities = entities
    }

    private static let lineBreak: [UInt8] = [10]

    /// Elements inside a line of text: their tags leave nothing, all others a line break.
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "basefont", "bdo", "big", "cite", "code", "dfn", "em", "font",
        "i", "img", "input", "kbd", "label", "q", "s", "samp", "select", "small", "span", "strike",
        "strong", "sub", "sup", "textarea", "tt", "u", "var",
    ]

    func markup(at start: Int) -> Markup? {
        if text[start] == UInt8(ascii: "&") { return entity(at: start) }
        return comment(at: start) ?? section(at: start) ?? declaration(at: start) ?? tag(at: start)
    }

    // MARK: Entities

    private func entity(at start: Int) -> Markup? {
        start + 1 < text.count && text[start + 1] == UInt8(ascii: "#")
            ? numericEntity(at: start) : namedEntity(at: start)
    }

    private func namedEntity(at start: Int) -> Markup? {
        var end = start + 1
        while end < text.count, end - start <= 10, isNameByte(text[end]) { end += 1 }
        guard end < text.count, text[end] == UInt8(ascii: ";") else { return nil }
        let name = String(decoding: text[start + 1..<end], as: UTF8.self)
        return entities.text(name).map { Markup(end: end + 1, replacement: spaced($0)) }
    }

    /// A no-break space reads as a space.
    private func spaced(_ bytes: [UInt8]) -> [UInt8] { bytes == [0xC2, 0xA0] ? [0x20] : bytes }

    private func numericEntity(at start: Int) -> Markup? {
        var at = start + 2
        let isHexadecimal = at < text.count && text[at] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { at += 1 }
        let first = at
        var value: UInt32 = 0
        while at < text.count, at - first < 8, let digit = digit(text[at], isHexadecimal) {
            value = value &* (isHexadecimal ? 16 : 10) &+ digit
            at += 1
        }
        guard at > first, at < text.count, text[at] == UInt8(ascii: ";") else { return nil }
        let scalar = Unicode.Scalar(value)?.value ?? UTF8Text.replacement
        return Markup(end: at + 1, replacement: spaced(Self.bytes(of: scalar)))
    }

    private func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        if byte &- 48 < 10 { return UInt32(byte - 48) }
        let letter = byte | 0x20
        return isHexadecimal && letter &- 97 < 6 ? UInt32(letter - 87) : nil
    }

    static func bytes(of value: UInt32) -> [UInt8] {
        Unicode.Scalar(value).map { Array(String(Character($0)).utf8) } ?? []
    }

    // MARK: Tags

    private func comment(at start: Int) -> Markup? {
        guard hasPrefix("<!--", at: start) else { return nil }
        return Markup(end: find("-->", from: start + 4) ?? text.count, replacement: [])
    }

    /// `<![CDATA[ … ]]>`: the marks go, the text stays.
    private func section(at start: Int) -> Markup? {
        guard hasPrefix("<![CDATA[", at: start), let end = find("]]>", from: start + 9) else {
            return nil
        }
        return Markup(end: end, replacement: [], kept: start + 9..<end - 3)
    }

    private func declaration(at start: Int) -> Markup? {
        guard start + 1 < text.count else { return nil }
        let isDeclaration = text[start + 1] == UInt8(ascii: "!")
        let isInstruction = text[start + 1] == UInt8(ascii: "?")
        guard isDeclaration || isInstruction, let end = find(">", from: start + 2) else {
            return nil
        }
        return Markup(end: end, replacement: [])
    }

    private func tag(at start: Int) -> Markup? {
        let isClosing = start + 1 < text.count && text[start + 1] == UInt8(ascii: "/")
        let nameStart = spacesEnd(from: start + (isClosing ? 2 : 1))
        var at = nameStart
        guard at < text.count, isTagNameByte(text[at]), text[at] &- 48 >= 10 else { return nil }
        while at < text.count, isTagNameByte(text[at]) { at += 1 }
        let name = WordSet.lowercased(String(decoding: text[nameStart..<at], as: UTF8.self))
        guard let end = tagEnd(from: at, isClosing), !keptTags.contains(name) else { return nil }
        if !isClosing, name == "script" || name == "style" {
            guard let close = findClosing(name, from: end) else {
                return Markup(end: text.count, replacement: [])
            }
            return Markup(end: close, replacement: Self.lineBreak)
        }
        return Markup(end: end, replacement: Self.inline.contains(name) ? [] : Self.lineBreak)
    }

    private func spacesEnd(from start: Int) -> Int {
        var at = start
        while at < text.count, text[at] == 32 || text[at] &- 9 < 5 { at += 1 }
        return at
    }

    /// Behind the next `>`, which ends a tag even inside quotes; a closing tag has nothing but
    /// space before it.
    private func tagEnd(from start: Int, _ isClosing: Bool) -> Int? {
        var at = isClosing ? spacesEnd(from: start) : start
        while at < text.count, text[at] != UInt8(ascii: ">") {
            if isClosing || text[at] == UInt8(ascii: "<") { return nil }
            at += 1
        }
        return at < text.count ? at + 1 : nil
    }

    private func findClosing(_ name: String, from start: Int) -> Int? {
        guard !absent.contains(name) else { return nil }
        var at = start
        while let open = find("</", from: at) {
            let end = open + name.utf8.count
            if end <= text.count,
                WordSet.lowercased(String(decoding: text[open..<end], as: UTF8.self)) == name
            {
                return find(">", from: end)
            }
            at = open
        }
        absent.insert(name)
        return nil
    }

    private func isNameByte(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 }

    private func isTagNameByte(_ byte: UInt8) -> Bool {
        isNameByte(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
            || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private func hasPrefix(_ prefix: StaticString, at start: Int) -> Bool {
        let size = prefix.utf8CodeUnitCount
        guard start + size <= text.count else { return false }
        for offset in 0..<size where text[start + offset] != prefix.utf8Start[offset] {
            return false
        }
        return true
    }

    /// Behind the next occurrence of `mark`.
    private func find(_ mark: StaticString, from start: Int) -> Int? {
        guard !absent.contains(mark.description) else { return nil }
        var at = start
        while at + mark.utf8CodeUnitCount <= text.count {
            if hasPrefix(mark, at: at) { return at + mark.utf8CodeUnitCount }
            at += 1
        }
        absent.insert(mark.description)
        return nil
    }
}

/// Where sentences and words of a text begin and end. Offsets are UTF-16 code units.
struct TextBreaks {
    let text: [UInt16]
    /// Ends of sentences, ascending, the text's own included.
    private let sentenceEnds: [Int]

    init(_ text: [UInt16]) {
        self.text = text
        sentenceEnds = Self.sentences(of: text)
    }

    /// A sentence ends behind a stop and the space after it, unless a small letter follows a full
    /// stop, and at the end of a line.
    private static func sentences(of text: [UInt16]) -> [Int] {
        var ends: [Int] = []
        var at = 0
        while at < text.count {
            let unit = text[at]
            at += 1
            if unit == 0x0A || unit == 0x2029 {
                ends.append(at)
                continue
            }
            guard stops.contains(unit) else { continue }
            var isHard = unit != 0x2E
            while at < text.count, closers.contains(text[at]) || stops.contains(text[at]) {
                isHard = isHard || (text[at] != 0x2E && stops.contains(text[at]))
                at += 1
            }
            let spaceStart = at
            while at < text.count, text[at] == 0x20 || text[at] == 0xA0 || text[at] == 0x09 {
                at += 1
            }
            if at == text.count { break }
            let isSpaced = at > spaceStart || wide.contains(unit)
            if isSpaced, isHard || !isSmall(text[at]) { ends.append(at) }
        }
        if ends.last != text.count { ends.append(text.count) }
        return ends
    }

    private static let stops: Set<UInt16> = [0x21, 0x2E, 0x3F, 0x2026, 0x3002, 0xFF01, 0xFF1F]
    private static let wide: Set<UInt16> = [0x3002, 0xFF01, 0xFF1F]
    private static let closers: Set<UInt16> = [0x22, 0x27, 0x29, 0x5D, 0x2019, 0x201D, 0xBB]

    private static func isSmall(_ unit: UInt16) -> Bool {
        Unicode.Scalar(unit)?.properties.isLowercase ?? false
    }

    /// Start of the sentence a place is in.
    func sentenceStart(of place: Int) -> Int {
        var start = 0
        for end in sentenceEnds {
            if end > place { break }
            start = end
        }
        return start
    }

    /// The first sentence end behind a place; nil at the end of the text.
    func sentenceEnd(after place: Int) -> Int? { sentenceEnds.first { $0 > place } }

    /// The last word boundary at or before a place.
    func wordBoundary(atOrBefore place: Int) -> Int {
        var at = min(place, text.count)
        while at > 0, at < text.count, isWord(text[at - 1]), isWord(text[at]) { at -= 1 }
        return at
    }

    /// The first word boundary at or behind a place.
    func wordBoundary(atOrAfter place: Int) -> Int {
        var at = max(0, place)
        while at > 0, at < text.count, isWord(text[at - 1]), isWord(text[at]) { at += 1 }
        return min(at, text.count)
    }

    private func isWord(_ unit: UInt16) -> Bool {
        guard let scalar = Unicode.Scalar(unit) else { return true }
        return scalar.properties.isAlphabetic || (0x30...0x39).contains(unit)
    }

    /// The words around a place, for fragments that are no sentences.
    func words(around place: Int, size: Int) -> Range<Int> {
        let start = wordBoundary(atOrBefore: place)
        let end = wordBoundary(atOrAfter: min(text.count, max(start + size, place + 1)))
        return start..<end
    }

    /// Whole sentences from the one around a place on, as long as they fit into `size`; a sentence
    /// that is longer is cut at words around the place.
    func passage(around place: Int, size: Int) -> Range<Int> {
        var start = sentenceStart(of: place)
        var end = sentenceEnd(after: place) ?? text.count
        while end - start < size, let next = sentenceEnd(after: end), next - start <= size {
            end = next
        }
        if end - start > size {
            if place - size > start { start = wordBoundary(atOrBefore: place - size) }
            let rest = max(0, size - (place - start))
            if place + rest < end { end = min(end, wordBoundary(atOrAfter: place + rest + 1)) }
        }
        return start..<end
    }
}

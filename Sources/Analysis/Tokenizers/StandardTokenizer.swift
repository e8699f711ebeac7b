/// Words by the Unicode rules of UAX #29, as Lucene's tokenizer of that name finds them.
///
/// ASCII is scanned with a class table; a token that touches other characters is handed to
/// `WordScanner` from its start. Tokens longer than `maxTokenLength` are cut there and scanning
/// goes on behind the cut.
struct StandardTokenizer: Tokenizer {
    static let registration = TokenizerType(
        name: "standard", summary: "Words by the Unicode text segmentation rules.",
        parameters: [.maxTokenLength]
    ) { settings throws(AnalysisError) in
        StandardTokenizer(maxTokenLength: try settings.maxTokenLength())
    }

    static let defaultMaxTokenLength = 255

    /// Unit: UTF-16 code units.
    var maxTokenLength = StandardTokenizer.defaultMaxTokenLength

    // Class bits of a byte.
    private static let letter: UInt8 = 1
    private static let digit: UInt8 = 2
    private static let underscore: UInt8 = 4
    private static let inWord: UInt8 = 7
    private static let joinsLetters: UInt8 = 8
    private static let joinsDigits: UInt8 = 16
    private static let keycapBase: UInt8 = 32
    private static let nonASCII: UInt8 = 64

    private static func byteClass(_ byte: Int) -> UInt8 {
        switch byte {
        case 65...90, 97...122: return letter
        case 48...57: return digit
        case 95: return underscore
        case 39, 46: return joinsLetters | joinsDigits
        case 58: return joinsLetters
        case 44, 59: return joinsDigits
        case 35, 42: return keycapBase
        case 128...: return nonASCII
        default: return 0
        }
    }

    /// One class byte for each of the 256 bytes; lives as long as the process.
    private nonisolated(unsafe) static let classes: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in 0..<256 { table[byte] = byteClass(byte) }
        return UnsafePointer(table)
    }()

    func tokenize(_ text: UnsafeRawBufferPointer, into spans: SpanBuffer) throws(AnalysisError) {
        guard let bytes = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        let classes = Self.classes
        let size = text.count
        var at = 0
        while at < size {
            let kind = classes[Int(bytes[at])]
            if kind & Self.inWord != 0 {
                at = word(bytes, at, size, classes, spans)
            } else if kind >= Self.keycapBase {
                at = other(bytes, at, size, kind, spans)
            } else {
                at &+= 1
            }
        }
    }

    /// An ASCII word, as long as it stays one.
    /// - Returns: where to go on.
    @inline(__always)
    private func word(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ size: Int, _ classes: UnsafePointer<UInt8>,
        _ spans: SpanBuffer
    ) -> Int {
        var at = start
        var seen: UInt8 = 0
        while true {
            while at < size, classes[Int(bytes[at])] & Self.inWord != 0 {
                seen |= classes[Int(bytes[at])]
                at &+= 1
            }
            guard at < size else { break }
            let kind = classes[Int(bytes[at])]
            if kind == 0 || kind == Self.keycapBase { break }
            if kind == Self.nonASCII { return mixedWord(bytes, start, size, spans) }
            guard at &+ 1 < size else { break }
            let following = classes[Int(bytes[at &+ 1])]
            if following == Self.nonASCII { return mixedWord(bytes, start, size, spans) }
            let both = classes[Int(bytes[at &- 1])] & following
            let joins =
                (both & Self.letter != 0 && kind & Self.joinsLetters != 0)
                || (both & Self.digit != 0 && kind & Self.joinsDigits != 0)
            guard joins else { break }
            at &+= 1
        }
        if seen == Self.underscore { return at }
        if _slowPath(at &- start > maxTokenLength) { return longWord(bytes, start, size, spans) }
        spans.append(start, at, seen & Self.letter != 0 ? .alphanum : .num)
        return at
    }

    @inline(never)
    private func other(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ size: Int, _ kind: UInt8,
        _ spans: SpanBuffer
    ) -> Int {
        if kind == Self.keycapBase && (start + 1 >= size || bytes[start + 1] < 0x80) {
            return start + 1
        }
        return mixedWord(bytes, start, size, spans)
    }

    @inline(never)
    private func mixedWord(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ size: Int, _ spans: SpanBuffer
    ) -> Int {
        let found = WordScanner(text: bytes, end: size).word(at: start)
        guard let word = found.word else { return found.next }
        if word.end - start > maxTokenLength, exceedsLength(bytes, start, word.end) {
            return longWord(bytes, start, size, spans)
        }
        spans.append(start, word.end, word.type)
        return word.end
    }

    private func exceedsLength(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        UTF8Text.units(in: UnsafeRawBufferPointer(start: bytes + start, count: end - start))
            > maxTokenLength
    }

    /// The word at `start` in a text that ends where the longest token would.
    private func longWord(
        _ bytes: UnsafePointer<UInt8>, _ start: Int, _ size: Int, _ spans: SpanBuffer
    ) -> Int {
        var cut = start
        var units = 0
        while cut < size {
            let scalar = UTF8Text.scalar(bytes, cut, size)
            units += UTF8Text.units(scalar.value)
            if units > maxTokenLength { break }
            cut += scalar.length
        }
        let found = WordScanner(text: bytes, end: cut).word(at: start)
        guard let word = found.word else { return max(found.next, start + 1) }
        spans.append(start, word.end, word.type)
        return word.end
    }
}

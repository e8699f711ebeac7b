/// Runs of characters of one kind, cut at `maxTokenLength`: what the whitespace, letter and
/// lowercase tokenizers share.
struct CharacterRunTokenizer: Tokenizer {
    static let defaultMaxTokenLength = 255

    /// Unit: UTF-16 code units.
    var maxTokenLength = CharacterRunTokenizer.defaultMaxTokenLength
    let isInToken: @Sendable (UInt32) -> Bool

    func tokenize(_ text: UnsafeRawBufferPointer, into spans: SpanBuffer) throws(AnalysisError) {
        guard let bytes = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        var start = 0
        var units = 0
        var at = 0
        while at < text.count {
            let scalar = UTF8Text.scalar(bytes, at, text.count)
            let belongs = isInToken(scalar.value)
            if units > 0, !belongs || units >= maxTokenLength {
                spans.append(start, at, .word)
                units = 0
            }
            if belongs {
                if units == 0 { start = at }
                units += UTF8Text.units(scalar.value)
            }
            at += scalar.length
        }
        if units > 0 { spans.append(start, at, .word) }
    }
}

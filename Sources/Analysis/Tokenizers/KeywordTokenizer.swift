/// The whole text as one token, empty for an empty text.
struct KeywordTokenizer: Tokenizer {
    static let registration = TokenizerType(
        name: "keyword", summary: "The whole text as one token.",
        parameters: [
            Parameter(
                "buffer_size", .integer, default: "256",
                "Accepted for compatibility: no buffer is needed.")
        ]
    ) { settings throws(AnalysisError) in
        _ = try settings.integer("buffer_size", default: 256, in: 1...Int(Int32.max))
        return KeywordTokenizer()
    }

    func tokenize(_ text: UnsafeRawBufferPointer, into spans: SpanBuffer) throws(AnalysisError) {
        spans.append(0, text.count, .word)
    }
}

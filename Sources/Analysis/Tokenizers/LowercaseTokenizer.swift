/// Runs of letters, in lower case.
struct LowercaseTokenizer: FilteringTokenizer {
    static let registration = TokenizerType(
        name: "lowercase", summary: "Runs of letters, in lower case.",
        parameters: [.maxTokenLength]
    ) { settings throws(AnalysisError) in
        LowercaseTokenizer(
            letters: LetterTokenizer.make(maxTokenLength: try settings.maxTokenLength()))
    }

    private let letters: CharacterRunTokenizer

    var filter: Component<any TokenFilter> {
        Component(name: "lowercase", part: LowercaseFilter())
    }

    func tokenize(_ text: UnsafeRawBufferPointer, into spans: SpanBuffer) throws(AnalysisError) {
        try letters.tokenize(text, into: spans)
    }
}

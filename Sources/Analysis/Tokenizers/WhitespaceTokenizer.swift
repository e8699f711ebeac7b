/// What stands between whitespace. No-break spaces do not separate.
enum WhitespaceTokenizer {
    static let registration = TokenizerType(
        name: "whitespace", summary: "What stands between whitespace.",
        parameters: [.maxTokenLength]
    ) { settings throws(AnalysisError) in
        WhitespaceTokenizer.make(maxTokenLength: try settings.maxTokenLength())
    }

    static func make(
        maxTokenLength: Int = CharacterRunTokenizer.defaultMaxTokenLength
    ) -> CharacterRunTokenizer {
        CharacterRunTokenizer(maxTokenLength: maxTokenLength) { !UTF8Text.isWhitespace($0) }
    }
}

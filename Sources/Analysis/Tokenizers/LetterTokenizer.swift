/// Runs of letters of any script.
enum LetterTokenizer {
    static let registration = TokenizerType(
        name: "letter", summary: "Runs of letters.", parameters: [.maxTokenLength]
    ) { settings throws(AnalysisError) in
        LetterTokenizer.make(maxTokenLength: try settings.maxTokenLength())
    }

    static func make(
        maxTokenLength: Int = CharacterRunTokenizer.defaultMaxTokenLength
    ) -> CharacterRunTokenizer {
        CharacterRunTokenizer(maxTokenLength: maxTokenLength) { UTF8Text.isLetter($0) }
    }
}

/// Runs of letters in lower case without stop words.
enum StopAnalyzer {
    static let registration = AnalyzerType(
        name: "stop", summary: "Runs of letters in lower case without stop words.",
        parameters: [.stopwords]
    ) { settings throws(AnalysisError) in
        let words = try settings.words("stopwords", default: ["_english_"])
        var parts = AnalyzerParts(
            tokenizer: Component(name: "letter", part: LetterTokenizer.make()),
            definition: "stop{\(settings.definition)}")
        parts.add("lowercase", LowercaseFilter())
        parts.addStop(words)
        return parts
    }
}

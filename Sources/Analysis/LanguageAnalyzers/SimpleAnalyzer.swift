/// Runs of letters in lower case.
enum SimpleAnalyzer {
    static let registration = AnalyzerType(
        name: "simple", summary: "Runs of letters in lower case."
    ) { _ throws(AnalysisError) in
        AnalyzerParts(
            tokenizer: Component(name: "letter", part: LetterTokenizer.make()),
            filters: [Component(name: "lowercase", part: LowercaseFilter())], definition: "simple")
    }
}

/// The whole text as one token.
enum KeywordAnalyzer {
    static let registration = AnalyzerType(
        name: "keyword", summary: "The whole text as one token."
    ) { _ throws(AnalysisError) in
        AnalyzerParts(
            tokenizer: Component(name: "keyword", part: KeywordTokenizer()), definition: "keyword")
    }
}

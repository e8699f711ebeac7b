/// What stands between whitespace, unchanged.
enum WhitespaceAnalyzer {
    static let registration = AnalyzerType(
        name: "whitespace", summary: "What stands between whitespace, unchanged."
    ) { _ throws(AnalysisError) in
        AnalyzerParts(
            tokenizer: Component(name: "whitespace", part: WhitespaceTokenizer.make()),
            definition: "whitespace")
    }
}

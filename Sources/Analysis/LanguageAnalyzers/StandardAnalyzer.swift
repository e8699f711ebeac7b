/// Words by the Unicode rules, in lower case.
enum StandardAnalyzer {
    static let registration = AnalyzerType(
        name: "standard", summary: "Words by the Unicode rules, in lower case.",
        parameters: [.maxTokenLength, .stopwords]
    ) { settings throws(AnalysisError) in
        let tokenizer = StandardTokenizer(maxTokenLength: try settings.maxTokenLength())
        let words = try settings.words("stopwords", default: ["_none_"])
        return StandardAnalyzer.parts(tokenizer, stopwords: words, settings)
    }

    private static func parts(
        _ tokenizer: StandardTokenizer, stopwords: [String], _ settings: ComponentSettings
    ) -> AnalyzerParts {
        var parts = AnalyzerParts(
            tokenizer: Component(name: "standard", part: tokenizer),
            definition: "standard{\(settings.definition)}")
        parts.filters = [Component(name: "lowercase", part: LowercaseFilter())]
        parts.addStop(stopwords)
        return parts
    }
}

extension AnalyzerParts {
    /// Adds a stop filter, unless there is nothing to stop.
    mutating func addStop(_ words: [String]) {
        guard !words.isEmpty else { return }
        filters.append(Component(name: "stop", part: StopFilter(words: WordSet(words))))
    }

    mutating func add(_ name: String, _ filter: any TokenFilter) {
        filters.append(Component(name: name, part: filter))
    }
}

/// The analyzer of one language: standard tokenizer, the language's own filters, lower case, its
/// stop words, its stemmer.
struct LanguageAnalyzer: Sendable {
    let name: String
    /// Filters before lower case.
    var first: [Component<any TokenFilter>] = []
    /// Between the stop words and the stemmer.
    var beforeStemmer: [Component<any TokenFilter>] = []
    /// Name of the algorithm, as of the filter `stemmer`.
    let stemmer: String

    /// Ascending by name.
    static let all: [LanguageAnalyzer] = [
        LanguageAnalyzer(
            name: "english",
            first: [
                Component(name: "possessive_english", part: StemmerFilter.named("possessive_english"))
            ],
            stemmer: "english")
    ]

    var registration: AnalyzerType {
        AnalyzerType(
            name: name, summary: "Words of \(name) text, stemmed.",
            parameters: [.stopwords, .stemExclusion]
        ) { settings throws(AnalysisError) in try parts(settings) }
    }

    private func parts(_ settings: ComponentSettings) throws(AnalysisError) -> AnalyzerParts {
        let stopwords = try settings.words("stopwords", default: ["_\(name)_"])
        let excluded = try settings.words("stem_exclusion", default: [])
        var parts = AnalyzerParts(
            tokenizer: Component(name: "standard", part: StandardTokenizer()),
            definition: "\(name){\(settings.definition)}")
        parts.filters = first
        parts.add("lowercase", LowercaseFilter())
        parts.addStop(stopwords)
        if !excluded.isEmpty {
            parts.add("keyword_marker", KeywordMarkerFilter(words: WordSet(excluded)))
        }
        parts.filters += beforeStemmer
        parts.add("stemmer", StemmerFilter.named(stemmer))
        return parts
    }
}

/// The analyzer of one language: standard tokenizer, the language's own filters, lower case, its
/// stop words, its stemmer.
struct LanguageAnalyzer: Sendable {
    let name: String
    /// Filters before lower case.
    var first: [Component<any TokenFilter>] = []
    /// Between the stop words and the stemmer.
    var beforeStemmer: [Component<any TokenFilter>] = []
    /// Name of the algorithm, as of the filter `stemmer`; the language's own by default.
    var stemmer: String?
    var lowercase = LowercaseFilter()

    /// Ascending by name.
    static let all: [LanguageAnalyzer] = [
        LanguageAnalyzer(name: "armenian"),
        LanguageAnalyzer(name: "basque"),
        LanguageAnalyzer(name: "catalan", first: [.elision(ElisionFilter.catalan)]),
        LanguageAnalyzer(name: "danish"),
        LanguageAnalyzer(
            name: "dutch",
            beforeStemmer: [
                Component(
                    name: "stemmer_override",
                    part: StemmerOverrideFilter([
                        "fiets": "fiets", "bromfiets": "bromfiets", "ei": "eier", "kind": "kinder",
                    ]))
            ]),
        LanguageAnalyzer(
            name: "english",
            first: [
                Component(
                    name: "possessive_english", part: StemmerFilter.named("possessive_english"))
            ]),
        LanguageAnalyzer(name: "finnish"),
        LanguageAnalyzer(
            name: "french", first: [.elision(ElisionFilter.french)], stemmer: "light_french"),
        LanguageAnalyzer(
            name: "german",
            beforeStemmer: [
                Component(name: "german_normalization", part: GermanNormalizationFilter())
            ], stemmer: "light_german"),
        LanguageAnalyzer(name: "hungarian"),
        LanguageAnalyzer(
            name: "italian", first: [.elision(ElisionFilter.italian)], stemmer: "light_italian"),
        LanguageAnalyzer(name: "norwegian"),
        LanguageAnalyzer(name: "portuguese", stemmer: "light_portuguese"),
        LanguageAnalyzer(name: "romanian"),
        LanguageAnalyzer(name: "russian"),
        LanguageAnalyzer(name: "spanish", stemmer: "light_spanish"),
        LanguageAnalyzer(name: "swedish"),
        LanguageAnalyzer(
            name: "turkish", first: [Component(name: "apostrophe", part: ApostropheFilter())],
            lowercase: LowercaseFilter(language: .turkish)),
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
        parts.add("lowercase", lowercase)
        parts.addStop(stopwords)
        if !excluded.isEmpty {
            parts.add("keyword_marker", KeywordMarkerFilter(words: WordSet(excluded)))
        }
        parts.filters += beforeStemmer
        parts.add("stemmer", StemmerFilter.named(stemmer ?? name))
        return parts
    }
}

extension Component where Part == any TokenFilter {
    fileprivate static func elision(_ articles: [String]) -> Component {
        Component(
            name: "elision", part: ElisionFilter(articles: WordSet(articles, ignoresCase: true)))
    }
}

/// Words of a language stemmed by its Snowball algorithm; the language analyzers supersede it.
enum SnowballAnalyzer {
    static let registration = AnalyzerType(
        name: "snowball", summary: "Words stemmed by a Snowball algorithm.",
        parameters: [
            Parameter("language", .string, default: "English", "Name of the algorithm."),
            .stopwords,
        ]
    ) { settings throws(AnalysisError) in
        let stemmer = try SnowballFilter.make(settings)
        let language = WordSet.lowercased(settings.value("language")?.text ?? "English")
        let hasList = settings.data.stopwords(language) != nil
        let words = try settings.words("stopwords", default: [hasList ? "_\(language)_" : "_none_"])
        var parts = AnalyzerParts(
            tokenizer: Component(name: "standard", part: StandardTokenizer()),
            definition: "snowball{\(settings.definition)}")
        parts.add("lowercase", LowercaseFilter())
        parts.addStop(words)
        parts.add("snowball", stemmer)
        return parts
    }
}

import Primitives

/// A Snowball algorithm by its own name.
enum SnowballFilter {
    static let registration = TokenFilterType(
        name: "snowball", summary: "A Snowball stemming algorithm by its own name.",
        parameters: [
            Parameter("language", .string, default: "English", "Name of the algorithm.")
        ]
    ) { settings throws(AnalysisError) in try make(settings) }

    static func make(_ settings: ComponentSettings) throws(AnalysisError) -> StemmerFilter {
        let name = WordSet.lowercased(try settings.string("language", default: "English"))
        if name == "german2" { return StemmerFilter.named("german2") }
        guard algorithms.contains(name) else {
            let hint = Suggestion.nearest(to: name, among: algorithms)
            throw settings.bad(
                "language",
                "names the unknown algorithm [\(name)]"
                    + (hint.map { ", did you mean [\($0)]?" } ?? "")
                    + "; there are \(algorithms.joined(separator: ", "))")
        }
        return StemmerFilter(algorithm: StemmerAlgorithm.snowball(name))
    }

    /// Those of libstemmer 2.2, but for `german2`.
    static let algorithms = [
        "arabic", "armenian", "basque", "catalan", "danish", "dutch", "english", "finnish",
        "french", "german", "german2", "greek", "hindi", "hungarian", "indonesian", "irish",
        "italian", "lithuanian", "nepali", "norwegian", "porter", "portuguese", "romanian",
        "russian", "serbian", "spanish", "swedish", "tamil", "turkish", "yiddish",
    ]
}

/// Porter's first algorithm for English.
enum PorterStemFilter {
    static let registration = TokenFilterType(
        name: "porter_stem", summary: "Porter's first algorithm for English."
    ) { _ throws(AnalysisError) in StemmerFilter.named("porter") }
}

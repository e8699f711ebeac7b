import Primitives

/// Reduces words to stems. Protected words pass unchanged.
struct StemmerFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "stemmer", summary: "Reduces words to their stems.",
        parameters: [
            Parameter(
                "language", .string, default: "porter",
                "Algorithm: a language, or a form of one as light_german.")
        ]
    ) { settings throws(AnalysisError) in
        let given = try settings.string("language", default: "porter")
        let name = WordSet.lowercased(given)
        guard let algorithm = StemmerAlgorithm.named(name) else {
            throw settings.bad("language", unknown(name))
        }
        return StemmerFilter(algorithm: algorithm)
    }

    let algorithm: StemmerAlgorithm

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        RewriteStep(
            before: next, sparesKeywords: algorithm.name != "possessive_english", algorithm.make())
    }

    /// The stemmer of that name, for analyzers built in.
    static func named(_ name: String) -> StemmerFilter {
        guard let algorithm = StemmerAlgorithm.named(name) else {
            fatalError("no stemmer \(name)")
        }
        return StemmerFilter(algorithm: algorithm)
    }

    private static func unknown(_ name: String) -> String {
        let known = StemmerAlgorithm.all.map(\.name)
        let hint =
            Suggestion.nearest(to: name, among: known).map { ", did you mean [\($0)]?" } ?? ""
        return "names the unknown algorithm [\(name)]\(hint); there are "
            + known.joined(separator: ", ")
    }
}

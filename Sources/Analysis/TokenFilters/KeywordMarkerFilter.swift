/// Protects words from the stemmers behind it.
struct KeywordMarkerFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "keyword_marker", summary: "Protects words from the stemmers behind it.",
        parameters: [
            Parameter("keywords", .strings, "Words to protect."),
            Parameter("keywords_pattern", .string, "Regular expression of words to protect."),
            Parameter("ignore_case", .boolean, default: "false", "Compare without case."),
        ]
    ) { settings throws(AnalysisError) in
        let ignoresCase = try settings.boolean("ignore_case", default: false)
        let words = try settings.strings("keywords")
        guard let pattern = try settings.optionalString("keywords_pattern") else {
            guard let words else { throw settings.fail(.missingParameter(name: "keywords")) }
            return KeywordMarkerFilter(words: WordSet(words, ignoresCase: ignoresCase))
        }
        guard words == nil else {
            throw settings.fail(
                .misplaced(reason: "[keywords] and [keywords_pattern] exclude one another"))
        }
        let flags = ignoresCase ? Regex.caseInsensitive : 0
        let regex = try Regex("(?:\(pattern))", flags: flags, place: settings.place)
        return KeywordPatternFilter(pattern: regex)
    }

    let words: WordSet

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        let words = words
        return MarkStep(before: next) { (term) throws(AnalysisError) in words.contains(term) }
    }
}

private struct KeywordPatternFilter: TermFilter {
    let pattern: Regex

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        let matcher = pattern.makeMatcher()
        return MarkStep(before: next) { (term) throws(AnalysisError) in
            try matcher.matchesWhole(term)
        }
    }
}

private final class MarkStep: TermReceiver {
    private let next: any TermReceiver
    private let isMarked: (UnsafeRawBufferPointer) throws(AnalysisError) -> Bool

    init(
        before next: any TermReceiver,
        _ isMarked: @escaping (UnsafeRawBufferPointer) throws(AnalysisError) -> Bool
    ) {
        self.next = next
        self.isMarked = isMarked
    }

    func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
        let marked = isKeyword ? true : try isMarked(term)
        try next.receive(term, isKeyword: marked)
    }
}

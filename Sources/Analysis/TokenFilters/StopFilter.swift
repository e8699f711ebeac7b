/// Drops words of a list; their positions stay free.
struct StopFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "stop", summary: "Drops words of a list.",
        parameters: [
            Parameter(
                "stopwords", .strings, default: "_english_",
                "Words to drop: a list, or a named one as _english_ or _none_."),
            Parameter("ignore_case", .boolean, default: "false", "Compare without case."),
            Parameter(
                "remove_trailing", .boolean, default: "true",
                "Drop the last token too; false keeps a stop word that may still be being typed."),
        ]
    ) { settings throws(AnalysisError) in
        let words = try settings.words("stopwords", default: ["_english_"])
        let ignoresCase = try settings.boolean("ignore_case", default: false)
        let filter = StopFilter(words: WordSet(words, ignoresCase: ignoresCase))
        let removesTrailing = try settings.boolean("remove_trailing", default: true)
        return removesTrailing ? filter : UnfinishedStopFilter(words: filter.words)
    }

    let words: WordSet

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        let words = words
        return SelectStep(before: next) { !words.contains($0) }
    }
}

/// Keeps a stop word that ends the text without anything behind it, and marks it as a keyword: the
/// form of the filter for suggestions.
private struct UnfinishedStopFilter: TokenFilter {
    let words: WordSet

    func makeListStep() -> any TokenListStep { Step(words) }

    private final class Step: TokenListStep {
        private let words: WordSet

        init(_ words: WordSet) { self.words = words }

        func apply(_ list: TokenList) throws(AnalysisError) {
            let last = list.tokens.count - 1
            let mayBeUnfinished = !list.hasTextBehind && list.trailingIncrement == 0
            if mayBeUnfinished, last >= 0, words.contains(list.term(list.tokens[last])) {
                list.tokens[last].isKeyword = true
            }
            list.filter { index, token in
                (index == last && mayBeUnfinished) || !words.contains(list.term(token))
            }
        }
    }
}

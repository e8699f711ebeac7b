/// Each term twice, once protected from stemmers; `remove_duplicates` drops what came out equal.
struct KeywordRepeatFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "keyword_repeat", summary: "Each term twice, once protected from stemmers."
    ) { _ throws(AnalysisError) in KeywordRepeatFilter() }

    var roleInRules: RoleInRules { .refused }

    func makeStep(before next: any TermReceiver) -> any TermReceiver { Step(before: next) }

    private final class Step: TermReceiver {
        private let next: any TermReceiver

        init(before next: any TermReceiver) { self.next = next }

        func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
            try next.receive(term, isKeyword: true)
            try next.receive(term, isKeyword: false)
        }
    }
}

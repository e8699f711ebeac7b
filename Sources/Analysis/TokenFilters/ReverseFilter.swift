import Primitives

/// Terms read backwards, for suffix searches as prefix searches.
struct ReverseFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "reverse", summary: "Terms read backwards."
    ) { _ throws(AnalysisError) in ReverseFilter() }

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        RewriteStep(before: next) { term, output in
            for scalar in UTF8Text.scalarArray(term).reversed() {
                UTF8Text.write(scalar, to: output)
            }
        }
    }
}

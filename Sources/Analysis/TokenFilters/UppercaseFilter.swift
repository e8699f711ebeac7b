/// Upper case, scalar by scalar, of no locale.
struct UppercaseFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "uppercase", summary: "Upper case.", isNormalizing: true
    ) { _ throws(AnalysisError) in UppercaseFilter() }

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        MapScalarsStep(before: next) { UTF8Text.upper($0) }
    }
}

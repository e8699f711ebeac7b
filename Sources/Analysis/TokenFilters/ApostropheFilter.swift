import Primitives

/// Drops an apostrophe and what follows it, as Turkish suffixes of names.
struct ApostropheFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "apostrophe", summary: "Drops an apostrophe and what follows it."
    ) { _ throws(AnalysisError) in ApostropheFilter() }

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        RewriteStep(before: next) { term, output in
            var end = term.count
            UTF8Text.forEach(term) { scalar, range in
                if scalar == 0x27 || scalar == 0x2019 { end = min(end, range.lowerBound) }
            }
            output.write(contentsOf: UnsafeRawBufferPointer(rebasing: term[..<end]))
        }
    }
}

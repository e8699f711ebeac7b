import Primitives

/// Drops whitespace at both ends of a term.
struct TrimFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "trim", summary: "Drops whitespace at both ends of a term.", isNormalizing: true
    ) { _ throws(AnalysisError) in TrimFilter() }

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        RewriteStep(before: next) { term, output in
            var start = term.count
            var end = 0
            UTF8Text.forEach(term) { scalar, range in
                if UTF8Text.isWhitespace(scalar) || scalar <= 0x20 { return }
                start = min(start, range.lowerBound)
                end = range.upperBound
            }
            if start < end {
                output.write(contentsOf: UnsafeRawBufferPointer(rebasing: term[start..<end]))
            }
        }
    }
}

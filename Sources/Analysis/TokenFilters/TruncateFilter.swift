import Primitives

/// Cuts terms to a length. Protected terms pass unchanged.
struct TruncateFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "truncate", summary: "Cuts terms to a length.",
        parameters: [
            Parameter("length", .integer, default: "10", "UTF-16 units to keep.")
        ]
    ) { settings throws(AnalysisError) in
        TruncateFilter(length: try settings.integer("length", default: 10, in: 1...32_766))
    }

    let length: Int

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        let length = length
        return RewriteStep(before: next, sparesKeywords: true) { term, output in
            var units = 0
            var end = 0
            UTF8Text.forEach(term) { scalar, range in
                units += UTF8Text.units(scalar)
                if units <= length { end = range.upperBound }
            }
            output.write(contentsOf: UnsafeRawBufferPointer(rebasing: term[..<end]))
        }
    }
}

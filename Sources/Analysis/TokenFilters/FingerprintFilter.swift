/// All distinct terms, sorted, as one token.
struct FingerprintFilter: TokenFilter {
    static let registration = TokenFilterType(
        name: "fingerprint", summary: "All distinct terms, sorted, as one token.",
        parameters: [
            Parameter("separator", .string, default: " ", "One character between terms."),
            Parameter(
                "max_output_size", .integer, default: "255",
                "No token at all when it would be longer, in UTF-16 units."),
        ]
    ) { settings throws(AnalysisError) in try make(settings) }

    static func make(_ settings: ComponentSettings) throws(AnalysisError) -> FingerprintFilter {
        let separator = try settings.string("separator", default: " ")
        guard separator.unicodeScalars.count == 1 else {
            throw settings.bad("separator", "must be one character, not [\(separator)]")
        }
        return FingerprintFilter(
            separator: Array(separator.utf8),
            limit: try settings.integer("max_output_size", default: 255, in: 1...1_000_000))
    }

    let separator: [UInt8]
    let limit: Int

    var roleInRules: RoleInRules { .refused }

    func makeListStep() -> any TokenListStep { Step(self) }

    private final class Step: TokenListStep {
        private let filter: FingerprintFilter

        init(_ filter: FingerprintFilter) { self.filter = filter }

        func apply(_ list: TokenList) throws(AnalysisError) {
            guard let first = list.tokens.first, let last = list.tokens.last else { return }
            let terms = Set(list.tokens.map { list.termArray($0) })
                .sorted { $0.lexicographicallyPrecedes($1) }
            let joined = Array(terms.joined(separator: filter.separator))
            list.tokens = []
            list.trailingIncrement = 0
            guard joined.withUnsafeBytes({ UTF8Text.units(in: $0) }) <= filter.limit else { return }
            var token = first
            token.increment = 1
            token.positionLength = 1
            token.start = 0
            token.end = last.end
            token.type = .fingerprint
            list.tokens = [list.replacing(token, with: joined)]
        }
    }
}

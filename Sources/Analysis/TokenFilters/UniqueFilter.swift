/// Drops tokens whose term was there before; later tokens move up.
struct UniqueFilter: TokenFilter {
    static let registration = TokenFilterType(
        name: "unique", summary: "Drops tokens whose term was there before.",
        parameters: [
            Parameter(
                "only_on_same_position", .boolean, default: "false",
                "Drop only repetitions at one position.")
        ]
    ) { settings throws(AnalysisError) in
        UniqueFilter(
            onlyOnSamePosition: try settings.boolean("only_on_same_position", default: false))
    }

    let onlyOnSamePosition: Bool

    func makeListStep() -> any TokenListStep { Step(onlyOnSamePosition) }

    private final class Step: TokenListStep {
        private let onlyOnSamePosition: Bool
        private var seen: Set<[UInt8]> = []

        init(_ onlyOnSamePosition: Bool) { self.onlyOnSamePosition = onlyOnSamePosition }

        func apply(_ list: TokenList) throws(AnalysisError) {
            seen.removeAll(keepingCapacity: true)
            var kept: [ListToken] = []
            for token in list.tokens {
                if onlyOnSamePosition && token.increment > 0 {
                    seen.removeAll(keepingCapacity: true)
                }
                if seen.insert(list.termArray(token)).inserted { kept.append(token) }
            }
            list.tokens = kept
        }
    }
}

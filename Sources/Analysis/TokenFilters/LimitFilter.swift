/// The first tokens of a text only.
struct LimitFilter: TokenFilter {
    static let registration = TokenFilterType(
        name: "limit", summary: "The first tokens of a text only.",
        parameters: [
            Parameter("max_token_count", .integer, default: "1", "Tokens to keep."),
            Parameter(
                "consume_all_tokens", .boolean, default: "false",
                "Accepted for compatibility: the text is always read to its end."),
        ]
    ) { settings throws(AnalysisError) in
        _ = try settings.boolean("consume_all_tokens", default: false)
        return LimitFilter(
            count: try settings.integer("max_token_count", default: 1, in: 1...Int(Int32.max)))
    }

    let count: Int

    func makeListStep() -> any TokenListStep { Step(count) }

    private final class Step: TokenListStep {
        private let count: Int

        init(_ count: Int) { self.count = count }

        func apply(_ list: TokenList) throws(AnalysisError) {
            guard list.tokens.count > count else { return }
            list.tokens.removeLast(list.tokens.count - count)
            list.trailingIncrement = 0
        }
    }
}

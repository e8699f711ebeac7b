/// Runs of neighbouring tokens as one token each: `wi fi` becomes `wi`, `wi fi`, `fi`.
struct ShingleFilter: TokenFilter {
    static let registration = TokenFilterType(
        name: "shingle", summary: "Runs of neighbouring tokens as one token each.",
        parameters: [
            Parameter("min_shingle_size", .integer, default: "2", "Least tokens of a run."),
            Parameter("max_shingle_size", .integer, default: "2", "Most tokens of a run."),
            Parameter("output_unigrams", .boolean, default: "true", "Keep the tokens themselves."),
            Parameter(
                "output_unigrams_if_no_shingles", .boolean, default: "false",
                "Keep the tokens of texts too short for a run."),
            Parameter("token_separator", .string, default: " ", "Text between tokens of a run."),
            Parameter("filler_token", .string, default: "_", "Stands for a free position."),
        ]
    ) { settings throws(AnalysisError) in
        let least = try settings.integer("min_shingle_size", default: 2, in: 2...16)
        let most = try settings.integer("max_shingle_size", default: max(2, least), in: 2...16)
        guard least <= most else {
            throw settings.bad("min_shingle_size", "is \(least), above [max_shingle_size] \(most)")
        }
        return ShingleFilter(
            sizes: least...most,
            keepsTokens: try settings.boolean("output_unigrams", default: true),
            keepsTokensOfShortTexts: try settings.boolean(
                "output_unigrams_if_no_shingles", default: false),
            separator: Array(try settings.string("token_separator", default: " ").utf8),
            filler: Array(try settings.string("filler_token", default: "_").utf8))
    }

    let sizes: ClosedRange<Int>
    let keepsTokens: Bool
    let keepsTokensOfShortTexts: Bool
    let separator: [UInt8]
    let filler: [UInt8]

    var roleInRules: RoleInRules { .refused }

    func makeListStep() -> any TokenListStep { Step(self) }

    private final class Step: TokenListStep {
        /// A position of the text: a token or, for a hole, none.
        private struct Place {
            var token: ListToken?
            var term: [UInt8]
            /// Offset where a hole would be.
            var at: UInt32
        }

        private let filter: ShingleFilter

        init(_ filter: ShingleFilter) { self.filter = filter }

        func apply(_ list: TokenList) throws(AnalysisError) {
            let places = places(list)
            let hasShingles = places.count >= filter.sizes.lowerBound
            let keepsTokens =
                filter.keepsTokens || (filter.keepsTokensOfShortTexts && !hasShingles)
            var output: [ListToken] = []
            var hole = 0
            for start in places.indices {
                let found = tokens(list, places, from: start, keepsTokens: keepsTokens)
                hole += 1
                for (index, token) in found.enumerated() {
                    var copy = token
                    copy.increment = index == 0 ? hole : 0
                    output.append(copy)
                }
                if !found.isEmpty { hole = 0 }
            }
            list.tokens = output
        }

        private func places(_ list: TokenList) -> [Place] {
            var places: [Place] = []
            for token in list.tokens where token.increment > 0 || places.isEmpty {
                let holes = min(max(0, token.increment - 1), filter.sizes.upperBound - 1)
                for _ in 0..<holes {
                    places.append(Place(token: nil, term: filter.filler, at: token.start))
                }
                places.append(
                    Place(token: token, term: list.termArray(token), at: token.start))
            }
            let trailing = min(list.trailingIncrement, filter.sizes.upperBound - 1)
            let end = list.endOffset
            for _ in 0..<(places.isEmpty ? 0 : trailing) {
                places.append(Place(token: nil, term: filter.filler, at: end))
            }
            return places
        }

        private func tokens(
            _ list: TokenList, _ places: [Place], from start: Int, keepsTokens: Bool
        ) -> [ListToken] {
            var found: [ListToken] = []
            if keepsTokens, let token = places[start].token { found.append(token) }
            for size in filter.sizes where start + size <= places.count {
                let run = places[start..<start + size]
                guard run.contains(where: { $0.token != nil }),
                    let sample = run.lazy.compactMap(\.token).first
                else { continue }
                let term = Array(run.map(\.term).joined(separator: filter.separator))
                var shingle = list.replacing(sample, with: term)
                shingle.start = places[start].at
                shingle.end = run.last?.token?.end ?? run.last?.at ?? shingle.end
                shingle.type = .shingle
                shingle.isKeyword = false
                shingle.positionLength =
                    keepsTokens ? size : max(1, size - filter.sizes.lowerBound + 1)
                found.append(shingle)
            }
            return found
        }
    }
}

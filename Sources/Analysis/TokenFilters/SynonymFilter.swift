/// Synonyms laid over the positions of the original: exact for single words. A synonym of several
/// words runs over the tokens that follow, so that it can be indexed.
enum SynonymFilter {
    static let registration = TokenFilterType(
        name: "synonym", summary: "Synonyms, over the positions of the original words.",
        parameters: SynonymRules.parameters
    ) { settings throws(AnalysisError) in
        SynonymDefinition(rules: try SynonymRules(settings), isGraph: false)
    }

    /// - Source: the positions, lengths and offsets of Lucene's SynonymFilter.
    final class Step: TokenListStep {
        private struct Output {
            var term: [UInt8]
            /// Nil for the end of the token at that place.
            var end: UInt32?
            var positionLength: Int
        }

        /// One position, with the token there (none behind the last) and what is laid over it.
        private struct Place {
            var token: ListToken?
            var isMatched = false
            var isKept = false
            var outputs: [Output] = []
        }

        private let map: SynonymMap
        private var places: [Place] = []

        init(_ map: SynonymMap) { self.map = map }

        func apply(_ list: TokenList) throws(AnalysisError) {
            places = list.tokens.map { Place(token: $0) }
            let terms = list.tokens.map { list.termArray($0) }
            var at = 0
            while at < terms.count {
                guard let match = map.match(terms, from: at) else {
                    at += 1
                    continue
                }
                lay(match, at)
                at += match.count
            }
            list.tokens = written(list)
        }

        private func lay(_ match: SynonymMap.Match, _ start: Int) {
            let keeps = match.outputs.keepsOriginal
            let matchEnd = places[start + match.count - 1].token?.end
            for path in match.outputs.paths {
                for (index, term) in path.enumerated() {
                    while start + index >= places.count { places.append(Place()) }
                    places[start + index].outputs.append(
                        Output(
                            term: term, end: path.count == 1 ? matchEnd : nil,
                            positionLength: path.count == 1 && keeps ? match.count : 1))
                }
            }
            for index in start..<start + match.count {
                places[index].isMatched = true
                places[index].isKept = places[index].isKept || keeps
            }
        }

        private func written(_ list: TokenList) -> [ListToken] {
            var output: [ListToken] = []
            guard var template = places.first?.token else { return output }
            for place in places {
                var increment = 1
                if let token = place.token {
                    template = token
                    if place.isKept || !place.isMatched {
                        output.append(token)
                        increment = 0
                    }
                }
                for synonym in place.outputs {
                    var token = list.replacing(template, with: synonym.term)
                    token.end = synonym.end ?? template.end
                    token.increment = increment
                    token.positionLength = synonym.positionLength
                    token.type = .synonym
                    token.isKeyword = false
                    output.append(token)
                    increment = 0
                }
            }
            return output
        }
    }
}

/// Synonyms as a graph: words of several tokens run beside the original as paths of their own, so
/// that phrases over them are exact. For analyzers used in searching.
enum SynonymGraphFilter {
    static let registration = TokenFilterType(
        name: "synonym_graph", summary: "Synonyms, exact for several words; for search analyzers.",
        parameters: SynonymRules.parameters
    ) { settings throws(AnalysisError) in
        SynonymDefinition(rules: try SynonymRules(settings), isGraph: true)
    }

    /// Expands matches into side paths, numbering the nodes between tokens.
    /// - Source: the token order, positions and lengths of Lucene's SynonymGraphFilter.
    final class Step: TokenListStep {
        private let map: SynonymMap
        /// Start node of the token written last.
        private var lastNode = -1
        /// Node that the next token starts from.
        private var nextNode = 0
        private var output: [ListToken] = []

        init(_ map: SynonymMap) { self.map = map }

        func apply(_ list: TokenList) throws(AnalysisError) {
            lastNode = -1
            nextNode = 0
            output.removeAll(keepingCapacity: true)
            let terms = list.tokens.map { list.termArray($0) }
            var at = 0
            while at < terms.count {
                if let match = map.match(terms, from: at) {
                    expand(match, list, at..<at + match.count)
                    at += match.count
                } else {
                    let token = list.tokens[at]
                    lastNode += token.increment
                    nextNode = lastNode + token.positionLength
                    output.append(token)
                    at += 1
                }
            }
            list.tokens = output
        }

        private func expand(_ match: SynonymMap.Match, _ list: TokenList, _ range: Range<Int>) {
            let original = Array(list.tokens[range])
            let paths =
                match.outputs.paths.map { path in
                    path.map { synonym($0, over: original, list) }
                } + (match.outputs.keepsOriginal ? [original] : [])
            let start = nextNode
            let end = start + 1 + paths.reduce(0) { $0 + $1.count - 1 }
            var free = start
            var firstNodes: [Int] = []
            for path in paths {
                let pathEnd = path.count == 1 ? end : free + 1
                free += path.count - 1
                firstNodes.append(pathEnd)
                write(path[0], from: start, to: pathEnd)
            }
            for (path, first) in zip(paths, firstNodes) where path.count > 1 {
                for index in 1..<path.count {
                    let from = first + index - 1
                    write(path[index], from: from, to: index == path.count - 1 ? end : from + 1)
                }
            }
            nextNode = end
        }

        private func synonym(_ term: [UInt8], over original: [ListToken], _ list: TokenList)
            -> ListToken
        {
            var token = list.replacing(original[0], with: term)
            token.end = original[original.count - 1].end
            token.type = .synonym
            token.isKeyword = false
            return token
        }

        private func write(_ token: ListToken, from start: Int, to end: Int) {
            var copy = token
            copy.increment = start - lastNode
            copy.positionLength = end - start
            lastNode = start
            output.append(copy)
        }
    }
}

/// Rules that wait for the chain before them, and then their filter.
struct SynonymDefinition: TokenFilter {
    let rules: SynonymRules
    let isGraph: Bool

    var roleInRules: RoleInRules { .leftOut }

    func bound(to chain: PrecedingChain) throws(AnalysisError) -> any TokenFilter {
        BoundSynonyms(map: try SynonymMap(rules, chain), isGraph: isGraph)
    }

    func makeListStep() -> any TokenListStep {
        fatalError("synonyms of \(rules.place) were used before their chain was known")
    }
}

private struct BoundSynonyms: TokenFilter {
    let map: SynonymMap
    let isGraph: Bool

    var roleInRules: RoleInRules { .leftOut }

    func makeListStep() -> any TokenListStep {
        isGraph ? SynonymGraphFilter.Step(map) : SynonymFilter.Step(map)
    }
}

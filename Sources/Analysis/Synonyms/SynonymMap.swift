/// Word sequences to word sequences, searched by the longest at a place.
final class SynonymMap: Sendable {
    typealias Words = [[UInt8]]

    struct Outputs: Sendable {
        var paths: [Words] = []
        var keepsOriginal = false
    }

    struct Match {
        /// Tokens matched.
        var count: Int
        var outputs: Outputs
    }

    private struct Node: Sendable {
        var children: [[UInt8]: Int] = [:]
        var outputs: Outputs?
    }

    private let nodes: [Node]

    /// Reads the sides of each rule with the filters before the synonym filter.
    init(_ rules: SynonymRules, _ chain: PrecedingChain) throws(AnalysisError) {
        let reader = try RuleReader(chain, place: rules.place)
        var nodes = [Node()]
        for rule in rules.rules {
            let from: Words
            let to: Words
            do throws(AnalysisError) {
                from = try reader.words(rule.from, in: rule.line)
                to = try reader.words(rule.to, in: rule.line)
            } catch {
                if rules.isLenient { continue }
                throw error
            }
            Self.add(from, to, keepsOriginal: rule.keepsOriginal, &nodes)
        }
        self.nodes = nodes
    }

    private static func add(
        _ from: Words, _ to: Words, keepsOriginal: Bool, _ nodes: inout [Node]
    ) {
        var node = 0
        for word in from {
            if let child = nodes[node].children[word] {
                node = child
            } else {
                nodes.append(Node())
                nodes[node].children[word] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        var outputs = nodes[node].outputs ?? Outputs()
        if !outputs.paths.contains(to) { outputs.paths.append(to) }
        outputs.keepsOriginal = outputs.keepsOriginal || keepsOriginal
        nodes[node].outputs = outputs
    }

    /// The longest rule that begins at `start`.
    func match(_ terms: [[UInt8]], from start: Int) -> Match? {
        var node = 0
        var found: Match?
        var at = start
        while at < terms.count, let child = nodes[node].children[terms[at]] {
            node = child
            at += 1
            if let outputs = nodes[node].outputs {
                found = Match(count: at - start, outputs: outputs)
            }
        }
        return found
    }
}

/// Analyses the words of rules.
private struct RuleReader {
    private let analyzer: Analyzer
    private let place: String

    init(_ chain: PrecedingChain, place: String) throws(AnalysisError) {
        self.place = place
        var parts = AnalyzerParts(tokenizer: chain.tokenizer, definition: "")
        parts.charFilters = chain.charFilters
        for filter in chain.filters {
            switch filter.part.roleInRules {
            case .applied: parts.filters.append(filter)
            case .leftOut: continue
            case .refused:
                throw AnalysisError(
                    .misplaced(
                        reason: "Token filter [\(filter.name)] cannot be used to parse synonyms"),
                    at: place)
            }
        }
        analyzer = try Analyzer(parts, name: place, isCustom: true)
    }

    func words(_ text: String, in line: String) throws(AnalysisError) -> SynonymMap.Words {
        let tokens = TokenBuffer(vocabulary: Vocabulary())
        try ByteText(text).analyze(with: analyzer, into: tokens)
        guard tokens.count > 0 else {
            throw AnalysisError(
                .badRule(
                    rule: line, reason: "term: \(text) was completely eliminated by analyzer"),
                at: place)
        }
        for index in 0..<tokens.count where tokens.positions[index] != UInt32(index) {
            throw AnalysisError(
                .badRule(
                    rule: line,
                    reason: "term: \(text) does not analyze to one word after another"), at: place)
        }
        return (0..<tokens.count).map { Array(tokens.vocabulary.term(tokens.termIDs[$0])) }
    }
}

/// A string's bytes for an analyzer.
struct ByteText {
    private let bytes: [UInt8]

    init(_ text: String) { bytes = Array(text.utf8) }

    func analyze(with analyzer: Analyzer, into tokens: TokenBuffer) throws(AnalysisError) {
        var failure: AnalysisError?
        bytes.withUnsafeBytes { raw in
            do throws(AnalysisError) {
                _ = try analyzer.analyze(raw, into: tokens, basePosition: 0)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }
}

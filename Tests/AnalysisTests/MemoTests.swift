import Analysis
import Primitives
import TestSupport
import Testing

/// The chain of filters run plainly, token by token, without memo or interning between values: what
/// `explainSteps` shows last.
private func plainly(_ analyzer: Analyzer, _ bytes: [UInt8]) throws -> [ProbedToken] {
    let explanation = try bytes.withUnsafeBytes { raw throws(AnalysisError) in
        try analyzer.explainSteps(raw)
    }
    return (explanation.filters.last ?? explanation.tokenizer).tokens.map {
        ProbedToken(
            term: $0.term, start: Int($0.start), end: Int($0.end), position: Int($0.position),
            length: Int($0.positionLength), type: $0.type.label)
    }
}

@Suite("The token memo")
struct MemoTests {
    static let chains: [(name: String, filters: [ParameterValue])] = [
        ("stemming", ["lowercase", "stop", "porter_stem"]),
        ("several terms", ["lowercase", ["type": "edge_ngram", "max_gram": 4], "asciifolding"]),
        ("nothing", [["type": "length", "max": 0]]),
        (
            "protected words",
            [
                ["type": "keyword_marker", "keywords": ["running", "shoes"], "ignore_case": true],
                "lowercase", "unique", "porter_stem",
            ]
        ),
        ("originals kept", [["type": "asciifolding", "preserve_original": true], "reverse"]),
        (
            "list filters",
            [
                "lowercase", ["type": "synonym_graph", "synonyms": ["shoes, trainers, foot wear"]],
                ["type": "shingle", "max_shingle_size": 3],
            ]
        ),
    ]

    private static func analyzer(_ filters: [ParameterValue], memo entries: Int) throws -> Analyzer
    {
        try AnalysisRegistry.builtin.custom(tokenizer: "standard", filters: filters)
            .withMemoLimit(entries)
    }

    @Test("changes no token, whatever its size", arguments: chains.indices)
    func equalsNoMemo(chain: Int) throws {
        let filters = Self.chains[chain].filters
        let sizes = [0, 7, 1 << 19]
        let analyzers = try sizes.map { try Self.analyzer(filters, memo: $0) }
        try forEachSeed(12) { random in
            let vocabularies = sizes.map { _ in Vocabulary() }
            for _ in 0..<60 {
                let text = RandomText.any(&random)
                let results = try zip(analyzers, vocabularies).map {
                    try $0.0.probe(text, vocabulary: $0.1, base: 5)
                }
                for result in results.dropFirst() {
                    try #require(result.tokens == results[0].tokens, "\(text)")
                    try #require(result.next == results[0].next, "\(text)")
                }
            }
        }
    }

    @Test("gives what a fresh chain gives for each text", arguments: chains.indices)
    func equalsFreshChain(chain: Int) throws {
        let analyzer = try Self.analyzer(Self.chains[chain].filters, memo: 1 << 19)
        try forEachSeed(6) { random in
            let vocabulary = Vocabulary()
            for _ in 0..<30 {
                let text = RandomText.any(&random)
                let found = try analyzer.probe(text, vocabulary: vocabulary).tokens
                try #require(try plainly(analyzer, Array(text.utf8)) == found, "\(text)")
            }
        }
    }

    @Test("tells long tokens apart that share their beginning and their hash's part")
    func longTokens() throws {
        let analyzer = try builtin("whitespace")
        let vocabulary = Vocabulary()
        let stem = String(repeating: "abcdefgh", count: 4)
        let words = (0..<2000).map { "\(stem)\($0)" }
        for word in words + words {
            #expect(try analyzer.probe(word, vocabulary: vocabulary).tokens.map(\.term) == [word])
        }
        #expect(vocabulary.count == words.count)
    }
}

@Suite("A vocabulary")
struct VocabularyTests {
    @Test("hands out dense ids as a dictionary would")
    func equalsDictionary() throws {
        try forEachSeed(5) { random in
            let vocabulary = Vocabulary()
            var twin: [[UInt8]: UInt32] = [:]
            for _ in 0..<3000 {
                let count = random.chance(0.1) ? random.below(300) : random.below(20)
                let bytes = (0..<count).map { _ in UInt8(97 + random.below(2)) }
                let id = bytes.withUnsafeBytes { vocabulary.intern($0) }
                let expected = twin[bytes] ?? UInt32(twin.count)
                twin[bytes] = expected
                try #require(id == expected)
                try #require(Array(vocabulary.term(id)) == bytes)
            }
            try #require(vocabulary.count == twin.count)
        }
    }

    @Test("forgets everything, memos included")
    func removeAll() throws {
        let vocabulary = Vocabulary()
        let analyzer = try builtin("english")
        _ = try analyzer.probe("red shoes", vocabulary: vocabulary)
        vocabulary.removeAll()
        #expect(vocabulary.count == 0)
        #expect(try analyzer.probe("shoes", vocabulary: vocabulary).tokens.map(\.term) == ["shoe"])
        #expect(vocabulary.count == 1)
    }
}

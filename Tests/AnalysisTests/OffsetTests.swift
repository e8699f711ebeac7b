import Analysis
import Primitives
import TestSupport
import Testing

@Suite("Offsets")
struct OffsetTests {
    @Test(
        "cut the term out of the text when nothing changes it",
        arguments: [
            "standard", "whitespace", "letter", "keyword", "ngram", "edge_ngram", "pattern",
            "char_group",
        ])
    func sliceText(tokenizer: String) throws {
        var definition: ParameterValue = .string(tokenizer)
        if tokenizer == "char_group" {
            definition = ["type": "char_group", "tokenize_on_chars": ["whitespace", "-", "."]]
        }
        let analyzer = try AnalysisRegistry.builtin.custom(tokenizer: definition)
        try forEachSeed(20) { random in
            let text = RandomText.any(&random)
            let bytes = Array(text.utf8)
            var last = 0
            for token in try analyzer.probe(text).tokens {
                let slice = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
                try #require(slice == token.term, "\(text)")
                try #require(token.start >= last)
                last = token.start
            }
        }
    }

    @Test("stay inside the text and on characters behind char filters")
    func behindCharFilters() throws {
        let analyzer = try AnalysisRegistry.builtin.custom(
            tokenizer: "ngram",
            charFilters: [
                "html_strip", ["type": "mapping", "mappings": ["é => eee", "東京 => x", "wi => "]],
                ["type": "pattern_replace", "pattern": "([a-z])\\1", "replacement": "$1-$1-$1"],
            ])
        try forEachSeed(40) { random in
            let text = RandomText.any(&random) + (random.chance(0.5) ? "<b>é &amp; 東京wi</b>" : "")
            let bytes = Array(text.utf8)
            for token in try analyzer.probe(text).tokens {
                try #require(token.start <= token.end && token.end <= bytes.count, "\(text)")
                for offset in [token.start, token.end] where offset < bytes.count {
                    try #require(bytes[offset] & 0xC0 != 0x80, "\(text) \(token)")
                }
            }
        }
    }

    @Test(
        "never leave the memory of texts that are no UTF-8",
        arguments: [
            "standard", "english", "german", "french", "turkish", "simple", "pattern",
            "fingerprint",
        ])
    func brokenText(name: String) throws {
        let analyzer = try builtin(name)
        try forEachSeed(60) { random in
            let bytes = RandomText.bytes(&random)
            let tokens = TokenBuffer(vocabulary: Vocabulary())
            _ = try bytes.withUnsafeBytes { raw throws(AnalysisError) in
                try analyzer.analyze(raw, into: tokens, basePosition: 0)
            }
            for token in tokens.probed() {
                try #require(token.start <= token.end && token.end <= bytes.count)
            }
        }
    }

    @Test("positions go on from value to value, holes at the end included")
    func values() throws {
        let vocabulary = Vocabulary()
        let analyzer = try builtin("english")
        let first = try analyzer.probe("red the", vocabulary: vocabulary)
        #expect(first.next == 2)
        let second = try analyzer.probe(
            "of blue", vocabulary: vocabulary,
            base: UInt32(first.next + analyzer.positionIncrementGap))
        #expect(second.tokens.map(\.position) == [103])
        #expect(second.next == 104)
    }
}

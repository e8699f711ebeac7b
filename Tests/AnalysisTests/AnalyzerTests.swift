import Analysis
import Primitives
import Testing

@Suite("An analyzer")
struct AnalyzerTests {
    @Test("standard: words in lower case with byte offsets and types")
    func standard() throws {
        let (tokens, next) = try builtin("standard").probe("The 2 QUICK Brown-Foxes, it's 3.14!")
        #expect(
            tokens == [
                ProbedToken(term: "the", start: 0, end: 3, position: 0),
                ProbedToken(term: "2", start: 4, end: 5, position: 1, type: "<NUM>"),
                ProbedToken(term: "quick", start: 6, end: 11, position: 2),
                ProbedToken(term: "brown", start: 12, end: 17, position: 3),
                ProbedToken(term: "foxes", start: 18, end: 23, position: 4),
                ProbedToken(term: "it's", start: 25, end: 29, position: 5),
                ProbedToken(term: "3.14", start: 30, end: 34, position: 6, type: "<NUM>"),
            ])
        #expect(next == 7)
    }

    @Test("english: stems, drops stop words and possessives, leaves holes")
    func english() throws {
        let (tokens, next) = try builtin("english").probe(
            "The runner's running shoes for the", base: 10)
        #expect(tokens.map(\.term) == ["runner", "run", "shoe"])
        #expect(tokens.map(\.position) == [11, 12, 13])
        #expect(next == 16)
    }

    @Test("keyword, whitespace, simple and stop")
    func small() throws {
        #expect(try builtin("keyword").terms("Foo Bar!") == ["Foo Bar!"])
        #expect(try builtin("keyword").terms("") == [""])
        #expect(try builtin("standard").terms("") == [])
        #expect(try builtin("whitespace").terms(" Foo  Bar!") == ["Foo", "Bar!"])
        #expect(try builtin("simple").terms("Foo2Bar's É") == ["foo", "bar", "s", "é"])
        #expect(try builtin("stop").terms("The Foo in Bar") == ["foo", "bar"])
    }

    @Test("standard: scripts as Lucene cuts them")
    func scripts() throws {
        let text = "東京タワー ひらがな 서울시 ประเทศไทย naïve l’été 👩‍🚀 🇩🇪 3️⃣ été_2"
        let (tokens, _) = try builtin("standard").probe(text)
        #expect(
            tokens.map { "\($0.term) \($0.type)" } == [
                "東 <IDEOGRAPHIC>", "京 <IDEOGRAPHIC>", "タワー <KATAKANA>", "ひ <HIRAGANA>",
                "ら <HIRAGANA>", "が <HIRAGANA>", "な <HIRAGANA>", "서울시 <HANGUL>",
                "ประเทศไทย <SOUTHEAST_ASIAN>", "naïve <ALPHANUM>", "l’été <ALPHANUM>",
                "👩‍🚀 <EMOJI>", "🇩🇪 <EMOJI>", "3️⃣ <EMOJI>", "été_2 <ALPHANUM>",
            ])
    }

    @Test("a vocabulary hands out the same id for the same term")
    func vocabulary() throws {
        let vocabulary = Vocabulary()
        let analyzer = try builtin("english")
        _ = try analyzer.probe("shoes shoe SHOES", vocabulary: vocabulary)
        #expect(vocabulary.count == 1)
        _ = try analyzer.probe("boots shoes", vocabulary: vocabulary)
        #expect(vocabulary.count == 2)
    }

    @Test("settings build a custom analyzer; unknown things are errors with a suggestion")
    func settings() throws {
        let registry = try AnalysisRegistry(settings: [
            "analyzer": [
                "mine": [
                    "type": "custom", "tokenizer": "whitespace", "filter": ["lowercase", "st"],
                ]
            ],
            "filter": ["st": ["type": "stemmer", "language": "minimal_english"]],
        ])
        #expect(try registry.analyzer(named: "mine")?.terms("Red PONIES") == ["red", "pony"])
        #expect {
            try AnalysisRegistry(settings: ["filter": ["x": ["type": "stop"]], "analyzers": [:]])
        } throws: {
            ($0 as? AnalysisError)?.kind
                == .unknownParameter(
                    name: "analyzers", suggestion: "analyzer",
                    known: ["analyzer", "char_filter", "filter", "normalizer", "tokenizer"])
        }
    }
}

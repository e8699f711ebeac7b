import Analysis
import Foundation
import Primitives
import Testing

/// The kind of the error that `body` ends in.
private func failure(_ body: () throws -> Void) -> AnalysisError.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? AnalysisError)?.kind
    }
}

@Suite("A component of the registries")
struct ComponentTests {
    /// Settings without which a component cannot be built.
    private static let required: [String: [(String, ParameterValue)]] = [
        "char_filter/mapping": [("mappings", ["a => b"])],
        "char_filter/pattern_replace": [("pattern", "a")],
        "filter/keyword_marker": [("keywords", ["a"])],
        "filter/pattern_replace": [("pattern", "a")],
        "filter/stemmer_override": [("rules", ["a => b"])],
        "filter/synonym": [("synonyms", ["a, b"])],
        "filter/synonym_graph": [("synonyms", ["a, b"])],
        "tokenizer/char_group": [("tokenize_on_chars", ["-"])],
    ]

    private static func build(
        _ section: String, _ name: String, _ extra: [(String, ParameterValue)] = []
    ) throws -> Analyzer {
        let entries: [(String, ParameterValue)] =
            [("type", .string(name))] + (required["\(section)/\(name)"] ?? []) + extra
        let definition = ParameterValue.map(entries.map { (key: $0.0, value: $0.1) })
        switch section {
        case "tokenizer": return try AnalysisRegistry.builtin.custom(tokenizer: definition)
        case "filter":
            return try AnalysisRegistry.builtin.custom(tokenizer: "standard", filters: [definition])
        default:
            return try AnalysisRegistry.builtin.custom(
                tokenizer: "standard", charFilters: [definition])
        }
    }

    static let all: [(section: String, name: String, parameters: [String])] =
        TokenizerRegistry.all.map { ("tokenizer", $0.name, $0.parameters.map(\.name)) }
        + TokenFilterRegistry.all.map { ("filter", $0.name, $0.parameters.map(\.name)) }
        + CharFilterRegistry.all.map { ("char_filter", $0.name, $0.parameters.map(\.name)) }

    @Test("works as built, and refuses a parameter it does not have", arguments: all.indices)
    func buildsAndRefuses(row: Int) throws {
        let (section, name, parameters) = Self.all[row]
        let analyzer = try Self.build(section, name)
        _ = try analyzer.probe("The quick brown fox's café 12")
        _ = try analyzer.probe("")
        let kind = failure { _ = try Self.build(section, name, [("no_such_thing", 1)]) }
        #expect(
            kind
                == .unknownParameter(name: "no_such_thing", suggestion: nil, known: parameters))
    }

    @Test("refuses values of another shape", arguments: all.indices)
    func refusesShapes(row: Int) throws {
        let (section, name, parameters) = Self.all[row]
        for parameter in parameters {
            let odd: ParameterValue = ["odd": "object"]
            let kind = failure { _ = try Self.build(section, name, [(parameter, odd)]) }
            #expect(kind != nil, "\(section) \(name) takes an object for \(parameter)")
        }
    }

    @Test("stands in its registry in the order of names, once")
    func order() {
        for names in [
            TokenizerRegistry.all.map(\.name), TokenFilterRegistry.all.map(\.name),
            CharFilterRegistry.all.map(\.name), AnalyzerRegistry.names,
        ] {
            #expect(names == names.sorted())
            #expect(Set(names).count == names.count)
        }
    }

    @Test("that is unknown is named, with the nearest that exists")
    func unknown() {
        let kind = failure {
            _ = try AnalysisRegistry(settings: [
                "analyzer": ["a": ["tokenizer": "standrad", "filter": ["lowercase"]]]
            ])
        }
        #expect(
            kind
                == .unknownComponent(
                    component: "tokenizer", name: "standrad", suggestion: "standard"))
    }

    @Test("behaves as documented in small cases")
    func smallCases() throws {
        func terms(_ text: String, _ tokenizer: ParameterValue, _ filters: ParameterValue...) throws
            -> [String]
        {
            try AnalysisRegistry.builtin.custom(tokenizer: tokenizer, filters: filters).terms(text)
        }
        #expect(try terms("b a b", "whitespace", "unique") == ["b", "a"])
        #expect(try terms("Türkiye'de", "keyword", "apostrophe") == ["Türkiye"])
        #expect(try terms("a b c", "whitespace", "limit") == ["a"])
        #expect(try terms("C3 A1 c3", "whitespace", "lowercase", "fingerprint") == ["a1 c3"])
        #expect(try terms("١٢", "standard", "decimal_digit") == ["12"])
        #expect(
            try terms("Füße Fuesse", "standard", "lowercase", "german_normalization")
                == ["fusse", "fusse"])
        #expect(
            try terms(
                "mice running", "standard",
                ["type": "stemmer_override", "rules": ["mice => mouse"]], "porter_stem")
                == ["mouse", "run"])
        #expect(
            try terms("jumping", "standard", "keyword_repeat", "porter_stem", "remove_duplicates")
                == ["jumping", "jump"])
        #expect(
            try terms(
                "sample6", "keyword",
                ["type": "pattern_replace", "pattern": "e(\\d)", "replacement": "<$1>"])
                == ["sampl<6>"])
        #expect(
            try terms("IĞDIR İzmir", "standard", ["type": "lowercase", "language": "turkish"])
                == ["ığdır", "izmir"])
        #expect(
            try terms(
                "green or", "standard",
                ["type": "stop", "stopwords": ["or"], "remove_trailing": false])
                == ["green", "or"])
        #expect(
            try terms("häuser haeuser", "standard", ["type": "stemmer", "language": "german2"])
                == ["haus", "haus"])
    }

    @Test("stemmer names what it has when asked for something else")
    func stemmerLanguages() throws {
        let kind = failure {
            _ = try Self.build("filter", "stemmer", [("language", "light_germn")])
        }
        guard case .badParameter("language", let reason)? = kind else {
            Issue.record("no error of the language: \(String(describing: kind))")
            return
        }
        #expect(reason.contains("did you mean [light_german]?") && reason.contains("porter2"))
    }
}

@Suite("Settings of analysis")
struct AnalysisSettingsTests {
    @Test("a normalizer takes the whole value, and character-wise filters only")
    func normalizers() throws {
        let registry = try AnalysisRegistry(settings: [
            "normalizer": ["n": ["type": "custom", "filter": ["lowercase", "asciifolding"]]]
        ])
        let normalizer = try #require(registry.normalizer(named: "n"))
        let output = ByteWriter()
        try Array("Crème BRÛLÉE".utf8).withUnsafeBytes { raw in
            try normalizer.normalize(raw, into: output)
        }
        #expect(String(decoding: output.bytes, as: UTF8.self) == "creme brulee")
        let kind = failure {
            _ = try AnalysisRegistry(settings: ["normalizer": ["n": ["filter": ["shingle"]]]])
        }
        #expect(kind == .misplaced(reason: "Custom normalizer may not use filter [shingle]"))
    }

    @Test("fingerprints tell definitions apart and do not change from process to process")
    func fingerprints() throws {
        let first = try AnalysisRegistry(settings: [
            "analyzer": ["a": ["type": "english"], "b": ["type": "english", "stopwords": ["x"]]]
        ])
        let english = try builtin("english")
        #expect(first.analyzer(named: "a")?.fingerprint == english.fingerprint)
        #expect(first.analyzer(named: "b")?.fingerprint != english.fingerprint)
        #expect(try builtin("keyword").fingerprint != (try builtin("whitespace").fingerprint))
    }

    @Test("stop words and stems left alone of a language analyzer")
    func languageParameters() throws {
        let registry = try AnalysisRegistry(settings: [
            "analyzer": [
                "a": ["type": "english", "stopwords": ["red"], "stem_exclusion": ["running"]]
            ]
        ])
        let terms = try registry.analyzer(named: "a")?.terms("the red running shoes")
        #expect(terms == ["the", "running", "shoe"])
        let kind = failure {
            _ = try AnalysisRegistry(settings: [
                "analyzer": ["a": ["type": "english", "stopwords": "_englsh_"]]
            ])
        }
        guard case .badParameter("stopwords", let reason)? = kind else {
            Issue.record("no error of the list: \(String(describing: kind))")
            return
        }
        #expect(reason.contains("did you mean [_english_]?"))
    }

    @Test("synonyms that the chain cannot read are refused, or left out when lenient")
    func synonymErrors() throws {
        func build(_ rules: [ParameterValue], lenient: Bool) throws -> Analyzer {
            try AnalysisRegistry.builtin.custom(
                tokenizer: "standard",
                filters: [
                    "stop",
                    ["type": "synonym", "synonyms": .list(rules), "lenient": .boolean(lenient)],
                ])
        }
        let rules: [ParameterValue] = ["the => x", "a b => c => d", "big => large"]
        #expect(failure { _ = try build(rules, lenient: false) } != nil)
        #expect(try build(rules, lenient: true).terms("big") == ["large"])
        let kind = failure {
            _ = try AnalysisRegistry.builtin.custom(
                tokenizer: "standard",
                filters: ["ngram", ["type": "synonym", "synonyms": ["big => large"]]])
        }
        #expect(
            kind == .misplaced(reason: "Token filter [ngram] cannot be used to parse synonyms"))
    }

    @Test("a pattern that backtracks without end is an error, not a hang")
    func costlyPattern() throws {
        let analyzer = try AnalysisRegistry.builtin.custom(
            tokenizer: ["type": "pattern", "pattern": "(a+)+$"])
        let text = String(repeating: "a", count: 40) + "b"
        #expect(
            failure { _ = try analyzer.probe(text) } == .patternTooCostly(pattern: "(a+)+$"))
    }

    @Test("an explanation shows each step")
    func explanation() throws {
        let analyzer = try AnalysisRegistry.builtin.custom(
            tokenizer: "lowercase", filters: ["stop", "porter_stem"], charFilters: ["html_strip"])
        let text = Array("<b>The</b> Running".utf8)
        let steps = try text.withUnsafeBytes { raw throws(AnalysisError) in
            try analyzer.explainSteps(raw)
        }
        #expect(steps.charFilters.map(\.text) == ["The Running"])
        #expect(steps.tokenizer.name == "lowercase")
        #expect(steps.tokenizer.tokens.map(\.term) == ["the", "running"])
        #expect(steps.filters.map(\.name) == ["stop", "porter_stem"])
        #expect(steps.filters.map { $0.tokens.map(\.term) } == [["running"], ["run"]])
    }
}

@Suite("The language data")
struct LanguageDataTests {
    @Test("is embedded as the files of the folder are")
    func embedded() throws {
        let folder = GoldenTests.folder.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Analyzers")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".txt") }.sorted()
        #expect(paths == LanguageData.embedded.paths, "run Analyzers/generate.sh --write")
        for path in paths {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: path)))
            #expect(LanguageData.embedded.bytes(path) == bytes, "\(path)")
        }
    }

    @Test("names source and licence first in each file, and is not empty")
    func sources() throws {
        let data = LanguageData.embedded
        #expect(data.paths.count >= 20)
        for path in data.paths {
            let text = String(decoding: try #require(data.bytes(path)), as: UTF8.self)
            let first = text.prefix { $0 != "\n" }
            #expect(first.hasPrefix("# source: ") && first.contains(" # licence: "), "\(path)")
            #expect(data.lines(path)?.isEmpty == false, "\(path)")
        }
    }
}

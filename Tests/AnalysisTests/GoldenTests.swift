import Analysis
import Foundation
import Testing

/// A golden file and the analyzer that must produce it.
struct GoldenCase: CustomStringConvertible, Sendable {
    var file: String
    /// Nil for the built-in analyzer of the file's name.
    var tokenizer: ParameterValue?
    var filters: [ParameterValue] = []
    var charFilters: [ParameterValue] = []

    var description: String { file }

    func analyzer() throws -> Analyzer {
        guard let tokenizer else { return try builtin(file) }
        return try AnalysisRegistry.builtin.custom(
            tokenizer: tokenizer, filters: filters, charFilters: charFilters)
    }

    private static let synonyms: [ParameterValue] = [
        "a b => x y z", "c => q", "d, e e, a c d", "b c => v", "e => w w w, u", "a a a => p",
    ]
    private static let synonymsWithStop: [ParameterValue] = [
        "a b => x y z", "c => q", "e e, a c", "b c => v", "e => w w w, u", "a a a => p",
    ]
    private static let stopD: ParameterValue = ["type": "stop", "stopwords": ["d"]]
    private static let mappings: ParameterValue = [
        "type": "mapping",
        "mappings": [
            "ph => f", "qu => q", "ä => ae", "ß => ss", ":) => happy", "& => \\u0020and\\u0020",
            "abc => x", "ab => yyyyyy", "日本 => Nippon", "xx =>",
        ],
    ]

    static let all: [GoldenCase] =
        [
            "armenian", "basque", "catalan", "danish", "dutch", "english", "finnish", "french",
            "german", "hungarian", "italian", "norwegian", "portuguese", "romanian", "russian",
            "spanish", "swedish", "turkish",
        ].map { GoldenCase(file: $0) }
        + [
            "light_french", "light_german", "light_italian", "light_portuguese", "light_spanish",
            "minimal_english", "minimal_french", "minimal_german",
        ].map {
            GoldenCase(
                file: "stemmer_\($0)", tokenizer: "whitespace",
                filters: [["type": "stemmer", "language": .string($0)]])
        } + tokenizers + filters + charFilters

    private static let tokenizers: [GoldenCase] = [
        GoldenCase(file: "standard_tokenizer", tokenizer: "standard"),
        GoldenCase(
            file: "standard_tokenizer_length_5",
            tokenizer: ["type": "standard", "max_token_length": 5]),
        GoldenCase(
            file: "whitespace_tokenizer_length_5",
            tokenizer: ["type": "whitespace", "max_token_length": 5]),
        GoldenCase(file: "letter_tokenizer", tokenizer: "letter", filters: ["lowercase"]),
        GoldenCase(file: "ngram_tokenizer", tokenizer: "ngram"),
        GoldenCase(
            file: "ngram_tokenizer_letters",
            tokenizer: [
                "type": "ngram", "min_gram": 2, "max_gram": 3, "token_chars": ["letter"],
            ]),
        GoldenCase(
            file: "edge_ngram_tokenizer", tokenizer: ["type": "edge_ngram", "max_gram": 3]),
        GoldenCase(
            file: "edge_ngram_tokenizer_letters",
            tokenizer: [
                "type": "edge_ngram", "min_gram": 2, "max_gram": 4, "token_chars": ["letter"],
            ]),
        GoldenCase(file: "pattern_tokenizer", tokenizer: "pattern"),
        GoldenCase(
            file: "pattern_tokenizer_group",
            tokenizer: ["type": "pattern", "pattern": "'([a-z]+)", "group": 1]),
        GoldenCase(file: "path_hierarchy", tokenizer: "path_hierarchy"),
        GoldenCase(
            file: "path_hierarchy_skip", tokenizer: ["type": "path_hierarchy", "skip": 1]),
        GoldenCase(
            file: "path_hierarchy_reverse", tokenizer: ["type": "path_hierarchy", "reverse": true]),
        GoldenCase(
            file: "path_hierarchy_reverse_skip",
            tokenizer: ["type": "path_hierarchy", "reverse": true, "skip": 1]),
    ]

    private static let filters: [GoldenCase] =
        [("synonym_filter", "synonym"), ("synonym_graph_filter", "synonym_graph")].map {
            GoldenCase(
                file: $0.0, tokenizer: "whitespace",
                filters: ["lowercase", ["type": .string($0.1), "synonyms": .list(synonyms)]])
        }
        + [("synonym_with_stop", "synonym"), ("synonym_graph_with_stop", "synonym_graph")].map {
            GoldenCase(
                file: $0.0, tokenizer: "standard",
                filters: [
                    "lowercase", stopD,
                    ["type": .string($0.1), "synonyms": .list(synonymsWithStop)],
                ])
        } + [
            GoldenCase(file: "shingle", tokenizer: "whitespace", filters: [stopD, "shingle"]),
            GoldenCase(
                file: "shingle_2_3_alone", tokenizer: "whitespace",
                filters: [
                    stopD, ["type": "shingle", "max_shingle_size": 3, "output_unigrams": false],
                ]),
            GoldenCase(
                file: "shingle_3_3", tokenizer: "whitespace",
                filters: [
                    stopD, ["type": "shingle", "min_shingle_size": 3, "max_shingle_size": 3],
                ]),
            GoldenCase(
                file: "shingle_2_4_if", tokenizer: "whitespace",
                filters: [
                    stopD,
                    [
                        "type": "shingle", "max_shingle_size": 4, "output_unigrams": false,
                        "output_unigrams_if_no_shingles": true,
                    ],
                ]),
            GoldenCase(file: "ngram_filter", tokenizer: "whitespace", filters: ["ngram"]),
            GoldenCase(
                file: "ngram_filter_keep", tokenizer: "whitespace",
                filters: [
                    ["type": "ngram", "min_gram": 2, "max_gram": 3, "preserve_original": true]
                ]),
            GoldenCase(
                file: "edge_ngram_filter", tokenizer: "whitespace",
                filters: [["type": "edge_ngram", "min_gram": 2, "max_gram": 4]]),
            GoldenCase(
                file: "edge_ngram_filter_keep", tokenizer: "whitespace",
                filters: [
                    ["type": "edge_ngram", "min_gram": 2, "max_gram": 3, "preserve_original": true]
                ]),
            GoldenCase(
                file: "asciifolding", tokenizer: "whitespace",
                filters: [["type": "asciifolding", "preserve_original": true]]),
            GoldenCase(
                file: "simple_filters", tokenizer: "whitespace",
                filters: [
                    "elision", "reverse", ["type": "truncate", "length": 6],
                    ["type": "length", "min": 2, "max": 5],
                ]),
            GoldenCase(
                file: "keyword_uppercase_trim", tokenizer: "keyword",
                filters: ["uppercase", "trim"]
            ),
        ]

    private static let charFilters: [GoldenCase] = [
        GoldenCase(file: "html_strip", tokenizer: "standard", charFilters: ["html_strip"]),
        GoldenCase(file: "html_strip_keyword", tokenizer: "keyword", charFilters: ["html_strip"]),
        GoldenCase(file: "mapping", tokenizer: "standard", charFilters: [mappings]),
        GoldenCase(file: "mapping_ngram", tokenizer: "ngram", charFilters: [mappings]),
        GoldenCase(
            file: "pattern_replace", tokenizer: "standard",
            charFilters: [
                [
                    "type": "pattern_replace", "pattern": "(\\d+)-(?=\\d)", "replacement": "$1_",
                ]
            ]),
        GoldenCase(
            file: "pattern_replace_longer", tokenizer: "ngram",
            charFilters: [
                ["type": "pattern_replace", "pattern": "([aeiou])", "replacement": "$1$1x"]
            ]),
    ]
}

@Suite("Analysis against golden tokens of Lucene")
struct GoldenTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(
            path: "Fixtures/analysis")

    private static func unescape(_ text: Substring) -> String {
        var result = ""
        var rest = text
        while let character = rest.popFirst() {
            guard character == "\\", let escape = rest.popFirst() else {
                result.append(character)
                continue
            }
            result.append(
                escape == "t" ? "\t" : escape == "n" ? "\n" : escape == "r" ? "\r" : escape)
        }
        return result
    }

    private static func escape(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\t", with: "\\t").replacing("\n", with: "\\n")
            .replacing("\r", with: "\\r")
    }

    @Test("equals every line of", arguments: GoldenCase.all)
    func equalsGolden(_ golden: GoldenCase) throws {
        let analyzer = try golden.analyzer()
        let url = Self.folder.appending(path: golden.file + ".tsv")
        let lines = String(decoding: try Data(contentsOf: url), as: UTF8.self)
            .split(separator: "\n").dropFirst(2)
        let vocabulary = Vocabulary()
        var differences = 0
        for line in lines {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            let (tokens, next) = try analyzer.probe(
                Self.unescape(fields[0]), vocabulary: vocabulary)
            let found =
                tokens.map {
                    [
                        Self.escape($0.term), "\($0.start)", "\($0.end)", "\($0.position)",
                        "\($0.length)", $0.type,
                    ].joined(separator: "|")
                } + ["\(next)"]
            guard found.map({ Substring($0) }) != Array(fields.dropFirst()) else { continue }
            differences += 1
            if differences <= 3 {
                Issue.record(
                    """
                    \(golden.file): \(fields[0])
                    found  \(found.joined(separator: "  "))
                    golden \(fields.dropFirst().joined(separator: "  "))
                    """)
            }
        }
        #expect(differences == 0, "\(differences) of \(lines.count) lines differ")
        #expect(!lines.isEmpty)
    }
}

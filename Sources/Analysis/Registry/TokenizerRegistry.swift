/// Every tokenizer, ascending by name.
package enum TokenizerRegistry {
    package static let all: [TokenizerType] = [
        CharGroupTokenizer.registration,
        EdgeNGramTokenizer.registration,
        KeywordTokenizer.registration,
        LetterTokenizer.registration,
        LowercaseTokenizer.registration,
        NGramTokenizer.registration,
        PathHierarchyTokenizer.registration,
        PatternTokenizer.registration,
        StandardTokenizer.registration,
        WhitespaceTokenizer.registration,
    ]
}

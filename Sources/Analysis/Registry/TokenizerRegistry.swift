/// Every tokenizer, ascending by name.
package enum TokenizerRegistry {
    package static let all: [TokenizerType] = [
        KeywordTokenizer.registration,
        LetterTokenizer.registration,
        StandardTokenizer.registration,
        WhitespaceTokenizer.registration,
    ]
}

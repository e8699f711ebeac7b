/// The beginnings of a text, or of each run of `token_chars`, one position each.
enum EdgeNGramTokenizer {
    static let registration = TokenizerType(
        name: "edge_ngram", aliases: ["edgeNGram"],
        summary: "The beginnings of a text within a range of lengths.",
        parameters: CharacterGroup.gramParameters
    ) { settings throws(AnalysisError) in
        NGramTokenizer(
            sizes: try settings.gramSizes(), group: try CharacterGroup(settings), isEdge: true)
    }
}

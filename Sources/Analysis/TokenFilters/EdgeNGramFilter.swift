/// The beginnings of a term within a range of lengths, at the term's position.
enum EdgeNGramFilter {
    static let registration = TokenFilterType(
        name: "edge_ngram", aliases: ["edgeNGram"],
        summary: "The beginnings of a term within a range of lengths.",
        parameters: [
            Parameter("min_gram", .integer, default: "1", "Least code points of a beginning."),
            Parameter("max_gram", .integer, default: "2", "Most code points of a beginning."),
            Parameter(
                "side", .string, default: "front", "Only front: reverse the term for its end."),
            Parameter("preserve_original", .boolean, default: "false", "Keep the term itself too."),
        ]
    ) { settings throws(AnalysisError) in
        let side = try settings.string("side", default: "front")
        guard side == "front" else {
            throw settings.bad(
                "side", "must be front: put [reverse] before and behind for the back")
        }
        return NGramFilter(
            sizes: try settings.gramSizes(),
            keepsOriginal: try settings.boolean("preserve_original", default: false), isEdge: true)
    }
}

/// All distinct words of a text, sorted, as one token: for finding texts that say the same.
enum FingerprintAnalyzer {
    static let registration = AnalyzerType(
        name: "fingerprint", summary: "All distinct words, sorted, as one token.",
        parameters: [
            .stopwords,
            Parameter("separator", .string, default: " ", "One character between words."),
            Parameter(
                "max_output_size", .integer, default: "255",
                "No token at all when it would be longer, in UTF-16 units."),
        ]
    ) { settings throws(AnalysisError) in
        let words = try settings.words("stopwords", default: ["_none_"])
        settings.noteFile(FoldingTable.path)
        let table = try FoldingTable.of(settings.data, place: settings.place)
        let fingerprint = try FingerprintFilter.make(settings)
        var parts = AnalyzerParts(
            tokenizer: Component(name: "standard", part: StandardTokenizer()),
            definition: "fingerprint{\(settings.definition)}")
        parts.add("lowercase", LowercaseFilter())
        parts.add("asciifolding", ASCIIFoldingFilter(table: table, keepsOriginal: false))
        parts.addStop(words)
        parts.add("fingerprint", fingerprint)
        return parts
    }
}

/// What stands between matches of a pattern, in lower case.
enum PatternAnalyzer {
    static let registration = AnalyzerType(
        name: "pattern", summary: "What stands between matches of a pattern, in lower case.",
        parameters: [
            Parameter("pattern", .string, default: "\\W+", "Regular expression of what separates."),
            Parameter("flags", .string, default: "", "Flags as CASE_INSENSITIVE|DOTALL."),
            Parameter("lowercase", .boolean, default: "true", "Put terms in lower case."),
            .stopwords,
        ]
    ) { settings throws(AnalysisError) in
        let pattern = try settings.string("pattern", default: "\\W+")
        let flags = try Regex.flags(try settings.string("flags", default: ""), settings)
        let regex = try Regex(pattern, flags: flags, place: settings.place)
        let isLowered = try settings.boolean("lowercase", default: true)
        let words = try settings.words("stopwords", default: ["_none_"])
        var parts = AnalyzerParts(
            tokenizer: Component(name: "pattern", part: PatternTokenizer(regex: regex, group: -1)),
            definition: "pattern{\(settings.definition)}")
        if isLowered { parts.add("lowercase", LowercaseFilter()) }
        parts.addStop(words)
        return parts
    }
}

/// What stands between the matches of a regular expression, or the matches (or a group of them)
/// themselves.
struct PatternTokenizer: Tokenizer {
    static let registration = TokenizerType(
        name: "pattern", summary: "What stands between matches of a pattern, or the matches.",
        parameters: [
            Parameter("pattern", .string, default: "\\W+", "Regular expression."),
            Parameter("flags", .string, default: "", "Flags as CASE_INSENSITIVE|DOTALL."),
            Parameter(
                "group", .integer, default: "-1",
                "Group to take as the token, 0 for the match; -1 takes what is between matches."),
        ]
    ) { settings throws(AnalysisError) in
        let pattern = try settings.string("pattern", default: "\\W+")
        let flags = try Regex.flags(try settings.string("flags", default: ""), settings)
        let regex = try Regex(pattern, flags: flags, place: settings.place)
        let group = try settings.integer("group", default: -1, in: -1...regex.groupCount)
        return PatternTokenizer(regex: regex, group: group)
    }

    let regex: Regex
    let group: Int

    func tokenize(_ text: UnsafeRawBufferPointer, into spans: SpanBuffer) throws(AnalysisError) {
        guard text.count > 0 else { return }
        let matcher = regex.makeMatcher()
        matcher.start(text)
        var behind = 0
        while try matcher.next() {
            guard group < 0 else {
                if let range = matcher.range(group), !range.isEmpty {
                    spans.append(range.lowerBound, range.upperBound, .word)
                }
                continue
            }
            guard let range = matcher.range() else { continue }
            if range.lowerBound > behind { spans.append(behind, range.lowerBound, .word) }
            behind = range.upperBound
        }
        if group < 0, behind < text.count { spans.append(behind, text.count, .word) }
    }
}

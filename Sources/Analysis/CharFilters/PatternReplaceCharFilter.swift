/// Replaces what matches a regular expression.
struct PatternReplaceCharFilter: CharFilter {
    static let registration = CharFilterType(
        name: "pattern_replace", summary: "Replaces what matches a pattern.",
        parameters: PatternReplacement.parameters, isNormalizing: true
    ) { settings throws(AnalysisError) in
        PatternReplaceCharFilter(replacement: try PatternReplacement(settings))
    }

    let replacement: PatternReplacement

    func apply(_ text: UnsafeRawBufferPointer, to output: FilteredText) throws(AnalysisError) {
        let matcher = replacement.regex.makeMatcher()
        matcher.start(text)
        var copied = 0
        while try matcher.next(), let range = matcher.range() {
            output.copy(text, copied..<range.lowerBound)
            output.replace(text, range, with: replacement.text(of: matcher, in: text))
            copied = range.upperBound
        }
        output.copy(text, copied..<text.count)
    }
}

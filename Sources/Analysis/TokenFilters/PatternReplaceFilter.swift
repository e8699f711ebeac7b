import Primitives

/// Replaces what matches a regular expression inside each term.
struct PatternReplaceFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "pattern_replace", summary: "Replaces what matches a pattern inside each term.",
        parameters: PatternReplacement.parameters
            + [
                Parameter(
                    "all", .boolean, default: "true", "Replace every match, not the first only.")
            ],
        isNormalizing: true
    ) { settings throws(AnalysisError) in
        PatternReplaceFilter(
            replacement: try PatternReplacement(settings),
            replacesAll: try settings.boolean("all", default: true))
    }

    let replacement: PatternReplacement
    let replacesAll: Bool

    func makeStep(before next: any TermReceiver) -> any TermReceiver { Step(self, before: next) }

    private final class Step: TermReceiver {
        private let filter: PatternReplaceFilter
        private let matcher: Regex.Matcher
        private let next: any TermReceiver
        private let output = ByteWriter(capacity: 64)

        init(_ filter: PatternReplaceFilter, before next: any TermReceiver) {
            self.filter = filter
            matcher = filter.replacement.regex.makeMatcher()
            self.next = next
        }

        func receive(_ term: UnsafeRawBufferPointer, isKeyword: Bool) throws(AnalysisError) {
            output.removeAll()
            matcher.start(term)
            var copied = 0
            while try matcher.next(), let range = matcher.range() {
                output.write(
                    contentsOf: UnsafeRawBufferPointer(rebasing: term[copied..<range.lowerBound]))
                filter.replacement.text(of: matcher, in: term)
                    .withUnsafeBytes { output.write(contentsOf: $0) }
                copied = range.upperBound
                if !filter.replacesAll { break }
            }
            output.write(contentsOf: UnsafeRawBufferPointer(rebasing: term[copied...]))
            try next.receive(output.bytes, isKeyword: isKeyword)
        }
    }
}

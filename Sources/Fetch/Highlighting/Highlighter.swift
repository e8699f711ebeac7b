import JSON
import QueryDSL
import Schema
import Search
import Segments

/// Marks what a query found in the fields of hits, and cuts fragments around it.
///
/// Values are read from the source and analysed again. One request, one thread.
package final class Highlighter {
    private struct Target {
        let field: MappedField
        let options: HighlightSpec.Options
        let terms: QueryTerms
        /// The index holds offsets, so that long values may be marked.
        let hasOffsets: Bool
    }

    private let targets: [Target]
    private let index: String
    /// `index.highlight.max_analyzed_offset`
    private let longest: Int

    package init(
        _ planned: [PlannedHighlight], index: String, mapping: IndexMapping, longest: Int,
        context: SearchContext
    ) throws {
        self.index = index
        self.longest = longest
        var targets: [Target] = []
        for entry in planned {
            let terms = try QueryTerms(entry.query, context)
            for field in mapping.fields(matching: entry.pattern)
            where field.isText || field.isKeyword {
                targets.append(
                    Target(
                        field: field, options: entry.options, terms: terms,
                        hasOffsets: mapping.serializedField(field.path)?["index_options"]
                            == "offsets"))
            }
        }
        self.targets = targets
    }

    /// The fragments of each field that has any.
    /// - Throws: `RequestError` when a value is longer than the index allows.
    package func fragments(
        of source: JSONValue, id: () -> String
    ) throws -> [(field: String, fragments: [String])] {
        try targets.compactMap { target in
            let path = target.field.parentPath ?? target.field.path
            let texts = SourceValues.values(at: path, in: source).compactMap { value in
                value.object == nil ? value.string ?? value.serialized() : nil
            }
            for text in texts { try check(text, target, id) }
            let fragments = try fragments(of: texts, target)
            return fragments.isEmpty ? nil : (target.field.path, fragments)
        }
    }

    private func check(_ text: String, _ target: Target, _ id: () -> String) throws {
        guard target.options.maxAnalyzerOffset == nil, text.utf16.count > longest,
            !target.hasOffsets || target.options.kind == .plain
        else { return }
        throw RequestError(
            .illegalArgument,
            "The length of [\(target.field.path)] field of [\(id())] doc of [\(index)] index has "
                + "exceeded [\(longest)] - maximum allowed to be analyzed for highlighting. This "
                + "maximum can be set by changing the [index.highlight.max_analyzed_offset] index "
                + "level setting. For large texts, indexing with offsets or term vectors is "
                + "recommended!")
    }

    private func fragments(of texts: [String], _ target: Target) throws -> [String] {
        let options = target.options
        let field = options.requiresFieldMatch ? target.field.number : nil
        let values = try texts.map {
            try HighlightedValue(
                $0, target.field, target.terms, field: field, limit: options.maxAnalyzerOffset)
        }
        guard values.contains(where: { !$0.marks.isEmpty }) else {
            return withoutMatch(values, options)
        }
        let isWhole = options.numberOfFragments == 0
        var fragments = values.enumerated().flatMap { place, value in
            isWhole ? [whole(value, place)] : cut(value, place, options)
        }
        if !isWhole { fragments = best(fragments, values, options) }
        return fragments.map { render($0, values[$0.value].text, options) }
    }

    private func whole(_ value: HighlightedValue, _ place: Int) -> Fragment {
        Fragment(range: 0..<value.text.count, marks: value.marks, value: place)
    }

    private func cut(
        _ value: HighlightedValue, _ place: Int, _ options: HighlightSpec.Options
    ) -> [Fragment] {
        if options.kind == .plain { return slices(value, place, options) }
        let breaks = TextBreaks(value.text)
        var fragments: [Fragment] = []
        for mark in value.marks {
            if let last = fragments.last, mark.end <= last.range.upperBound {
                fragments[fragments.count - 1].marks.append(mark)
                continue
            }
            var range =
                options.scanner == .word
                ? breaks.words(around: mark.start, size: options.fragmentSize)
                : breaks.passage(around: mark.start, size: options.fragmentSize)
            let start = max(range.lowerBound, fragments.last?.range.upperBound ?? 0)
            range = min(start, mark.start)..<max(range.upperBound, mark.end)
            fragments.append(Fragment(range: range, marks: [mark], value: place))
        }
        return fragments
    }

    /// Equal slices, cut where a word begins.
    private func slices(
        _ value: HighlightedValue, _ place: Int, _ options: HighlightSpec.Options
    ) -> [Fragment] {
        let size = max(1, options.fragmentSize)
        let breaks = TextBreaks(value.text)
        let length = min(value.text.count, options.maxAnalyzerOffset ?? .max)
        var fragments: [Fragment] = []
        var start = 0
        while start < length {
            let end = min(length, breaks.wordBoundary(atOrAfter: start + size))
            let marks = value.marks.filter { $0.start >= start && $0.start < end }
            let last = max(end, marks.last?.end ?? end)
            if !marks.isEmpty {
                fragments.append(Fragment(range: start..<last, marks: marks, value: place))
            }
            start = max(last, start + 1)
        }
        return fragments
    }

    /// The best fragments, in the order of the text unless asked for by score.
    private func best(
        _ fragments: [Fragment], _ values: [HighlightedValue], _ options: HighlightSpec.Options
    ) -> [Fragment] {
        let length = values.reduce(0) { $0 + $1.text.count }
        let scored = fragments.enumerated().map { place, fragment in
            (place, fragment.score(textLength: length))
        }.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.prefix(options.numberOfFragments)
        let places = options.order == .score ? scored.map(\.0) : scored.map(\.0).sorted()
        return places.map { fragments[$0] }
    }

    /// The beginning of the first value.
    private func withoutMatch(
        _ values: [HighlightedValue], _ options: HighlightSpec.Options
    ) -> [String] {
        guard options.noMatchSize > 0, let first = values.first, !first.text.isEmpty else {
            return []
        }
        let end = TextBreaks(first.text).wordBoundary(atOrBefore: options.noMatchSize)
        let range = 0..<(end == 0 ? min(options.noMatchSize, first.text.count) : end)
        return [render(Fragment(range: range, marks: [], value: 0), first.text, options)]
    }

    private func render(
        _ fragment: Fragment, _ text: [UInt16], _ options: HighlightSpec.Options
    ) -> String {
        var output = ""
        var at = fragment.range.lowerBound
        for (index, mark) in fragment.marks.enumerated() {
            output += encoded(text[at..<mark.start], options)
            output += options.preTags[min(index, options.preTags.count - 1)]
            output += encoded(text[mark.start..<mark.end], options)
            output += options.postTags[min(index, options.postTags.count - 1)]
            at = mark.end
        }
        output += encoded(text[at..<max(at, fragment.range.upperBound)], options)
        return options.kind == .unified ? Self.trimmed(output) : output
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    private func encoded(_ units: ArraySlice<UInt16>, _ options: HighlightSpec.Options) -> String {
        let text = String(decoding: units, as: UTF16.self)
        guard options.encoder == .html else { return text }
        var output = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#x27;"
            case "/": output += "&#x2F;"
            default: output.unicodeScalars.append(character)
            }
        }
        return output
    }
}

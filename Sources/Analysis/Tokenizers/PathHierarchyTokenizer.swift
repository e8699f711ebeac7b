/// A path and the paths above it: `/a/b` becomes `/a` and `/a/b`, at one position.
struct PathHierarchyTokenizer: Tokenizer {
    static let registration = TokenizerType(
        name: "path_hierarchy", aliases: ["PathHierarchy"],
        summary: "A path and the paths above it.",
        parameters: [
            Parameter("delimiter", .string, default: "/", "One character between parts."),
            Parameter(
                "replacement", .string, "The same as delimiter: replacing it is not supported."),
            Parameter("buffer_size", .integer, default: "1024", "Accepted for compatibility."),
            Parameter("reverse", .boolean, default: "false", "Drop parts from the front instead."),
            Parameter("skip", .integer, default: "0", "Parts to leave out first."),
        ]
    ) { settings throws(AnalysisError) in
        let delimiter = try settings.string("delimiter", default: "/")
        guard Array(delimiter.utf8).count == 1, let byte = delimiter.utf8.first else {
            throw settings.bad("delimiter", "must be one ASCII character, not [\(delimiter)]")
        }
        let replacement = try settings.string("replacement", default: delimiter)
        guard replacement == delimiter else {
            throw settings.bad("replacement", "must be the delimiter; use a pattern_replace filter")
        }
        _ = try settings.integer("buffer_size", default: 1024, in: 1...Int(Int32.max))
        return PathHierarchyTokenizer(
            delimiter: byte, isReversed: try settings.boolean("reverse", default: false),
            skipped: try settings.integer("skip", default: 0, in: 0...1000))
    }

    let delimiter: UInt8
    let isReversed: Bool
    let skipped: Int

    func tokenize(_ text: UnsafeRawBufferPointer, into spans: SpanBuffer) throws(AnalysisError) {
        guard text.count > 0 else { return }
        if isReversed { reversed(text, spans) } else { forward(text, spans) }
    }

    /// Each path from the first part kept on. A delimiter belongs to the part behind it.
    private func forward(_ text: UnsafeRawBufferPointer, _ spans: SpanBuffer) {
        var ends: [Int] = []
        for (offset, byte) in text.enumerated() where byte == delimiter && offset > 0 {
            ends.append(offset)
        }
        ends.append(text.count)
        let start = skipped == 0 ? 0 : skipped <= ends.count ? ends[skipped - 1] : text.count
        for end in ends.dropFirst(skipped) where end > start {
            spans.append(start, end, .word, increment: spans.count == 0 ? 1 : 0)
        }
    }

    /// Each path to the last part kept, without the parts before it, longest first.
    private func reversed(_ text: UnsafeRawBufferPointer, _ spans: SpanBuffer) {
        var starts = [0]
        for (offset, byte) in text.enumerated() where byte == delimiter {
            starts.append(offset + 1)
        }
        if starts.last == text.count { starts.removeLast() }
        guard skipped < starts.count else { return }
        let end = skipped == 0 ? text.count : starts[starts.count - skipped]
        for start in starts.dropLast(skipped) where start < end {
            spans.append(start, end, .word, increment: spans.count == 0 ? 1 : 0)
        }
    }
}

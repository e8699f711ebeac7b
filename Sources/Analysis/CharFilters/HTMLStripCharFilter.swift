/// Drops HTML tags and comments, and decodes entities. Block elements leave a line break.
struct HTMLStripCharFilter: CharFilter {
    static let registration = CharFilterType(
        name: "html_strip", aliases: ["htmlStrip"],
        summary: "Drops HTML tags and decodes entities.",
        parameters: [
            Parameter("escaped_tags", .strings, default: "[]", "Names of tags to leave in."),
            Parameter("read_ahead", .integer, default: "1024", "Accepted for compatibility."),
        ]
    ) { settings throws(AnalysisError) in
        _ = try settings.integer("read_ahead", default: 1024, in: 1...Int(Int32.max))
        let kept = try settings.strings("escaped_tags") ?? []
        settings.noteFile(MarkupScanner.Entities.path)
        return HTMLStripCharFilter(
            keptTags: Set(kept.map { WordSet.lowercased($0) }),
            entities: MarkupScanner.Entities(settings.data))
    }

    let keptTags: Set<String>
    let entities: MarkupScanner.Entities

    func apply(_ text: UnsafeRawBufferPointer, to output: FilteredText) throws(AnalysisError) {
        let scanner = MarkupScanner(text: text, keptTags: keptTags, entities: entities)
        var copied = 0
        var at = 0
        while at < text.count {
            guard text[at] == UInt8(ascii: "<") || text[at] == UInt8(ascii: "&"),
                let markup = scanner.markup(at: at)
            else {
                at += 1
                continue
            }
            output.copy(text, copied..<at)
            if let kept = markup.kept {
                output.replace(text, at..<kept.lowerBound, with: [UInt8]())
                output.copy(text, kept)
                output.replace(text, kept.upperBound..<markup.end, with: [UInt8]())
            } else {
                output.replace(text, at..<markup.end, with: markup.replacement)
            }
            at = markup.end
            copied = at
        }
        output.copy(text, copied..<text.count)
    }
}

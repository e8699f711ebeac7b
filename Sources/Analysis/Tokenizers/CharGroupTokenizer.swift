import CICU

/// What stands between separators, which are characters or classes of them.
enum CharGroupTokenizer {
    static let registration = TokenizerType(
        name: "char_group", summary: "What stands between separators of your choice.",
        parameters: [
            Parameter(
                "tokenize_on_chars", .strings,
                "Separators: single characters, or the classes letter, digit, whitespace,"
                    + " punctuation, symbol. Required."),
            .maxTokenLength,
        ]
    ) { settings throws(AnalysisError) in
        let group = try separators(settings)
        return CharacterRunTokenizer(maxTokenLength: try settings.maxTokenLength()) {
            !group.contains($0)
        }
    }

    private static func separators(
        _ settings: ComponentSettings
    ) throws(AnalysisError) -> CharacterGroup {
        var bits: UInt8 = 0
        var characters: Set<UInt32> = []
        for entry in try settings.requiredStrings("tokenize_on_chars", splitsCommas: false) {
            if let named = CharacterGroup.classes.first(where: { $0.name == entry }) {
                bits |= named.bit
            } else if let scalar = EscapedText.scalars(entry)?.first,
                EscapedText.scalars(entry)?.count == 1
            {
                characters.insert(scalar)
            } else {
                throw settings.bad(
                    "tokenize_on_chars", "has [\(entry)], which is no character and no class")
            }
        }
        return CharacterGroup(bits: bits, characters: characters)
    }
}

/// Plurals of German nouns.
/// - Source: Jacques Savoy, "Morphologie et recherche d'information", CORIA 2004 (UniNE).
enum MinimalGerman {
    static func stem(_ word: inout [UInt32]) {
        guard word.count >= 5 else { return }
        word.dropAccents([0xE4: 0x61, 0xF6: 0x6F, 0xFC: 0x75])
        if word.count > 6, word.endsWith("nen") { return word.cut(3) }
        if word.count > 5, word.endsWith(anyOf: "en", "se", "es", "er") { return word.cut(2) }
        if word.endsWith(anyOf: "n", "e", "s", "r") { word.cut() }
    }
}

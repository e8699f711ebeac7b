/// Gender and number of Spanish nouns and adjectives.
/// - Source: Jacques Savoy, "Report on CLEF-2001 experiments" (UniNE).
enum LightSpanish {
    static func stem(_ word: inout [UInt32]) {
        guard word.count >= 5 else { return }
        word.dropAccents(Accents.western)
        if word.endsWith(anyOf: "o", "a", "e") { return word.cut() }
        guard word.last(is: "s") else { return }
        if word.endsWith("eses") { return word.cut(2) }
        if word.endsWith("ces") { return word.replaceEnding(3, with: "z") }
        if word.endsWith(anyOf: "os", "as", "es") { word.cut(2) }
    }
}

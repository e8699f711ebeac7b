/// Gender and number of Italian nouns and adjectives.
/// - Source: Jacques Savoy, "Report on CLEF-2001 experiments" (UniNE).
enum LightItalian {
    static func stem(_ word: inout [UInt32]) {
        guard word.count >= 6 else { return }
        word.dropAccents(Accents.western)
        if word.endsWith(anyOf: "ie", "he", "hi", "ii", "ia", "io") { return word.cut(2) }
        if word.endsWith(anyOf: "e", "i", "a", "o") { word.cut() }
    }
}

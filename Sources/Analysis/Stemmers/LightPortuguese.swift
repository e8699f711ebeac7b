/// Gender and number of Portuguese nouns and adjectives, and the adverbs in -mente.
/// - Source: Jacques Savoy, "Light stemming approaches for the French, Portuguese, German and
///   Hungarian languages", 2006 (UniNE).
enum LightPortuguese {
    static func stem(_ word: inout [UInt32]) {
        guard word.count >= 4 else { return }
        plurals.apply(to: &word)
        if word.count > 3, word.last(is: "a") { feminines.apply(to: &word) }
        if word.count > 4, word.endsWith(anyOf: "e", "a", "o") { word.cut() }
        word.dropAccents(Accents.portuguese)
    }

    private static let plurals = EndingRules([
        "4 res r", "4 ses s", "4 les l", "4 zes z", "3 ns m", "4 eis el", "4 éis el", "4 ais al",
        "4 óis ol", "4 is il", "3 ões ão", "3 ães ão", "6 mente -", "3 s -",
    ])

    private static let feminines = EndingRules([
        "7 inha inho", "7 iaca iaco", "7 eira eiro", "6 osa oso", "6 ica ico", "6 ida ido",
        "6 ada ado", "6 iva ivo", "6 ama amo", "6 ona ão", "6 ora or", "6 esa ês", "6 na no",
    ])
}

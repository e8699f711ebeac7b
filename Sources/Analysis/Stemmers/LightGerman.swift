/// Inflections of German nouns and adjectives, without touching derivations.
/// - Source: Jacques Savoy, "Light stemming approaches for the French, Portuguese, German and
///   Hungarian languages", 2006 (UniNE).
enum LightGerman {
    static func stem(_ word: inout [UInt32]) {
        for index in word.indices { word[index] = withoutAccent(word[index]) }
        dropInflection(&word)
        dropComparison(&word)
    }

    private static func withoutAccent(_ letter: UInt32) -> UInt32 {
        switch letter {
        case 0xE0, 0xE1, 0xE2, 0xE4: return 0x61
        case 0xF2, 0xF3, 0xF4, 0xF6: return 0x6F
        case 0xEC, 0xED, 0xEE, 0xEF: return 0x69
        case 0xF9, 0xFA, 0xFB, 0xFC: return 0x75
        default: return letter
        }
    }

    /// Letters that a final s or st may follow.
    private static func takesS(_ letter: UInt32) -> Bool {
        Unicode.Scalar(letter).map { "bdfghklmnt".unicodeScalars.contains($0) } ?? false
    }

    private static func dropInflection(_ word: inout [UInt32]) {
        let count = word.count
        if count > 5, word.endsWith("ern") { return word.cut(3) }
        if count > 4, word.endsWith(anyOf: "em", "en", "er", "es") { return word.cut(2) }
        if count > 3, word.last(is: "e") { return word.cut() }
        if count > 3, word.last(is: "s"), takesS(word.fromEnd(2)) { return word.cut() }
    }

    private static func dropComparison(_ word: inout [UInt32]) {
        let count = word.count
        if count > 5, word.endsWith("est") { return word.cut(3) }
        if count > 4, word.endsWith(anyOf: "er", "en") { return word.cut(2) }
        if count > 4, word.endsWith("st"), takesS(word.fromEnd(3)) { return word.cut(2) }
    }
}

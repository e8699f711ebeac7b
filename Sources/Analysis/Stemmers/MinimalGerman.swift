/// Plurals of German nouns.
/// - Source: Jacques Savoy, "Morphologie et recherche d'information", CORIA 2004 (UniNE).
enum MinimalGerman {
    static func stem(_ word: inout [UInt32]) {
        guard word.count >= 5 else { return }
        for index in word.indices {
            switch word[index] {
            case 0xE4: word[index] = 0x61
            case 0xF6: word[index] = 0x6F
            case 0xFC: word[index] = 0x75
            default: break
            }
        }
        dropPlural(&word)
    }

    private static func dropPlural(_ word: inout [UInt32]) {
        if word.count > 6, word.endsWith("nen") { return word.cut(3) }
        if word.count > 5, word.last(is: "n"), endsInVowelOfPlural(word) {
            return word.cut(2)
        }
        if word.count > 5, word.last(is: "s"), word.fromEnd(2) == 0x65 { return word.cut(2) }
        if word.count > 5, word.last(is: "r"), word.fromEnd(2) == 0x65 { return word.cut(2) }
        if word.last(is: "n") || word.last(is: "e") || word.last(is: "s") || word.last(is: "r") {
            word.cut()
        }
    }

    private static func endsInVowelOfPlural(_ word: [UInt32]) -> Bool {
        word.fromEnd(2) == 0x65
    }
}

/// Inflections and the commonest derivations of French words.
/// - Source: Jacques Savoy, "A stemming procedure and stopword list for general French corpora",
///   1999, in the form of UniNE that Lucene follows.
enum LightFrench {
    static func stem(_ word: inout [UInt32]) {
        dropPlural(&word)
        rules.apply(to: &word)
        normalize(&word)
    }

    private static func dropPlural(_ word: inout [UInt32]) {
        if word.count > 5, word.last(is: "x") {
            let isEndingInAl =
                word.fromEnd(3) == 0x61 && word.fromEnd(2) == 0x75
                && word.fromEnd(4) != 0x65
            word.cut()
            if isEndingInAl { word.replaceEnding(1, with: "l") }
        }
        if word.count > 3, word.last(is: "x") { word.cut() }
        if word.count > 3, word.last(is: "s") { word.cut() }
    }

    private static let rules = EndingRules([
        "9 issement ir", "8 issant ir", "7 ivement if", "6 ement e", "11 ficatrice fier",
        "10 ficateur fier", "9 catrice quer", "8 cateur quer", "8 atrice er", "7 ateur er",
        "6 trice teur +", "5 ième -", "7 teuse ter", "6 teur ter", "5 euse eu", "8 ère er",
        "7 ive if", "4 folle fou", "4 molle mou", "9 nnelle n", "9 nnel n", "4 ète et +",
        "8 ique - +", "8 esse e", "7 inage in", "12 ualisation uel", "9 isation -", "9 isateur -",
        "8 ation -", "8 ition -",
    ])

    private static func normalize(_ word: inout [UInt32]) {
        if word.count > 4 {
            word.dropAccents(Accents.french)
            dropDoubles(&word)
        }
        if word.count > 4, word.endsWith("ie") { word.cut(2) }
        guard word.count > 4 else { return }
        if word.last(is: "r") { word.cut() }
        if word.last(is: "e") { word.cut() }
        if word.last(is: "e") { word.cut() }
        if word.fromEnd(1) == word.fromEnd(2), UTF8Text.isLetter(word.fromEnd(1)) { word.cut() }
    }

    private static func dropDoubles(_ word: inout [UInt32]) {
        var single: [UInt32] = []
        for letter in word where letter != single.last || !UTF8Text.isLetter(letter) {
            single.append(letter)
        }
        word = single
    }
}

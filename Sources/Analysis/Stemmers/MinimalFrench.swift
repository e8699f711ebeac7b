/// Plurals and feminines of French words.
/// - Source: Jacques Savoy, 1999 (UniNE), the minimal form.
enum MinimalFrench {
    static func stem(_ word: inout [UInt32]) {
        guard word.count >= 6 else { return }
        if word.last(is: "x") {
            let isEndingInAl = word.fromEnd(3) == 0x61 && word.fromEnd(2) == 0x75
            word.cut()
            if isEndingInAl { word.replaceEnding(1, with: "l") }
            return
        }
        for ending: Unicode.Scalar in ["s", "r", "e", "é"] where word.last(is: ending) {
            word.cut()
        }
        if word.fromEnd(1) == word.fromEnd(2), UTF8Text.isLetter(word.fromEnd(1)) { word.cut() }
    }
}

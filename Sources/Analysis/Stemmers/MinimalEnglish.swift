/// Plurals to singulars.
/// - Source: Donna Harman, "How effective is suffixing?", 1991 (the S-stemmer).
enum MinimalEnglish {
    static func stem(_ word: inout [UInt32]) {
        guard word.count >= 3, word.last(is: "s") else { return }
        switch Unicode.Scalar(word.fromEnd(2)) {
        case "u", "s": return
        case "e": stemAfterE(&word)
        default: word.cut()
        }
    }

    private static func stemAfterE(_ word: inout [UInt32]) {
        if word.count > 3, word.endsWith("ies"), !word.endsWith(anyOf: "eies", "aies") {
            word.replaceEnding(3, with: "y")
            return
        }
        if word.endsWith(anyOf: "ies", "aes", "oes", "ees") { return }
        word.cut()
    }
}

/// Porter's first algorithm for English, as Lucene applies it.
///
/// It differs from libstemmer's `porter` in three ways that Porter's own program has too: words of
/// up to two letters stay as they are, and `bli` and `logi` are endings of the second step.
/// - Source: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980; the departures
///   are those of the author's program of 2000.
struct PorterStemmer {
    private var word: [Unicode.Scalar]
    /// Length of the stem before the ending that was found last.
    private var stem = 0

    static func stem(_ word: inout [UInt32]) {
        guard word.count > 2 else { return }
        var stemmer = PorterStemmer(word: word.map { Unicode.Scalar($0) ?? "\u{FFFD}" })
        stemmer.removePlural()
        stemmer.removePast()
        stemmer.replaceFinalY()
        stemmer.applyFirst(of: PorterStemmer.doubleEndings)
        stemmer.applyFirst(of: PorterStemmer.singleEndings)
        stemmer.removeLongEnding()
        stemmer.removeFinalE()
        word = stemmer.word.map(\.value)
    }

    private init(word: [Unicode.Scalar]) { self.word = word }

    private typealias Rule = (ending: [Unicode.Scalar], replacement: [Unicode.Scalar])

    private static func rules(_ pairs: [(String, String)]) -> [Rule] {
        pairs.map { (Array($0.0.unicodeScalars), Array($0.1.unicodeScalars)) }
    }

    /// Step 2: the first ending that fits is the only one looked at.
    private static let doubleEndings = rules([
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"),
        ("izer", "ize"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
        ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
        ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"),
        ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ])

    /// Step 3.
    private static let singleEndings = rules([
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"),
        ("ful", ""), ("ness", ""),
    ])

    /// Step 4; `ion` needs an s or t before it.
    private static let longEndings = rules([
        ("al", ""), ("ance", ""), ("ence", ""), ("er", ""), ("ic", ""), ("able", ""),
        ("ible", ""), ("ant", ""), ("ement", ""), ("ment", ""), ("ent", ""), ("ion", ""),
        ("ou", ""), ("ism", ""), ("ate", ""), ("iti", ""), ("ous", ""), ("ive", ""), ("ize", ""),
    ])

    // MARK: the steps

    private mutating func removePlural() {
        guard word.last == "s" else { return }
        if ends("sses") {
            word.removeLast(2)
        } else if ends("ies") {
            replace(with: "i")
        } else if word[word.count - 2] != "s" {
            word.removeLast()
        }
    }

    private mutating func removePast() {
        if ends("eed") {
            if measure(stem) > 0 { word.removeLast() }
            return
        }
        guard ends("ed") || ends("ing"), hasVowel(before: stem) else { return }
        word.removeLast(word.count - stem)
        if ends("at") || ends("bl") || ends("iz") {
            word.append("e")
        } else if hasDoubleConsonant(word.count) {
            if !["l", "s", "z"].contains(word[word.count - 1]) { word.removeLast() }
        } else if measure(word.count) == 1, isShort(word.count) {
            word.append("e")
        }
    }

    private mutating func replaceFinalY() {
        if ends("y"), hasVowel(before: stem) { word[word.count - 1] = "i" }
    }

    private mutating func applyFirst(of rules: [Rule]) {
        for rule in rules where ends(rule.ending) {
            if measure(stem) > 0 { word.replaceSubrange(stem..., with: rule.replacement) }
            return
        }
    }

    private mutating func removeLongEnding() {
        for rule in PorterStemmer.longEndings where ends(rule.ending) {
            if rule.ending == ["i", "o", "n"] {
                guard stem > 0, ["s", "t"].contains(word[stem - 1]) else { continue }
            }
            if measure(stem) > 1 { word.removeLast(word.count - stem) }
            return
        }
    }

    private mutating func removeFinalE() {
        let whole = measure(word.count)
        if word.last == "e", whole > 1 || (whole == 1 && !isShort(word.count - 1)) {
            word.removeLast()
        }
        if word.last == "l", hasDoubleConsonant(word.count), whole > 1 { word.removeLast() }
    }

    // MARK: what the steps ask

    private mutating func ends(_ ending: [Unicode.Scalar]) -> Bool {
        guard word.count >= ending.count,
            word[(word.count - ending.count)...].elementsEqual(ending)
        else { return false }
        stem = word.count - ending.count
        return true
    }

    private mutating func ends(_ ending: StaticString) -> Bool {
        ends(Array(ending.description.unicodeScalars))
    }

    private mutating func replace(with letter: Unicode.Scalar) {
        word.replaceSubrange(stem..., with: [letter])
    }

    private func isConsonant(_ at: Int) -> Bool {
        switch word[at] {
        case "a", "e", "i", "o", "u": false
        case "y": at == 0 || !isConsonant(at - 1)
        default: true
        }
    }

    /// Number of vowel-consonant pairs among the first `end` letters.
    private func measure(_ end: Int) -> Int {
        var pairs = 0
        var wasVowel = false
        for at in 0..<end {
            let consonant = isConsonant(at)
            if consonant, wasVowel { pairs += 1 }
            wasVowel = !consonant
        }
        return pairs
    }

    private func hasVowel(before end: Int) -> Bool { (0..<end).contains { !isConsonant($0) } }

    private func hasDoubleConsonant(_ end: Int) -> Bool {
        end >= 2 && word[end - 1] == word[end - 2] && isConsonant(end - 1)
    }

    /// Consonant, vowel, consonant other than w, x, y at the end of the first `end` letters.
    private func isShort(_ end: Int) -> Bool {
        guard end >= 3, isConsonant(end - 1), !isConsonant(end - 2), isConsonant(end - 3) else {
            return false
        }
        return !["w", "x", "y"].contains(word[end - 1])
    }
}

/// A list of rules of the form "a word longer than n that ends so ends so instead".
struct EndingRules: Sendable {
    struct Rule: Sendable {
        /// The word must be longer.
        var longerThan: Int
        var ending: [UInt32]
        var replacement: [UInt32]
        /// Whether the rules behind still apply.
        var goesOn: Bool
    }

    private let rules: [Rule]

    /// - Parameter rules: one a row, as `9 issement ir`, a final `+` for a rule after which the
    ///   next ones apply too, `-` for an empty replacement.
    init(_ rows: [StaticString]) {
        rules = rows.map { row in
            let words = row.description.split(separator: " ")
            precondition(words.count >= 3, "rule of \(words.count) words: \(row)")
            return Rule(
                longerThan: Int(words[0]) ?? 0, ending: words[1].unicodeScalars.map(\.value),
                replacement: words[2] == "-" ? [] : words[2].unicodeScalars.map(\.value),
                goesOn: words.count > 3)
        }
    }

    /// Applies the first rule that fits, and further ones while they go on.
    func apply(to word: inout [UInt32]) {
        for rule in rules where word.count > rule.longerThan && word.hasEnding(rule.ending) {
            word.removeLast(rule.ending.count)
            word += rule.replacement
            if !rule.goesOn { return }
        }
    }
}

extension [UInt32] {
    fileprivate func hasEnding(_ ending: [UInt32]) -> Bool {
        count >= ending.count && self[(count - ending.count)...].elementsEqual(ending)
    }

    /// Replaces accented vowels by plain ones.
    mutating func dropAccents(_ accents: [UInt32: UInt32]) {
        for index in indices {
            if let plain = accents[self[index]] { self[index] = plain }
        }
    }
}

/// Accented letters of Western languages and the plain ones the light stemmers put for them.
enum Accents {
    /// Grave, acute, circumflex and diaeresis on vowels.
    static let western: [UInt32: UInt32] = table([
        ("a", "àáâä"), ("e", "èéêë"), ("i", "ìíîï"), ("o", "òóôö"), ("u", "ùúûü"),
    ])
    static let portuguese: [UInt32: UInt32] = table([
        ("a", "àáâäã"), ("e", "èéêë"), ("i", "ìíîï"), ("o", "òóôöõ"), ("u", "ùúûü"), ("c", "ç"),
    ])
    static let french: [UInt32: UInt32] = table([
        ("a", "àáâ"), ("e", "èéê"), ("i", "î"), ("o", "ô"), ("u", "ùû"), ("c", "ç"),
    ])

    private static func table(_ rows: [(Unicode.Scalar, String)]) -> [UInt32: UInt32] {
        var table: [UInt32: UInt32] = [:]
        for (plain, accented) in rows {
            for scalar in accented.unicodeScalars { table[scalar.value] = plain.value }
        }
        return table
    }
}

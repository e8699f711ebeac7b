import CICU
import Primitives

/// Which characters belong to a token, by class and by name.
struct CharacterGroup: Sendable {
    static let gramParameters = [
        Parameter("min_gram", .integer, default: "1", "Least code points of a piece."),
        Parameter("max_gram", .integer, default: "2", "Most code points of a piece."),
        Parameter(
            "token_chars", .strings, default: "[]",
            "Classes that pieces consist of: letter, digit, whitespace, punctuation, symbol,"
                + " custom; all characters when empty."),
        Parameter("custom_token_chars", .string, "The characters of the class custom."),
    ]

    static let classes: [(name: String, bit: UInt8)] = [
        ("letter", UInt8(AISLE_GENERAL_LETTER.rawValue)),
        ("digit", UInt8(AISLE_GENERAL_DIGIT.rawValue)),
        ("whitespace", UInt8(AISLE_GENERAL_WHITESPACE.rawValue)),
        ("punctuation", UInt8(AISLE_GENERAL_PUNCTUATION.rawValue)),
        ("symbol", UInt8(AISLE_GENERAL_SYMBOL.rawValue)),
    ]

    /// Bits of the classes named; nil for every character.
    private let bits: UInt8?
    private let characters: Set<UInt32>

    init(bits: UInt8, characters: Set<UInt32>) {
        self.bits = bits
        self.characters = characters
    }

    init(_ settings: ComponentSettings) throws(AnalysisError) {
        let names = try settings.strings("token_chars") ?? []
        let custom = try settings.optionalString("custom_token_chars") ?? ""
        var bits: UInt8 = 0
        var characters: Set<UInt32> = []
        for name in names {
            if name == "custom" {
                characters = Set(custom.unicodeScalars.map(\.value))
            } else if let entry = Self.classes.first(where: { $0.name == name }) {
                bits |= entry.bit
            } else {
                let known = Self.classes.map(\.name) + ["custom"]
                let hint = Suggestion.nearest(to: name, among: known)
                throw settings.bad(
                    "token_chars",
                    "has the unknown class [\(name)]"
                        + (hint.map { ", did you mean [\($0)]?" } ?? "")
                        + "; there are \(known.joined(separator: ", "))")
            }
        }
        self.bits = names.isEmpty ? nil : bits
        self.characters = characters
    }

    func contains(_ scalar: UInt32) -> Bool {
        guard let bits else { return true }
        return aisle_icu_general_class(scalar) & bits != 0
            || (!characters.isEmpty && characters.contains(scalar))
    }
}

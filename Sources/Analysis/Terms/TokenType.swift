/// What a tokenizer took a token for, or which filter made it.
package enum TokenType: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case alphanum, num, hangul, ideographic, hiragana, katakana, emoji, southeastAsian
    case word, synonym, shingle, gram, fingerprint, url, email, double

    /// The name in responses.
    package var label: String {
        switch self {
        case .alphanum: return "<ALPHANUM>"
        case .num: return "<NUM>"
        case .hangul: return "<HANGUL>"
        case .ideographic: return "<IDEOGRAPHIC>"
        case .hiragana: return "<HIRAGANA>"
        case .katakana: return "<KATAKANA>"
        case .emoji: return "<EMOJI>"
        case .southeastAsian: return "<SOUTHEAST_ASIAN>"
        case .word: return "word"
        case .synonym: return "SYNONYM"
        case .shingle: return "shingle"
        case .gram: return "gram"
        case .fingerprint: return "fingerprint"
        case .url: return "<URL>"
        case .email: return "<EMAIL>"
        case .double: return "<DOUBLE>"
        }
    }
}

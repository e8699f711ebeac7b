import CICU

/// What the word rules of UAX #29 know of a code point: a class in the low five bits, and three
/// bits that say what it may do in an emoji.
struct WordClass: Equatable, BitwiseCopyable {
    var bits: UInt8

    @inline(__always)
    init(bits: UInt8) { self.bits = bits }

    private init(_ value: aisle_word_class) { bits = UInt8(truncatingIfNeeded: value.rawValue) }

    static let other = WordClass(AISLE_WORD_OTHER)
    static let letter = WordClass(AISLE_WORD_LETTER)
    static let hangul = WordClass(AISLE_WORD_HANGUL)
    static let hebrew = WordClass(AISLE_WORD_HEBREW)
    static let numeric = WordClass(AISLE_WORD_NUMERIC)
    static let katakana = WordClass(AISLE_WORD_KATAKANA)
    static let extendNumLet = WordClass(AISLE_WORD_EXTEND_NUM_LET)
    static let midLetter = WordClass(AISLE_WORD_MID_LETTER)
    static let midNum = WordClass(AISLE_WORD_MID_NUM)
    static let midNumLet = WordClass(AISLE_WORD_MID_NUM_LET)
    static let singleQuote = WordClass(AISLE_WORD_SINGLE_QUOTE)
    static let doubleQuote = WordClass(AISLE_WORD_DOUBLE_QUOTE)
    static let complexContext = WordClass(AISLE_WORD_COMPLEX_CONTEXT)
    static let han = WordClass(AISLE_WORD_HAN)
    static let hiragana = WordClass(AISLE_WORD_HIRAGANA)
    static let regionalIndicator = WordClass(AISLE_WORD_REGIONAL_INDICATOR)
    static let zeroWidthJoiner = WordClass(AISLE_WORD_ZWJ)
    static let textPresentation = WordClass(AISLE_WORD_TEXT_PRESENTATION)
    static let emojiPresentation = WordClass(AISLE_WORD_EMOJI_PRESENTATION)
    static let keycap = WordClass(AISLE_WORD_KEYCAP)
    static let tag = WordClass(AISLE_WORD_TAG)
    static let tagTerm = WordClass(AISLE_WORD_TAG_TERM)
    static let complexExtend = WordClass(AISLE_WORD_COMPLEX_EXTEND)
    static let extend = WordClass(AISLE_WORD_EXTEND)

    var plain: WordClass { WordClass(bits: bits & 0x1F) }
    var isEmoji: Bool { bits & UInt8(AISLE_WORD_EMOJI) != 0 }
    var isEmojiModifier: Bool { bits & UInt8(AISLE_WORD_EMOJI_MODIFIER) != 0 }
    var isEmojiModifierBase: Bool { bits & UInt8(AISLE_WORD_EMOJI_MODIFIER_BASE) != 0 }

    /// Extend, Format and ZWJ: they belong to what is before them (rule WB4). Emoji tones
    /// are not among them here.
    var isExtending: Bool {
        switch plain {
        case .extend, .complexExtend, .zeroWidthJoiner, .textPresentation, .emojiPresentation,
            .keycap, .tag, .tagTerm:
            return true
        default: return false
        }
    }

    /// The same but for the two presentation selectors, which matter inside an emoji.
    var isExtendingInEmoji: Bool {
        isExtending && self != .textPresentation && self != .emojiPresentation
    }

    static func of(_ scalar: UInt32) -> WordClass {
        scalar < 0x10000
            ? WordClass(bits: basicPlane[Int(scalar)])
            : WordClass(bits: aisle_icu_word_class(scalar))
    }

    /// The classes of the first 65,536 code points, asked of ICU once.
    private static let basicPlane: [UInt8] = (0..<0x10000).map { aisle_icu_word_class($0) }
}

import Primitives

/// Text of many scripts, seams between them included.
enum RandomText {
    private static let words = [
        "the", "Running", "shoes", "with", "O'Neill's", "wi-fi", "3.5mm", "1,000", "a.b.c",
        "size_10",
        "Größe", "naïve", "l’été", "Straße", "шины", "Привет", "ελλάδα", "שלום", "صَباح", "हिन्दी",
        "東京", "タワー", "ひらがな", "서울시", "ประเทศไทย", "👩‍🚀", "🇩🇪", "👍🏽", "3️⃣", "ﬁne", "１２",
        "internationalization", "pneumonoultramicroscopicsilicovolcanoconiosis", "A", "x", "_y_",
    ]
    private static let pieces: [String] = [
        "a", "B", "z", "0", "7", "_", "'", ".", ",", ":", ";", "\"", "-", " ", "\n", "é", "ß", "ж",
        "ה", "ア", "ｶ", "ぁ", "漢", "가", "ก", "ั", "က", "١", "०", "\u{301}", "\u{200D}", "\u{FE0F}",
        "\u{20E3}", "\u{AD}", "👩", "🏽", "🇩", "☕", "©", "’", "·", "‧", "＿", "𝒳", "𠀀", "\u{E0067}",
    ]

    static func words(_ random: inout SeededGenerator, upTo count: Int = 12) -> String {
        (0...random.below(count)).map { _ in words[random.below(words.count)] }
            .joined(separator: random.chance(0.8) ? " " : "")
    }

    static func soup(_ random: inout SeededGenerator, upTo count: Int = 24) -> String {
        (0...random.below(count)).map { _ in pieces[random.below(pieces.count)] }.joined()
    }

    static func any(_ random: inout SeededGenerator) -> String {
        random.chance(0.5) ? words(&random) : soup(&random)
    }

    /// Bytes that need not be UTF-8.
    static func bytes(_ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(any(&random).utf8)
        for _ in 0..<random.below(4) where !bytes.isEmpty {
            bytes[random.below(bytes.count)] = UInt8(random.below(256))
        }
        return bytes
    }
}

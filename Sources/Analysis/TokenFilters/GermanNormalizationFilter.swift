import Primitives

/// Umlauts, spelt out or not, to their plain vowels, and `ß` to `ss`: `Füße` and `Fuesse` agree.
/// - Source: the rules of the German2 Snowball algorithm, as in Lucene.
struct GermanNormalizationFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "german_normalization", summary: "Umlauts and ß to plain letters.",
        isNormalizing: true
    ) { _ throws(AnalysisError) in GermanNormalizationFilter() }

    /// What an `e` would mean after the letter before it.
    private enum After { case consonant, vowel, umlautBase }

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        RewriteStep(before: next) { term, output in
            var after = After.consonant
            UTF8Text.forEach(term) { scalar, _ in Self.write(scalar, &after, output) }
        }
    }

    private static func write(_ scalar: UInt32, _ after: inout After, _ output: ByteWriter) {
        let before = after
        after = .consonant
        switch scalar {
        case 0x61, 0x6F: after = .umlautBase
        case 0x75: after = before == .consonant ? .umlautBase : .vowel
        case 0x65:
            after = .vowel
            if before == .umlautBase { return }
        case 0x69, 0x71, 0x79: after = .vowel
        case 0xE4, 0xF6, 0xFC:
            after = .vowel
            output.write(UInt8(scalar == 0xE4 ? 0x61 : scalar == 0xF6 ? 0x6F : 0x75))
            return
        case 0xDF:
            output.write("ss" as StaticString)
            return
        default: break
        }
        UTF8Text.write(scalar, to: output)
    }
}

import Primitives

/// Lower case, scalar by scalar, of no locale or by the rules of Turkish, Irish or Greek.
struct LowercaseFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "lowercase", summary: "Lower case.",
        parameters: [
            Parameter(
                "language", .string, "Rules other than the common ones: greek, irish, turkish.")
        ],
        isNormalizing: true
    ) { settings throws(AnalysisError) in
        guard let name = try settings.optionalString("language") else { return LowercaseFilter() }
        guard let language = Language(rawValue: name) else {
            throw settings.bad("language", "must be greek, irish or turkish, not [\(name)]")
        }
        return LowercaseFilter(language: language)
    }

    enum Language: String, Sendable { case greek, irish, turkish }

    var language: Language?

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        switch language {
        case nil: return MapScalarsStep(before: next) { UTF8Text.lower($0) }
        case .greek: return MapScalarsStep(before: next) { GreekLetters.folded($0) }
        case .irish: return RewriteStep(before: next, IrishCase.lower)
        case .turkish: return RewriteStep(before: next, TurkishCase.lower)
        }
    }
}

/// Lower case of Greek without accents, the final sigma as any other.
private enum GreekLetters {
    static func folded(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x3C2: return 0x3C3
        case 0x386, 0x3AC: return 0x3B1
        case 0x388, 0x3AD: return 0x3B5
        case 0x389, 0x3AE: return 0x3B7
        case 0x38A, 0x3AA, 0x3AF, 0x3CA, 0x390: return 0x3B9
        case 0x38E, 0x3AB, 0x3CD, 0x3CB, 0x3B0: return 0x3C5
        case 0x38C, 0x3CC: return 0x3BF
        case 0x38F, 0x3CE: return 0x3C9
        case 0x3A2: return 0x3C2
        default: return UTF8Text.lower(scalar)
        }
    }
}

/// `nAthair` and `tUisce` part before their capital: `n-athair`, `t-uisce`.
private enum IrishCase {
    static func lower(_ term: UnsafeRawBufferPointer, _ output: ByteWriter) {
        let scalars = UTF8Text.scalarArray(term)
        let isEclipsed =
            scalars.count > 1 && (scalars[0] == 0x6E || scalars[0] == 0x74)
            && capitalVowels.contains(scalars[1])
        for (index, scalar) in scalars.enumerated() {
            if isEclipsed && index == 1 { UTF8Text.write(0x2D, to: output) }
            UTF8Text.write(UTF8Text.lower(scalar), to: output)
        }
    }

    private static let capitalVowels: Set<UInt32> = [
        0x41, 0x45, 0x49, 0x4F, 0x55, 0xC1, 0xC9, 0xCD, 0xD3, 0xDA,
    ]
}

/// `I` is the capital of the dotless `ı`, and `İ`, also as `I` with a combining dot, of `i`.
private enum TurkishCase {
    static func lower(_ term: UnsafeRawBufferPointer, _ output: ByteWriter) {
        let scalars = UTF8Text.scalarArray(term)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            guard scalar == 0x49 else {
                UTF8Text.write(UTF8Text.lower(scalar), to: output)
                continue
            }
            let hasDot = index < scalars.count && scalars[index] == 0x307
            UTF8Text.write(hasDot ? 0x69 : 0x131, to: output)
            if hasDot { index += 1 }
        }
    }
}

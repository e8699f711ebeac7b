import CICU

/// Digits of all scripts to 0 to 9.
struct DecimalDigitFilter: TermFilter {
    static let registration = TokenFilterType(
        name: "decimal_digit", summary: "Digits of all scripts to 0 to 9.", isNormalizing: true
    ) { _ throws(AnalysisError) in DecimalDigitFilter() }

    func makeStep(before next: any TermReceiver) -> any TermReceiver {
        MapScalarsStep(before: next) { scalar in
            guard scalar >= 0x80 else { return scalar }
            let value = aisle_icu_digit_value(scalar)
            return value >= 0 ? UInt32(value) + 48 : scalar
        }
    }
}

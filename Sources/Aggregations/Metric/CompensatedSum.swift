/// A sum of floats that carries the rounding error along.
/// - Source: Kahan, "Further remarks on reducing truncation errors", 1965.
struct CompensatedSum: BitwiseCopyable {
    private(set) var value = 0.0
    private(set) var error = 0.0

    @inline(__always)
    mutating func add(_ addend: Double) {
        // Infinities and NaN would turn the error into NaN.
        guard addend.isFinite else {
            value += addend
            return
        }
        let corrected = addend + error
        let sum = value + corrected
        error = corrected - (sum - value)
        value = sum
    }

    mutating func merge(_ other: CompensatedSum) {
        add(other.value)
        add(other.error)
    }
}

/// Times as settings and requests write them: a whole number and a unit, or -1 or 0.
package enum TimeSpan {
    private static let units: [(suffix: String, milliseconds: Double)] = [
        ("nanos", 1e-6), ("micros", 1e-3), ("ms", 1), ("s", 1000), ("m", 60_000),
        ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// - Returns: nil when the text is no time; -1 for "no limit".
    package static func milliseconds(_ text: String) -> Int? {
        if text == "-1" || text == "0" { return Int(text) }
        let lower = text.lowercased()
        for (suffix, scale) in units where lower.hasSuffix(suffix) {
            guard let number = Int(lower.dropLast(suffix.utf8.count)), number >= -1 else {
                continue
            }
            let value = Double(number) * scale
            return abs(value) < Double(Int.max / 2) ? Int(value) : nil
        }
        return nil
    }
}

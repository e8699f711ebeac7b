/// Durations as requests write them: `30s`, `1.5h`, `500ms`, `-1`.
package enum TimeValue {
    private static let units: [(suffix: String, milliseconds: Double)] = [
        ("nanos", 1e-6), ("micros", 1e-3), ("ms", 1), ("s", 1000), ("m", 60_000),
        ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// -1 for `-1`; nil when the unit is missing or unknown. `0` needs no unit.
    package static func milliseconds(_ text: String) -> Int? {
        if text == "-1" || text == "0" { return Int(text) }
        for unit in units where text.hasSuffix(unit.suffix) {
            let number = text.dropLast(unit.suffix.count)
            guard let value = Double(number), value >= 0, value * unit.milliseconds < 1e15 else {
                continue
            }
            return Int((value * unit.milliseconds).rounded(.up))
        }
        return nil
    }
}

/// Sizes as requests write them: `512mb`, `-1`.
package enum SizeValue {
    private static let units: [(suffix: String, bytes: Double)] = [
        ("kb", 1024), ("mb", 1_048_576), ("gb", 1_073_741_824), ("tb", 1_099_511_627_776),
        ("pb", 1_125_899_906_842_624), ("k", 1024), ("m", 1_048_576), ("g", 1_073_741_824),
        ("b", 1),
    ]

    /// -1 for `-1`; nil when the unit is missing or unknown. `0` needs no unit.
    package static func bytes(_ text: String) -> Int? {
        if text == "-1" || text == "0" { return Int(text) }
        let lower = text.lowercased()
        for unit in units where lower.hasSuffix(unit.suffix) {
            guard let value = Double(lower.dropLast(unit.suffix.count)), value >= 0,
                value * unit.bytes < 9e18
            else { continue }
            return Int(value * unit.bytes)
        }
        return nil
    }
}

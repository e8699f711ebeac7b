/// Sizes and times as people read them.
package enum SizeText {
    private static let units: [(suffix: String, size: Double)] = [
        ("pb", 0x1p50), ("tb", 0x1p40), ("gb", 0x1p30), ("mb", 0x1p20), ("kb", 0x1p10),
    ]

    /// `208b`, `1.2kb`, `3mb`.
    package static func text(_ bytes: Int) -> String {
        for (suffix, size) in units where Double(bytes) >= size {
            return oneDecimal(Double(bytes) / size) + suffix
        }
        return "\(bytes)b"
    }

    /// In the unit a request named; nil for an unknown unit.
    package static func text(_ bytes: Int, in unit: String?) -> String? {
        guard let unit, !unit.isEmpty else { return text(bytes) }
        if unit == "b" { return String(bytes) }
        let factor = units.first {
            $0.suffix == unit || $0.suffix.hasPrefix(unit) && unit.count == 1
        }
        return factor.map { String(Int(Double(bytes) / $0.size)) }
    }

    /// `12ms`, `1.2s`, `3m`.
    package static func time(milliseconds: Int) -> String {
        let scales: [(String, Double)] = [
            ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000),
        ]
        for (suffix, size) in scales where Double(milliseconds) >= size {
            return oneDecimal(Double(milliseconds) / size) + suffix
        }
        return "\(milliseconds)ms"
    }

    private static func oneDecimal(_ value: Double) -> String {
        let tenths = Int(value * 10)
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}

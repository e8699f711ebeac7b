/// Sizes and durations as people write them.
enum Units {
    private static let sizes: [(String, Int)] = [
        ("kb", 1 << 10), ("mb", 1 << 20), ("gb", 1 << 30), ("tb", 1 << 40), ("b", 1), ("", 1),
    ]
    private static let durations: [(String, Int)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// `256mb` is 268435456; a bare number counts bytes.
    static func bytes(_ text: String) -> Int? { number(text, sizes) }

    /// `1.5s` is 1500. A bare number is refused: seconds or milliseconds would be a guess.
    static func milliseconds(_ text: String) -> Int? { number(text, durations) }

    private static func number(_ text: String, _ units: [(String, Int)]) -> Int? {
        let lowered = text.lowercased()
        let digits = lowered.prefix { $0.isNumber || $0 == "." }
        let suffix = lowered.dropFirst(digits.count).drop { $0 == " " }
        guard let unit = units.first(where: { $0.0 == suffix })?.1 else { return nil }
        if let whole = Int(digits) {
            let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
            return overflow ? nil : product
        }
        guard let fraction = Double(digits), fraction.isFinite, fraction < 1e12 else { return nil }
        return Int(fraction * Double(unit))
    }

    /// 1536 is `1.5 KiB`.
    static func describe(bytes: Int) -> String {
        var value = Double(bytes)
        var unit = 0
        let names = ["B", "KiB", "MiB", "GiB", "TiB"]
        while value >= 1024, unit < names.count - 1 {
            value /= 1024
            unit += 1
        }
        return unit == 0 ? "\(bytes) B" : "\(oneDecimal(value)) \(names[unit])"
    }

    /// 12345 is `12,345`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// 83 is `1:23`.
    static func clock(seconds: Int) -> String {
        let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
        let tail = rest < 10 ? "0\(rest)" : "\(rest)"
        if minutes < 60 { return "\(minutes):\(tail)" }
        let inner = minutes % 60
        return "\(minutes / 60):\(inner < 10 ? "0" : "")\(inner):\(tail)"
    }

    static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths.magnitude % 10)"
    }
}

/// Date mathematics: `now-1d/d`, `2020-01-01||+1M/M`.
///
/// Units `y M w d h H m s`; `/unit` rounds down to the unit, or up to its last millisecond when
/// `roundUp`. Weeks begin on Monday. A zone shifts texts without a zone of their own and every
/// rounding, never `now` itself.
package struct DateMath: Sendable {
    package let format: DateFormat
    package let zone: TimeZoneRules
    /// Milliseconds since 1970: what `now` means.
    package let now: Int64

    package init(format: DateFormat, zone: TimeZoneRules = .utc, now: Int64) {
        self.format = format
        self.zone = zone
        self.now = now
    }

    /// Throws a `DateMathError` naming what could not be read.
    package func instant(_ text: String, roundUp: Bool) throws(DateMathError) -> DateInstant {
        if text.hasPrefix("now") {
            return try apply(Array(text.utf8.dropFirst(3)), to: DateInstant(millis: now), roundUp)
        }
        guard let split = Self.separator(in: text) else {
            return try parse(text, roundUp: roundUp)
        }
        let bytes = Array(text.utf8)
        let anchor = try parse(String(decoding: bytes[..<split], as: UTF8.self), roundUp: false)
        return try apply(Array(bytes[(split + 2)...]), to: anchor, roundUp)
    }

    private func parse(_ text: String, roundUp: Bool) throws(DateMathError) -> DateInstant {
        guard let instant = format.parse(text, roundUp: roundUp, zone: zone) else {
            throw DateMathError(
                kind: .unreadable,
                reason: "failed to parse date field [\(text)] with format [\(format.pattern)]")
        }
        return instant
    }

    private static func separator(in text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count > 1 else { return nil }
        for index in 0..<bytes.count - 1
        where bytes[index] == UInt8(ascii: "|") && bytes[index + 1] == UInt8(ascii: "|") {
            return index
        }
        return nil
    }

    private func apply(
        _ math: [UInt8], to anchor: DateInstant, _ roundUp: Bool
    ) throws(DateMathError) -> DateInstant {
        var local = zone.localMillis(of: anchor.millis)
        var instant = anchor.millis
        var index = 0
        while index < math.count {
            let operation = math[index]
            index += 1
            let (amount, unit) = try operand(math, &index, operation)
            switch operation {
            case UInt8(ascii: "/"):
                local = try rounded(local, unit, roundUp)
                instant = zone.epochMillis(ofLocal: local)
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                let signed = operation == UInt8(ascii: "-") ? -amount : amount
                (local, instant) = try moved(local, instant, signed, unit)
            default:
                throw DateMathError(
                    kind: .malformed,
                    reason: "operator not supported for date math ["
                        + String(decoding: math, as: UTF8.self) + "]")
            }
        }
        return DateInstant(millis: instant, nanos: instant == anchor.millis ? anchor.nanos : 0)
    }

    private func operand(
        _ math: [UInt8], _ index: inout Int, _ operation: UInt8
    ) throws(DateMathError) -> (amount: Int, unit: UInt8) {
        var amount = 0
        var digits = 0
        while index < math.count, math[index] &- 48 <= 9, digits < 9 {
            amount = amount * 10 + Int(math[index] - 48)
            digits += 1
            index += 1
        }
        let text = String(decoding: math, as: UTF8.self)
        if operation == UInt8(ascii: "/"), digits > 0, amount != 1 {
            throw DateMathError(
                kind: .malformed,
                reason: "rounding `/` can only be used on single unit types [\(text)]")
        }
        guard index < math.count else {
            throw DateMathError(kind: .malformed, reason: "truncated date math [\(text)]")
        }
        index += 1
        return (digits == 0 ? 1 : amount, math[index - 1])
    }

    private func moved(
        _ local: Int64, _ instant: Int64, _ amount: Int, _ unit: UInt8
    ) throws(DateMathError) -> (local: Int64, instant: Int64) {
        if let fixed = Self.fixedMillis(unit) {
            let moved = instant + Int64(amount) * fixed
            return (zone.localMillis(of: moved), moved)
        }
        let days = floorDivide(local, 86_400_000)
        let timeOfDay = local - days * 86_400_000
        let date = CivilDate(daysSinceEpoch: Int(days))
        let target: Int
        switch Unicode.Scalar(unit) {
        case "y": target = date.adding(months: amount * 12).daysSinceEpoch
        case "M": target = date.adding(months: amount).daysSinceEpoch
        case "w": target = Int(days) + amount * 7
        case "d": target = Int(days) + amount
        default: throw Self.unknownUnit(unit)
        }
        let movedLocal = Int64(target) * 86_400_000 + timeOfDay
        return (movedLocal, zone.epochMillis(ofLocal: movedLocal))
    }

    private func rounded(
        _ local: Int64, _ unit: UInt8, _ roundUp: Bool
    ) throws(DateMathError) -> Int64 {
        if let fixed = Self.fixedMillis(unit) {
            let start = floorDivide(local, fixed) * fixed
            return roundUp ? start + fixed - 1 : start
        }
        let days = Int(floorDivide(local, 86_400_000))
        let date = CivilDate(daysSinceEpoch: days)
        let start: CivilDate
        let next: Int
        switch Unicode.Scalar(unit) {
        case "y":
            start = CivilDate(year: date.year, month: 1, day: 1)
            next = start.adding(months: 12).daysSinceEpoch
        case "M":
            start = CivilDate(year: date.year, month: date.month, day: 1)
            next = start.adding(months: 1).daysSinceEpoch
        case "w":
            start = CivilDate(daysSinceEpoch: days - (date.weekday - 1))
            next = start.daysSinceEpoch + 7
        case "d":
            start = date
            next = days + 1
        default: throw Self.unknownUnit(unit)
        }
        let day = roundUp ? next : start.daysSinceEpoch
        return Int64(day) * 86_400_000 - (roundUp ? 1 : 0)
    }

    private static func fixedMillis(_ unit: UInt8) -> Int64? {
        switch Unicode.Scalar(unit) {
        case "h", "H": 3_600_000
        case "m": 60_000
        case "s": 1000
        default: nil
        }
    }

    private static func unknownUnit(_ unit: UInt8) -> DateMathError {
        DateMathError(
            kind: .malformed,
            reason: "unit [\(Unicode.Scalar(unit))] not supported for date math")
    }
}

package struct DateMathError: Error, Sendable {
    package enum Kind: Sendable { case unreadable, malformed }
    package let kind: Kind
    package let reason: String
}

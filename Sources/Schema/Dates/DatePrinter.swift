/// Prints an instant by a date pattern.
struct DatePrinter {
    private let instant: DateInstant
    private let offsetSeconds: Int
    private let date: CivilDate
    private let millisOfDay: Int
    private var output: [UInt8] = []

    init(_ instant: DateInstant, zone: TimeZoneRules) {
        self.instant = instant
        offsetSeconds = zone.offsetSeconds(at: floorDivide(instant.millis, 1000))
        let local = instant.millis + Int64(offsetSeconds) * 1000
        let days = floorDivide(local, 86_400_000)
        date = CivilDate(daysSinceEpoch: Int(days))
        millisOfDay = Int(local - days * 86_400_000)
    }

    static func print(
        _ instant: DateInstant, _ pattern: DatePattern, zone: TimeZoneRules
    ) -> String {
        var printer = DatePrinter(instant, zone: zone)
        for element in pattern.elements { printer.add(element) }
        return String(decoding: printer.output, as: UTF8.self)
    }

    private mutating func add(_ element: DatePattern.Element) {
        switch element {
        case .literal(let bytes): output += bytes
        case .number(let part, let minimum, let maximum): printNumber(part, minimum, maximum)
        case .monthName(let full): output += DateNames.months(full: full)[date.month - 1].utf8
        case .weekdayName(let full):
            output += DateNames.weekdays(full: full)[date.weekday - 1].utf8
        case .halfDay: output += (millisOfDay >= 43_200_000 ? "PM" : "AM").utf8
        case .fraction(let minimum, let maximum): printFraction(minimum, maximum)
        case .offset(let usesColon, let usesZ): printOffset(usesColon: usesColon, usesZ: usesZ)
        case .optional(let elements): for element in elements { add(element) }
        case .epochMillis: output += String(instant.millis).utf8
        case .epochSeconds: printEpochSeconds()
        }
    }

    private mutating func printNumber(_ part: DatePattern.Part, _ minimum: Int, _ maximum: Int) {
        var value = value(of: part)
        if part == .year, maximum == 2 { value %= 100 }
        if value < 0 { output.append(UInt8(ascii: "-")) }
        printPadded(abs(value), width: minimum)
    }

    private func value(of part: DatePattern.Part) -> Int {
        let hour = millisOfDay / 3_600_000
        return switch part {
        case .year: date.year
        case .month: date.month
        case .day: date.day
        case .dayOfYear: date.dayOfYear
        case .hour: hour
        case .halfDayHour: hour % 12 == 0 ? 12 : hour % 12
        case .minute: millisOfDay / 60_000 % 60
        case .second: millisOfDay / 1000 % 60
        }
    }

    private mutating func printPadded(_ value: Int, width: Int) {
        let digits = String(value).utf8
        for _ in 0..<max(0, width - digits.count) { output.append(UInt8(ascii: "0")) }
        output += digits
    }

    /// At least three decimals where the pattern allows a range of them, more only as needed.
    private mutating func printFraction(_ minimum: Int, _ maximum: Int) {
        let nanos = millisOfDay % 1000 * 1_000_000 + instant.nanos
        var digits = Array(String(nanos + 1_000_000_000).utf8.dropFirst())
        let atLeast = minimum == maximum ? minimum : max(3, minimum)
        digits.removeLast(9 - maximum)
        while digits.count > atLeast, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        output += digits
    }

    private mutating func printOffset(usesColon: Bool, usesZ: Bool) {
        if offsetSeconds == 0, usesZ {
            output.append(UInt8(ascii: "Z"))
            return
        }
        output.append(UInt8(ascii: offsetSeconds < 0 ? "-" : "+"))
        printPadded(abs(offsetSeconds) / 3600, width: 2)
        if usesColon { output.append(UInt8(ascii: ":")) }
        printPadded(abs(offsetSeconds) / 60 % 60, width: 2)
    }

    private mutating func printEpochSeconds() {
        let seconds = floorDivide(instant.millis, 1000)
        output += String(seconds).utf8
        let millis = Int(instant.millis - seconds * 1000)
        guard millis > 0 else { return }
        output.append(UInt8(ascii: "."))
        printPadded(millis, width: 3)
    }
}

/// Matches one date pattern against the bytes of a text.
struct DateReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private(set) var components = DateComponents()

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The parts of the text when the pattern matches all of it.
    static func read(_ bytes: UnsafeRawBufferPointer, _ pattern: DatePattern) -> DateComponents? {
        var reader = DateReader(bytes)
        guard reader.read(pattern.elements), reader.position == bytes.count else { return nil }
        return reader.components
    }

    private mutating func read(_ elements: [DatePattern.Element]) -> Bool {
        for element in elements where !read(element) { return false }
        return true
    }

    private mutating func read(_ element: DatePattern.Element) -> Bool {
        switch element {
        case .literal(let literal): return readLiteral(literal)
        case .number(let part, let minimum, let maximum): return readNumber(part, minimum, maximum)
        case .monthName(let full): return readMonthName(full)
        case .weekdayName(let full): return readName(DateNames.weekdays(full: full)) != nil
        case .halfDay: return readHalfDay()
        case .fraction(let minimum, let maximum): return readFraction(minimum, maximum)
        case .offset: return readOffset()
        case .optional(let elements):
            let saved = self
            if !read(elements) { self = saved }
            return true
        case .epochMillis: return readEpoch(unitMillis: 1)
        case .epochSeconds: return readEpoch(unitMillis: 1000)
        }
    }

    private mutating func readLiteral(_ literal: [UInt8]) -> Bool {
        guard position + literal.count <= bytes.count else { return false }
        for (index, byte) in literal.enumerated() where bytes[position + index] != byte {
            return false
        }
        position += literal.count
        return true
    }

    private mutating func digits(atMost maximum: Int) -> (value: Int, count: Int) {
        var value = 0
        var count = 0
        while position < bytes.count, count < maximum {
            let digit = bytes[position] &- 48
            guard digit <= 9 else { break }
            value = value * 10 + Int(digit)
            count += 1
            position += 1
        }
        return (value, count)
    }

    private mutating func readNumber(
        _ part: DatePattern.Part, _ minimum: Int, _ maximum: Int
    ) -> Bool {
        var sign = 1
        var limit = maximum
        if part == .year, position < bytes.count, bytes[position] == UInt8(ascii: "-") {
            sign = -1
            limit = 9
            position += 1
        }
        let (value, count) = digits(atMost: limit)
        guard count >= minimum else { return false }
        store(part, sign * value, isShortYear: maximum == 2)
        return true
    }

    private mutating func store(_ part: DatePattern.Part, _ value: Int, isShortYear: Bool) {
        switch part {
        case .year: components.year = isShortYear ? 2000 + value : value
        case .month: components.month = value
        case .day: components.day = value
        case .dayOfYear: components.dayOfYear = value
        case .hour: components.hour = value
        case .halfDayHour: components.halfDayHour = value
        case .minute: components.minute = value
        case .second: components.second = value
        }
    }

    private mutating func readFraction(_ minimum: Int, _ maximum: Int) -> Bool {
        var (value, count) = digits(atMost: maximum)
        guard count >= minimum, count > 0 else { return false }
        while count < 9 {
            value *= 10
            count += 1
        }
        components.nanosecond = value
        return true
    }

    private mutating func readName(_ names: [String]) -> Int? {
        for (index, name) in names.enumerated() where readLiteral(Array(name.utf8)) {
            return index
        }
        return nil
    }

    private mutating func readMonthName(_ full: Bool) -> Bool {
        guard let index = readName(DateNames.months(full: full)) else { return false }
        components.month = index + 1
        return true
    }

    private mutating func readHalfDay() -> Bool {
        guard let index = readName(["AM", "PM"]) else { return false }
        components.isAfternoon = index == 1
        return true
    }

    /// `Z`, `+01`, `+0100`, `+01:00`, or a region name up to the end of the text.
    private mutating func readOffset() -> Bool {
        guard position < bytes.count else { return false }
        var end = position + 1
        let first = bytes[position]
        if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            while end < bytes.count, bytes[end] &- 48 <= 9 || bytes[end] == UInt8(ascii: ":") {
                end += 1
            }
        } else if first != UInt8(ascii: "Z") {
            end = bytes.count
        }
        let name = String(decoding: bytes[position..<end], as: UTF8.self)
        guard name.utf8.count != 2, let zone = TimeZoneRules(named: name) else { return false }
        components.zone = zone
        position = end
        return true
    }

    /// Digits with an optional sign and decimals, in units of `unitMillis`.
    private mutating func readEpoch(unitMillis: Int64) -> Bool {
        var isNegative = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") {
            isNegative = true
            position += 1
        }
        let (whole, count) = digits(atMost: 16)
        guard count > 0 else { return false }
        var nanos = 0
        if position + 1 < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            var (value, decimals) = digits(atMost: unitMillis == 1 ? 6 : 9)
            guard decimals > 0 else { return false }
            while decimals < (unitMillis == 1 ? 6 : 9) {
                value *= 10
                decimals += 1
            }
            nanos = value
        }
        let total = Int64(whole) &* unitMillis &+ Int64(nanos / 1_000_000)
        components.epochMillis = isNegative ? -total : total
        components.epochNanosecond = isNegative ? 0 : nanos % 1_000_000
        return true
    }
}

/// English names, which is what the root locale prints.
enum DateNames {
    static let fullMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    static let fullWeekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    static func months(full: Bool) -> [String] {
        full ? fullMonths : fullMonths.map { String($0.prefix(3)) }
    }

    static func weekdays(full: Bool) -> [String] {
        full ? fullWeekdays : fullWeekdays.map { String($0.prefix(3)) }
    }
}

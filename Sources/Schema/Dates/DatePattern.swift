/// One alternative of a date format, compiled from a pattern in the letters of
/// `java.time.format.DateTimeFormatter` (`yyyy-MM-dd'T'HH:mm:ss.SSSZZZZZ`, `[`optional`]` parts).
struct DatePattern: Sendable, Equatable {
    indirect enum Element: Sendable, Equatable {
        case literal([UInt8])
        /// A number of `minimum...maximum` digits; `isSigned` years may carry `+` or `-`.
        case number(Part, minimum: Int, maximum: Int)
        case monthName(full: Bool)
        case weekdayName(full: Bool)
        case halfDay
        /// Decimals of a second, `minimum...maximum` of them; `.` before them is a literal.
        case fraction(minimum: Int, maximum: Int)
        /// `usesColon` prints `+01:00`, else `+0100`; `usesZ` prints `Z` for no offset.
        case offset(usesColon: Bool, usesZ: Bool)
        case optional([Element])
        case epochMillis
        case epochSeconds
    }

    enum Part: Sendable, Equatable {
        case year, month, day, dayOfYear, hour, halfDayHour, minute, second
    }

    let elements: [Element]

    init(elements: [Element]) {
        self.elements = elements
    }

    /// nil when the pattern has a letter that is not known or an unclosed quote or bracket.
    init?(_ pattern: String) {
        var compiler = DatePatternCompiler(Array(pattern.utf8))
        guard let elements = compiler.compile() else { return nil }
        self.elements = elements
    }
}

/// Turns pattern letters into elements, by recursive descent over the `[ ]` parts.
struct DatePatternCompiler {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func compile() -> [DatePattern.Element]? {
        let elements = sequence()
        return position == bytes.count ? elements : nil
    }

    private mutating func sequence() -> [DatePattern.Element]? {
        var elements: [DatePattern.Element] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "]") {
            guard let element = element() else { return nil }
            if case .literal(let more) = element, case .literal(let before)? = elements.last {
                elements[elements.count - 1] = .literal(before + more)
            } else {
                elements.append(element)
            }
        }
        return elements
    }

    private mutating func element() -> DatePattern.Element? {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: "["): return optional()
        case UInt8(ascii: "'"): return quoted()
        case 65...90, 97...122: return field(byte)
        default:
            position += 1
            return .literal([byte])
        }
    }

    private mutating func optional() -> DatePattern.Element? {
        depth += 1
        guard depth <= SchemaLimits.datePatternDepth else { return nil }
        position += 1
        guard let elements = sequence(), position < bytes.count else { return nil }
        position += 1
        depth -= 1
        return .optional(elements)
    }

    private mutating func quoted() -> DatePattern.Element? {
        position += 1
        var literal: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard byte == UInt8(ascii: "'") else {
                literal.append(byte)
                continue
            }
            if position < bytes.count, bytes[position] == byte {
                literal.append(byte)
                position += 1
            } else {
                return .literal(literal.isEmpty ? [byte] : literal)
            }
        }
        return nil
    }

    private mutating func field(_ letter: UInt8) -> DatePattern.Element? {
        var count = 0
        while position < bytes.count, bytes[position] == letter {
            count += 1
            position += 1
        }
        switch Unicode.Scalar(letter) {
        case "y", "u", "Y": return year(count)
        case "M", "L": return month(count)
        case "d": return .number(.day, minimum: count, maximum: 2)
        case "D": return .number(.dayOfYear, minimum: count, maximum: 3)
        case "H": return .number(.hour, minimum: count, maximum: 2)
        case "h", "K": return .number(.halfDayHour, minimum: count, maximum: 2)
        case "m": return .number(.minute, minimum: count, maximum: 2)
        case "s": return .number(.second, minimum: count, maximum: 2)
        case "S": return count <= 9 ? .fraction(minimum: count, maximum: count) : nil
        case "a": return .halfDay
        case "E": return .weekdayName(full: count == 4)
        case "X": return .offset(usesColon: count >= 3, usesZ: true)
        case "x": return .offset(usesColon: count >= 3, usesZ: false)
        case "Z": return .offset(usesColon: count == 5, usesZ: count == 5)
        case "z", "V": return .offset(usesColon: true, usesZ: true)
        default: return nil
        }
    }

    private func year(_ count: Int) -> DatePattern.Element {
        count == 2
            ? .number(.year, minimum: 2, maximum: 2)
            : .number(.year, minimum: count, maximum: count == 4 ? 4 : 9)
    }

    private func month(_ count: Int) -> DatePattern.Element {
        count >= 3 ? .monthName(full: count == 4) : .number(.month, minimum: count, maximum: 2)
    }
}

/// The formats OpenSearch names, as patterns. A `strict_` name wants every digit; the name without
/// it also takes one digit where the strict form wants two.
enum NamedDateFormats {
    private static let time = "HH:mm:ss"
    private static let basicTime = "HHmmss"

    /// Patterns by the name without `strict_`, in alphabetical order.
    static let patterns: [(name: String, pattern: String)] = [
        ("basic_date", "yyyyMMdd"),
        ("basic_date_time", "yyyyMMdd'T'HHmmss.SSSX"),
        ("basic_date_time_no_millis", "yyyyMMdd'T'HHmmssX"),
        ("basic_ordinal_date", "yyyyDDD"),
        ("basic_ordinal_date_time", "yyyyDDD'T'HHmmss.SSSX"),
        ("basic_ordinal_date_time_no_millis", "yyyyDDD'T'HHmmssX"),
        ("basic_t_time", "'T'HHmmss.SSSX"),
        ("basic_t_time_no_millis", "'T'HHmmssX"),
        ("basic_time", "HHmmss.SSSX"),
        ("basic_time_no_millis", "HHmmssX"),
        ("date", "yyyy-MM-dd"),
        ("date_hour", "yyyy-MM-dd'T'HH"),
        ("date_hour_minute", "yyyy-MM-dd'T'HH:mm"),
        ("date_hour_minute_second", "yyyy-MM-dd'T'HH:mm:ss"),
        ("date_hour_minute_second_fraction", "yyyy-MM-dd'T'HH:mm:ss.SSS"),
        ("date_hour_minute_second_millis", "yyyy-MM-dd'T'HH:mm:ss.SSS"),
        ("date_time", "yyyy-MM-dd'T'HH:mm:ss.SSSZZZZZ"),
        ("date_time_no_millis", "yyyy-MM-dd'T'HH:mm:ssZZZZZ"),
        ("hour", "HH"),
        ("hour_minute", "HH:mm"),
        ("hour_minute_second", "HH:mm:ss"),
        ("hour_minute_second_fraction", "HH:mm:ss.SSS"),
        ("hour_minute_second_millis", "HH:mm:ss.SSS"),
        ("ordinal_date", "yyyy-DDD"),
        ("ordinal_date_time", "yyyy-DDD'T'HH:mm:ss.SSSZZZZZ"),
        ("ordinal_date_time_no_millis", "yyyy-DDD'T'HH:mm:ssZZZZZ"),
        ("t_time", "'T'HH:mm:ss.SSSZZZZZ"),
        ("t_time_no_millis", "'T'HH:mm:ssZZZZZ"),
        ("time", "HH:mm:ss.SSSZZZZZ"),
        ("time_no_millis", "HH:mm:ssZZZZZ"),
        ("year", "yyyy"),
        ("year_month", "yyyy-MM"),
        ("year_month_day", "yyyy-MM-dd"),
    ]

    /// nil when nothing has this name.
    static func pattern(named name: String) -> (reading: DatePattern, printing: DatePattern)? {
        switch name {
        case "epoch_millis": return twice(DatePattern(elements: [.epochMillis]))
        case "epoch_second": return twice(DatePattern(elements: [.epochSeconds]))
        case "date_optional_time", "dateOptionalTime":
            return (optionalTime(strict: false), dateTime)
        case "strict_date_optional_time", "strictDateOptionalTime", "iso8601":
            return (optionalTime(strict: true), dateTime)
        case "strict_date_optional_time_nanos":
            return (optionalTime(strict: true), dateTime)
        default: return plain(name)
        }
    }

    private static func plain(_ name: String) -> (reading: DatePattern, printing: DatePattern)? {
        let isStrict = name.hasPrefix("strict_")
        let bare = isStrict ? String(name.dropFirst(7)) : name
        guard let found = patterns.first(where: { $0.name == bare }),
            let pattern = DatePattern(found.pattern)
        else { return nil }
        let widened = DatePattern(elements: pattern.elements.map(widenFraction))
        let isCompact = bare.hasPrefix("basic_")
        let reading = isStrict || isCompact ? widened : loosened(widened)
        return (reading, pattern)
    }

    private static func twice(
        _ pattern: DatePattern
    ) -> (reading: DatePattern, printing: DatePattern) {
        (pattern, pattern)
    }

    /// `yyyy-MM-dd'T'HH:mm:ss.SSSZ` with 3 to 9 decimals: what both optional-time formats print.
    private static let dateTime = DatePattern(elements: [
        .number(.year, minimum: 4, maximum: 9), .literal(Array("-".utf8)),
        .number(.month, minimum: 2, maximum: 2), .literal(Array("-".utf8)),
        .number(.day, minimum: 2, maximum: 2), .literal(Array("T".utf8)),
        .number(.hour, minimum: 2, maximum: 2), .literal(Array(":".utf8)),
        .number(.minute, minimum: 2, maximum: 2), .literal(Array(":".utf8)),
        .number(.second, minimum: 2, maximum: 2), .literal(Array(".".utf8)),
        .fraction(minimum: 3, maximum: 9), .offset(usesColon: true, usesZ: true),
    ])

    /// Year, then each finer part optional; decimals after `.` or `,`; an optional zone.
    private static func optionalTime(strict: Bool) -> DatePattern {
        let width = strict ? 2 : 1
        let part = { (part: DatePattern.Part) in
            DatePattern.Element.number(part, minimum: width, maximum: 2)
        }
        let decimals = { (mark: String) in
            DatePattern.Element.optional([
                .literal(Array(mark.utf8)), .fraction(minimum: 1, maximum: 9),
            ])
        }
        let colon = DatePattern.Element.literal([UInt8(ascii: ":")])
        let dash = DatePattern.Element.literal([UInt8(ascii: "-")])
        let seconds = DatePattern.Element.optional([
            colon, part(.second), decimals("."), decimals(","),
        ])
        let minutes = DatePattern.Element.optional([colon, part(.minute), seconds])
        let clock = DatePattern.Element.optional([
            part(.hour), minutes, .optional([.offset(usesColon: true, usesZ: true)]),
        ])
        let day = DatePattern.Element.optional([
            dash, part(.day), .optional([.literal([UInt8(ascii: "T")]), clock]),
        ])
        return DatePattern(elements: [
            .number(.year, minimum: strict ? 4 : 1, maximum: strict ? 4 : 9),
            .optional([dash, part(.month), day]),
        ])
    }

    private static func widenFraction(_ element: DatePattern.Element) -> DatePattern.Element {
        if case .fraction = element { return .fraction(minimum: 1, maximum: 9) }
        return element
    }

    private static func loosened(_ pattern: DatePattern) -> DatePattern {
        DatePattern(
            elements: pattern.elements.map { element in
                guard case .number(let part, _, let maximum) = element else { return element }
                return .number(part, minimum: 1, maximum: part == .year ? 9 : maximum)
            })
    }
}

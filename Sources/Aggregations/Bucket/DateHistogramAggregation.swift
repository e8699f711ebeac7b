import JSON
import Schema

/// One bucket each calendar unit or fixed span of time, in a time zone.
package struct DateHistogramAggregation: OrderedAggregation {
    package static let name = "date_histogram"
    package static let summary = "One bucket each calendar unit or fixed span of time."
    package static let parameters = [
        "calendar_interval", "extended_bounds", "field", "fixed_interval", "format", "hard_bounds",
        "interval", "keyed", "min_doc_count", "missing", "offset", "order", "script", "time_zone",
        "value_type",
    ]
    package static let takesChildren = true

    private let binding: FieldBinding
    private let rounding: DateRounding
    private let options: HistogramOptions
    let orders: [BucketOrder]

    package init(_ body: AggregationBody) throws {
        binding = try FieldBinding(body, accepting: .numbers, unmapped: .date)
        let rounding = DateRounding(
            unit: try DateHistogramAggregation.unit(body), zone: binding.zone,
            offset: try DateHistogramAggregation.offset(body))
        self.rounding = rounding
        orders = try BucketOrder.parse(body.value("order"), body) ?? [.byKey]
        let math = DateMath(
            format: binding.format ?? .standard, zone: binding.zone, now: body.parsing.now)
        options = try HistogramOptions(body) { bound in
            let text = bound.string ?? bound.value.serialized()
            return rounding.floor(try math.millis(text))
        }
    }

    private static func unit(_ body: AggregationBody) throws -> DateRounding.Unit {
        let calendar = try body.string("calendar_interval")
        let fixed = try body.string("fixed_interval")
        let either = try body.string("interval")
        guard [calendar, fixed, either].compactMap({ $0 }).count <= 1 else {
            throw body.illegal(
                "Cannot use more than one of [calendar_interval], [fixed_interval] and "
                    + "[interval] in "
                    + "[\(body.name)]")
        }
        if let calendar {
            guard let unit = DateRounding.Unit(calendar: calendar) else {
                throw body.illegal(
                    "The supplied interval [\(calendar)] could not be parsed as a calendar "
                        + "interval."
                )
            }
            return unit
        }
        guard let text = fixed ?? either else {
            throw body.illegal("Invalid interval specified, must be non-null and non-empty")
        }
        if either != nil, let unit = DateRounding.Unit(calendar: text) { return unit }
        guard let millis = DateRounding.milliseconds(text), millis > 0 else {
            throw body.illegal(
                "failed to parse setting [date_histogram.fixedInterval] with value [\(text)] as a "
                    + "time value: unit is missing or unrecognized")
        }
        return .fixed(millis)
    }

    private static func offset(_ body: AggregationBody) throws -> Int64 {
        guard let value = body.value("offset") else { return 0 }
        if let number = value.integer { return number }
        let text = value.string ?? ""
        let isNegative = text.hasPrefix("-")
        let span = text.hasPrefix("+") || isNegative ? String(text.dropFirst()) : text
        guard let millis = DateRounding.milliseconds(span) else {
            throw body.illegal(
                "failed to parse setting [DateHistogramAggregationBuilder.parseOffset] with value "
                    + "[\(text)] as a time value: unit is missing or unrecognized")
        }
        return isNegative ? -millis : millis
    }

    package func makeAggregator(_ build: AggregatorBuild) throws -> any Aggregator {
        let bindings = build.definitions(of: DateHistogramAggregation.self).map(\.binding)
        let format = bindings.first { $0.format != nil }?.format ?? .standard
        return HistogramAggregator(
            DateIntervals(rounding: rounding, format: format), options, orders,
            prefix: "date_histogram",
            reader: try NumberReader(bindings, aggregation: build.name), build)
    }
}

/// Instants rounded down to the start of a calendar unit or fixed span, in a zone.
struct DateRounding: Sendable, Equatable {
    enum Unit: Sendable, Equatable {
        case day, week
        case months(Int)
        /// Unit: milliseconds.
        case fixed(Int64)

        /// From the name or abbreviation of a calendar unit.
        init?(calendar name: String) {
            switch name {
            case "second", "1s": self = .fixed(1000)
            case "minute", "1m": self = .fixed(60_000)
            case "hour", "1h": self = .fixed(3_600_000)
            case "day", "1d": self = .day
            case "week", "1w": self = .week
            case "month", "1M": self = .months(1)
            case "quarter", "1q": self = .months(3)
            case "year", "1y": self = .months(12)
            default: return nil
            }
        }
    }

    let unit: Unit
    let zone: TimeZoneRules
    /// Added to the start of every interval. Unit: milliseconds.
    let offset: Int64

    private static let dayMillis: Int64 = 86_400_000

    /// `90s`, `30m`, `2d`; nil for anything else. Unit: milliseconds.
    static func milliseconds(_ text: String) -> Int64? {
        let units: [(String, Int64)] = [
            ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", dayMillis),
        ]
        for (suffix, factor) in units where text.hasSuffix(suffix) {
            guard let number = Int64(text.dropLast(suffix.count)) else { continue }
            let (product, overflow) = number.multipliedReportingOverflow(by: factor)
            return overflow ? nil : product
        }
        return nil
    }

    /// The start of the interval an instant is in.
    func floor(_ millis: Int64) -> Int64 {
        let local = zone.localMillis(of: millis &- offset)
        return zone.epochMillis(ofLocal: localStart(local)) &+ offset
    }

    private func localStart(_ local: Int64) -> Int64 {
        switch unit {
        case .fixed(let span): return floorDivide(local, span) &* span
        case .day: return floorDivide(local, Self.dayMillis) &* Self.dayMillis
        case .week:
            // 1970-01-01 was a Thursday; weeks begin on Monday.
            let days = floorDivide(local, Self.dayMillis) + 3
            return (floorDivide(days, 7) * 7 - 3) * Self.dayMillis
        case .months(let count):
            let date = CivilDate(daysSinceEpoch: Int(floorDivide(local, Self.dayMillis)))
            let month = (date.month - 1) / count * count + 1
            let start = CivilDate(year: date.year, month: month, day: 1)
            return Int64(start.daysSinceEpoch) * Self.dayMillis
        }
    }

    /// The start of the interval after the one that starts at `millis`.
    func following(_ millis: Int64) -> Int64 {
        let local = localStart(zone.localMillis(of: millis &- offset))
        let next: Int64
        switch unit {
        case .fixed(let span): next = local + span
        case .day: next = local + Self.dayMillis
        case .week: next = local + 7 * Self.dayMillis
        case .months(let count):
            let date = CivilDate(daysSinceEpoch: Int(floorDivide(local, Self.dayMillis)))
            next = Int64(date.adding(months: count).daysSinceEpoch) * Self.dayMillis
        }
        let result = zone.epochMillis(ofLocal: next) &+ offset
        // Where the clock is set back by more than a span, local time repeats.
        return result > millis ? result : millis + 1
    }
}

private struct DateIntervals: Intervals {
    let rounding: DateRounding
    let format: DateFormat

    func places(
        _ values: UnsafePointer<Int64>, count: Int, into places: UnsafeMutablePointer<Int64>
    ) {
        // Neighbours are often in one interval.
        var start: Int64 = 1
        var end: Int64 = 0
        for index in 0..<count {
            let value = values[index]
            if value < start || value >= end {
                start = rounding.floor(value)
                end = rounding.following(start)
                // Behind a gap in local time an interval may end before the value.
                if value >= end { end = value &+ 1 }
            }
            places[index] = start
        }
    }

    func following(_ place: Int64) -> Int64 { rounding.following(place) }

    func writeKey(_ place: Int64, to json: JSONWriter) {
        json.member("key_as_string", name(place))
        json.member("key", place)
    }

    func name(_ place: Int64) -> String { format.print(millis: place, zone: rounding.zone) }
}

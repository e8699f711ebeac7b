/// What a date format read out of a text; parts that the text left out are nil.
struct DateComponents: Sendable {
    var year: Int?
    var month: Int?
    var day: Int?
    var dayOfYear: Int?
    var hour: Int?
    var halfDayHour: Int?
    var isAfternoon: Bool?
    var minute: Int?
    var second: Int?
    var nanosecond: Int?
    var zone: TimeZoneRules?
    /// Set by the epoch formats, which need no calendar.
    var epochMillis: Int64?
    /// Nanoseconds within the millisecond of `epochMillis`.
    var epochNanosecond: Int = 0

    /// The instant; absent parts take their smallest value, or their largest when `roundUp`.
    /// nil when a part lies outside the calendar (month 13, 30 February).
    func instant(roundUp: Bool, zone defaultZone: TimeZoneRules) -> DateInstant? {
        if let epochMillis { return DateInstant(millis: epochMillis, nanos: epochNanosecond) }
        guard let date = date(roundUp: roundUp), let time = timeOfDay(roundUp: roundUp) else {
            return nil
        }
        let local = Int64(date.daysSinceEpoch) * 86_400_000 + time.millis
        return DateInstant(
            millis: (zone ?? defaultZone).epochMillis(ofLocal: local), nanos: time.nanos)
    }

    private func date(roundUp: Bool) -> CivilDate? {
        let year = year ?? 1970
        guard abs(year) <= SchemaLimits.largestYear else { return nil }
        if let dayOfYear {
            guard dayOfYear >= 1, dayOfYear <= (CivilDate.isLeap(year) ? 366 : 365) else {
                return nil
            }
            let start = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
            return CivilDate(daysSinceEpoch: start + dayOfYear - 1)
        }
        let month = month ?? (roundUp && self.year != nil ? 12 : 1)
        guard (1...12).contains(month) else { return nil }
        let last = CivilDate.daysIn(month: month, of: year)
        let hasDate = self.year != nil || self.month != nil
        let day = day ?? (roundUp && hasDate ? last : 1)
        guard day >= 1, day <= last else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private func timeOfDay(roundUp: Bool) -> DateInstant? {
        let hour = twentyFourHour ?? (roundUp ? 23 : 0)
        let minute = minute ?? (roundUp ? 59 : 0)
        let second = second ?? (roundUp ? 59 : 0)
        let nanosecond = nanosecond ?? (roundUp ? 999_999_999 : 0)
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second) else {
            return nil
        }
        let millis = ((hour * 60 + minute) * 60 + second) * 1000 + nanosecond / 1_000_000
        return DateInstant(millis: Int64(millis), nanos: nanosecond % 1_000_000)
    }

    private var twentyFourHour: Int? {
        guard hour == nil, let halfDayHour else { return hour }
        return halfDayHour % 12 + (isAfternoon == true ? 12 : 0)
    }
}

/// An instant in milliseconds since 1970 and the nanoseconds within that millisecond.
package struct DateInstant: Sendable, Equatable {
    package let millis: Int64
    /// 0..<1_000_000
    package let nanos: Int

    package init(millis: Int64, nanos: Int = 0) {
        self.millis = millis
        self.nanos = nanos
    }
}

/// Times of day and dates in UTC.
enum ClockText {
    /// `HH:MM:SS` of seconds since 1970.
    static func time(_ seconds: Int64) -> String {
        let inDay = seconds % 86_400
        return [inDay / 3600, inDay / 60 % 60, inDay % 60].map(twoDigits).joined(separator: ":")
    }

    /// `2026-11-21T08:00:00.000Z` of milliseconds since 1970.
    /// - Source: Howard Hinnant, "chrono-compatible low-level date algorithms".
    static func dateTime(milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        let shifted = seconds / 86_400 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let thousandths = milliseconds % 1000
        let fraction =
            String(repeating: "0", count: 3 - String(thousandths).count) + String(thousandths)
        return "\(year)-\(twoDigits(month))-\(twoDigits(day))T\(time(seconds)).\(fraction)Z"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : String(number)
    }
}

import Primitives
import Schema
import Testing

@Suite("Dates")
struct DateTests {
    private func millis(_ text: String, _ format: String) -> Int64? {
        DateFormat(format)?.parse(text)?.millis
    }

    @Test("convert days and civil dates both ways")
    func civilDates() {
        var generator = SeededGenerator(seed: 5)
        #expect(CivilDate(year: 1970, month: 1, day: 1).daysSinceEpoch == 0)
        #expect(CivilDate(year: 2000, month: 3, day: 1).daysSinceEpoch == 11_017)
        for _ in 0..<2000 {
            let days = Int.random(in: -1_000_000...1_000_000, using: &generator)
            let date = CivilDate(daysSinceEpoch: days)
            #expect(date.daysSinceEpoch == days)
            let next = CivilDate(daysSinceEpoch: days + 1)
            #expect(next.weekday == date.weekday % 7 + 1)
            #expect(next.day == date.day + 1 || next.day == 1)
        }
        #expect(CivilDate(year: 2024, month: 1, day: 31).adding(months: 1).day == 29)
    }

    @Test(
        "are read by named formats and patterns",
        arguments: [
            ("2015-06-01", "strict_date_optional_time", 1_433_116_800_000),
            ("2015", "strict_date_optional_time", 1_420_070_400_000),
            ("2015-06", "strict_date_optional_time", 1_433_116_800_000),
            ("2015-06-01T10:20:30.5Z", "strict_date_optional_time", 1_433_154_030_500),
            ("2015-06-01T10:20:30+02:00", "strict_date_optional_time", 1_433_146_830_000),
            ("2015-06-01T10:20+0200", "strict_date_optional_time", 1_433_146_800_000),
            ("2015-6-1", "date_optional_time", 1_433_116_800_000),
            ("1433116800", "epoch_second", 1_433_116_800_000),
            ("1433116800.25", "epoch_second", 1_433_116_800_250),
            ("-5", "epoch_millis", -5),
            ("2015/06/01 +0100", "yyyy/MM/dd Z", 1_433_113_200_000),
            ("20150601", "basic_date", 1_433_116_800_000),
            ("01 Jun 2015", "dd MMM yyyy", 1_433_116_800_000),
            ("2015-152", "ordinal_date", 1_433_116_800_000),
            ("2015-06-01 03:04 PM", "yyyy-MM-dd hh:mm a", 1_433_171_040_000),
            ("x", "yyyy||'x'", 0),
        ])
    func reads(text: String, format: String, expected: Int64) {
        #expect(millis(text, format) == expected)
    }

    @Test(
        "are refused outside their format or the calendar",
        arguments: [
            ("2015-6-1", "strict_date_optional_time"), ("2015-13-01", "strict_date_optional_time"),
            ("2015-02-29", "strict_date"), ("2015-06-01T25:00", "strict_date_optional_time"),
            ("2015-06-01x", "strict_date_optional_time"), ("", "strict_date_optional_time"),
            ("abc", "epoch_millis"),
        ])
    func refuses(text: String, format: String) {
        #expect(millis(text, format) == nil)
    }

    @Test(
        "print as they were written",
        arguments: [
            ("strict_date_optional_time", "2015-06-01T10:20:30.500Z"),
            ("yyyy-MM-dd", "2015-06-01"), ("epoch_millis", "1433154030500"),
            ("epoch_second", "1433154030.500"), ("dd MMMM yyyy, EEE", "01 June 2015, Mon"),
            ("date_time_no_millis", "2015-06-01T10:20:30Z"), ("yyyy-DDD", "2015-152"),
        ])
    func prints(format: String, expected: String) throws {
        #expect(try #require(DateFormat(format)).print(millis: 1_433_154_030_500) == expected)
    }

    @Test("survive printing and reading at random instants")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 9)
        let format = DateFormat.standard
        let zones = ["Z", "+05:30", "-08:00"].compactMap { TimeZoneRules(named: $0) }
        for _ in 0..<1000 {
            let millis = Int64.random(
                in: -62_000_000_000_000...253_000_000_000_000, using: &generator)
            let zone = try #require(zones.randomElement(using: &generator))
            #expect(format.parse(format.print(millis: millis, zone: zone))?.millis == millis)
        }
    }

    @Test("refuse unknown patterns", arguments: ["qqq", "yyyy[", "'x", "", "yyyy||foo"])
    func refusesPatterns(pattern: String) {
        #expect(DateFormat(pattern) == nil || pattern.isEmpty)
    }

    @Test(
        "follow date mathematics",
        arguments: [
            ("now", false, "2015-06-03T10:20:30.500Z"),
            ("now-1d", false, "2015-06-02T10:20:30.500Z"),
            ("now/d", false, "2015-06-03T00:00:00.000Z"),
            ("now/d", true, "2015-06-03T23:59:59.999Z"),
            ("now/w", false, "2015-06-01T00:00:00.000Z"),
            ("now+1M/M", false, "2015-07-01T00:00:00.000Z"),
            ("now/M", true, "2015-06-30T23:59:59.999Z"),
            ("2015-01-31||+1M", false, "2015-02-28T00:00:00.000Z"),
            ("2015-01||/y", true, "2015-12-31T23:59:59.999Z"),
            ("2015-01", true, "2015-01-31T23:59:59.999Z"),
            ("2015-01", false, "2015-01-01T00:00:00.000Z"),
            ("now-2h+30m-5s", false, "2015-06-03T08:50:25.500Z"),
        ])
    func mathematics(text: String, roundUp: Bool, expected: String) throws {
        let math = DateMath(format: .standard, now: 1_433_326_830_500)
        let instant = try math.instant(text, roundUp: roundUp)
        #expect(DateFormat.standard.print(millis: instant.millis) == expected)
    }

    @Test(
        "refuse mathematics that is none", arguments: ["now-", "now*2d", "now-1x", "now/2d", "x"])
    func refusesMathematics(text: String) {
        #expect(throws: DateMathError.self) {
            try DateMath(format: .standard, now: 0).instant(text, roundUp: false)
        }
    }

    @Test("keep to the clock of a region, summer and winter")
    func regions() throws {
        let paris = try #require(TimeZoneRules(named: "Europe/Paris"))
        #expect(paris.offsetSeconds(at: 1_433_116_800) == 7200)
        #expect(paris.offsetSeconds(at: 1_420_070_400) == 3600)
        let format = try #require(DateFormat("yyyy-MM-dd HH:mm"))
        let summer = try #require(format.parse("2015-07-01 12:00", zone: paris))
        #expect(format.print(summer) == "2015-07-01 10:00")
        // The hour from 02:00 to 03:00 did not exist on 2015-03-29.
        let gap = try #require(format.parse("2015-03-29 02:30", zone: paris))
        #expect(format.print(gap, zone: paris) == "2015-03-29 03:30")
        #expect(TimeZoneRules(named: "Nowhere/Land") == nil)
        #expect(TimeZoneRules(named: "../etc/passwd") == nil)
    }

    @Test("round in their zone")
    func roundsInZone() throws {
        let paris = try #require(TimeZoneRules(named: "Europe/Paris"))
        let math = DateMath(format: .standard, zone: paris, now: 1_433_326_830_500)
        #expect(
            DateFormat.standard.print(try math.instant("now/d", roundUp: false))
                == "2015-06-02T22:00:00.000Z")
        #expect(
            DateFormat.standard.print(try math.instant("2015-06-01", roundUp: false))
                == "2015-05-31T22:00:00.000Z")
    }
}

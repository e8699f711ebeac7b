/// How a date field, a range bound or an aggregation key reads and prints instants: alternatives
/// separated by `||`, each a named format or a pattern. The first one prints.
package struct DateFormat: Sendable, Equatable {
    /// As written in the mapping or the request.
    package let pattern: String
    private let readers: [DatePattern]
    private let printer: DatePattern

    package static let defaultPattern = "strict_date_optional_time||epoch_millis"
    package static let standard: DateFormat = {
        guard let format = DateFormat(defaultPattern) else { fatalError("the default format") }
        return format
    }()
    /// What `dynamic_date_formats` is unless the mapping says otherwise.
    package static let dynamicDefaults = [
        "strict_date_optional_time", "yyyy/MM/dd HH:mm:ss Z||yyyy/MM/dd Z",
    ]

    /// nil when an alternative is neither a known name nor a readable pattern.
    package init?(_ pattern: String) {
        var readers: [DatePattern] = []
        var printer: DatePattern?
        for alternative in Self.alternatives(of: pattern) {
            guard let found = Self.compiled(alternative) else { return nil }
            readers.append(found.reading)
            printer = printer ?? found.printing
        }
        guard let printer else { return nil }
        self.pattern = pattern
        self.readers = readers
        self.printer = printer
    }

    /// The instant a text names. Parts it leaves out take their smallest value, or with `roundUp`
    /// their largest, in `zone` unless the text has a zone of its own. nil: no alternative fits.
    package func parse(
        _ text: UnsafeRawBufferPointer, roundUp: Bool = false, zone: TimeZoneRules = .utc
    ) -> DateInstant? {
        for reader in readers {
            if let components = DateReader.read(text, reader),
                let instant = components.instant(roundUp: roundUp, zone: zone)
            {
                return instant
            }
        }
        return nil
    }

    package func parse(
        _ text: String, roundUp: Bool = false, zone: TimeZoneRules = .utc
    ) -> DateInstant? {
        var text = text
        return text.withUTF8 { parse(UnsafeRawBufferPointer($0), roundUp: roundUp, zone: zone) }
    }

    package func print(_ instant: DateInstant, zone: TimeZoneRules = .utc) -> String {
        DatePrinter.print(instant, printer, zone: zone)
    }

    package func print(millis: Int64, zone: TimeZoneRules = .utc) -> String {
        self.print(DateInstant(millis: millis), zone: zone)
    }

    private static func compiled(
        _ alternative: String
    ) -> (reading: DatePattern, printing: DatePattern)? {
        if let named = NamedDateFormats.pattern(named: alternative) { return named }
        return DatePattern(alternative).map { ($0, $0) }
    }

    private static func alternatives(of pattern: String) -> [String] {
        var alternatives: [String] = []
        var current: [UInt8] = []
        let bytes = Array(pattern.utf8)
        var index = bytes.first == UInt8(ascii: "8") ? 1 : 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "|"), index + 1 < bytes.count,
                bytes[index + 1] == bytes[index]
            {
                alternatives.append(String(decoding: current, as: UTF8.self))
                current = []
                index += 2
            } else {
                current.append(bytes[index])
                index += 1
            }
        }
        alternatives.append(String(decoding: current, as: UTF8.self))
        return alternatives
    }
}

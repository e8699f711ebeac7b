import CICU

/// A compiled regular expression: ICU's dialect, which is Java's but for a few corners.
///
/// `@unchecked`: the compiled pattern is never matched with, only cloned.
final class Regex: @unchecked Sendable {
    let pattern: String
    private let place: String
    private let compiled: OpaquePointer

    static let caseInsensitive = UInt32(AISLE_REGEX_CASE_INSENSITIVE.rawValue)

    /// Flag names of Java that ICU has too.
    private static let flagsByName: [(name: String, flag: UInt32)] = [
        ("CASE_INSENSITIVE", caseInsensitive),
        ("COMMENTS", UInt32(AISLE_REGEX_COMMENTS.rawValue)),
        ("DOTALL", UInt32(AISLE_REGEX_DOTALL.rawValue)),
        ("LITERAL", UInt32(AISLE_REGEX_LITERAL.rawValue)),
        ("MULTILINE", UInt32(AISLE_REGEX_MULTILINE.rawValue)),
        ("UNICODE_CASE", 0), ("UNICODE_CHAR_CLASS", 0), ("UNICODE_CHARACTER_CLASS", 0),
        ("UNIX_LINES", UInt32(AISLE_REGEX_UNIX_LINES.rawValue)),
    ]

    init(_ pattern: String, flags: UInt32 = 0, place: String) throws(AnalysisError) {
        var text = pattern
        var name: UnsafePointer<CChar>?
        var offset: Int32 = 0
        let opened = text.withUTF8 {
            $0.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.flatMap {
                    aisle_regex_open($0, characters.count, flags, &name, &offset)
                }
            }
        }
        guard let opened else {
            let reason = name.map { String(cString: $0) } ?? "it is empty"
            throw AnalysisError(
                .badPattern(pattern: pattern, reason: reason, offset: Int(offset)), at: place)
        }
        compiled = opened
        self.pattern = pattern
        self.place = place
    }

    deinit { aisle_regex_close(compiled) }

    /// Reads flags as `CASE_INSENSITIVE|DOTALL`.
    static func flags(
        _ text: String, _ settings: ComponentSettings
    ) throws(AnalysisError) -> UInt32 {
        var flags: UInt32 = 0
        for part in text.split(separator: "|") where !part.isEmpty {
            let name = ComponentSettings.trim(part)
            guard let entry = flagsByName.first(where: { $0.name == name }) else {
                throw settings.bad(
                    "flags",
                    "has the unknown flag [\(name)]; there are "
                        + flagsByName.map(\.name).joined(separator: ", "))
            }
            flags |= entry.flag
        }
        return flags
    }

    var groupCount: Int { Int(aisle_regex_group_count(compiled)) }

    func group(named name: String) -> Int? {
        var text = name
        let number = text.withUTF8 {
            $0.withMemoryRebound(to: CChar.self) { characters in
                characters.baseAddress.map {
                    aisle_regex_group_number(compiled, $0, characters.count)
                } ?? -1
            }
        }
        return number >= 0 ? Int(number) : nil
    }

    func makeMatcher() -> Matcher {
        guard let clone = aisle_regex_clone(compiled) else {
            fatalError("no memory for a matcher of \(pattern)")
        }
        return Matcher(clone, pattern: pattern, place: place)
    }

    /// One thread's position in one text.
    final class Matcher {
        private let regex: OpaquePointer
        private let pattern: String
        private let place: String

        fileprivate init(_ regex: OpaquePointer, pattern: String, place: String) {
            self.regex = regex
            self.pattern = pattern
            self.place = place
        }

        deinit { aisle_regex_close(regex) }

        /// Starts over on a text, which must stay in place while it is matched.
        func start(_ text: UnsafeRawBufferPointer) {
            let characters = text.bindMemory(to: CChar.self)
            withUnsafePointer(to: CChar(0)) { empty in
                _ = aisle_regex_set_text(regex, characters.baseAddress ?? empty, text.count)
            }
        }

        /// Finds the next match.
        func next() throws(AnalysisError) -> Bool {
            switch aisle_regex_find_next(regex) {
            case 1: return true
            case 0: return false
            default: throw AnalysisError(.patternTooCostly(pattern: pattern), at: place)
            }
        }

        /// Bytes of a group of the current match, nil when it took no part.
        func range(_ group: Int = 0) -> Range<Int>? {
            let start = aisle_regex_start(regex, Int32(group))
            guard start >= 0 else { return nil }
            return Int(start)..<Int(aisle_regex_end(regex, Int32(group)))
        }

        func matchesWhole(_ text: UnsafeRawBufferPointer) throws(AnalysisError) -> Bool {
            start(text)
            while try next() {
                if range() == 0..<text.count { return true }
            }
            return false
        }
    }
}

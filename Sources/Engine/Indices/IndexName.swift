/// What an index or alias may be called.
package enum IndexName {
    package static let maxLengthBytes = 255

    private static let forbidden: Set<Character> = [
        "\\", "/", "*", "?", "\"", "<", ">", "|", " ", ",",
    ]

    /// - Throws: `EngineError` (`.invalidIndexName`) with OpenSearch's words.
    package static func check(_ name: String) throws(EngineError) {
        guard let why = fault(of: name, isAlias: false) else { return }
        throw EngineError(.invalidIndexName(why: why), index: name)
    }

    package static func checkAlias(_ name: String) throws(EngineError) {
        guard let why = fault(of: name, isAlias: true) else { return }
        throw EngineError(.invalidAliasName(alias: name, why: why))
    }

    private static func fault(of name: String, isAlias: Bool) -> String? {
        if name.isEmpty { return "must not be empty" }
        if name.contains(where: { forbidden.contains($0) }) {
            return "must not contain the following characters [ , \", *, \\, <, |, ,, >, /, ?]"
        }
        if name.contains("#") { return "must not contain '#'" }
        if name.contains(":") { return "must not contain ':'" }
        if let first = name.first, first == "_" || first == "-" || first == "+" {
            return "must not start with '_', '-', or '+'"
        }
        if name.utf8.count > maxLengthBytes {
            return "index name is too long, (\(name.utf8.count) > \(maxLengthBytes))"
        }
        if name == "." || name == ".." { return "must not be '.' or '..'" }
        if !isAlias, name != name.lowercased() { return "must be lowercase" }
        return nil
    }
}

/// Text patterns whose only special character is `*`.
package enum NamePattern {
    package static func isPattern(_ text: String) -> Bool { text.contains("*") }

    package static func matches(_ pattern: String, _ text: String) -> Bool {
        let pattern = Array(pattern.utf8)
        let text = Array(text.utf8)
        var p = 0
        var t = 0
        var star: (pattern: Int, text: Int)?
        while t < text.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p + 1, t)
                p += 1
            } else if p < pattern.count, pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                p = last.pattern
                t = last.text + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

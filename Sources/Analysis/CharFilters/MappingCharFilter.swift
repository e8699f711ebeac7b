/// Replaces strings by strings, the longest that fits at each place.
struct MappingCharFilter: CharFilter {
    static let registration = CharFilterType(
        name: "mapping", summary: "Replaces strings by strings, the longest first.",
        parameters: [
            Parameter("mappings", .strings, "Rules of the form: from => to. Required.")
        ],
        isNormalizing: true
    ) { settings throws(AnalysisError) in
        var rules = ByteTrie()
        for rule in try settings.requiredStrings("mappings", splitsCommas: false) {
            guard let (from, to) = parse(rule), !from.isEmpty else {
                throw settings.fail(.badRule(rule: rule, reason: "must read: from => to"))
            }
            guard rules.insert(from, value: to) else {
                throw settings.fail(
                    .badRule(rule: rule, reason: "repeats another rule's left side"))
            }
        }
        return MappingCharFilter(rules: rules)
    }

    let rules: ByteTrie

    private static func parse(_ rule: String) -> (from: [UInt8], to: [UInt8])? {
        let sides = rule.components(separatedBy: "=>")
        guard sides.count >= 2 else { return nil }
        let left = sides.dropLast().joined(separator: "=>")
        guard let from = EscapedText.bytes(ComponentSettings.trim(left)),
            let to = EscapedText.bytes(ComponentSettings.trim(sides[sides.count - 1]))
        else { return nil }
        return (from, to)
    }

    func apply(_ text: UnsafeRawBufferPointer, to output: FilteredText) throws(AnalysisError) {
        var copied = 0
        var at = 0
        while at < text.count {
            guard let (length, value) = rules.longestMatch(in: text, at: at) else {
                at += 1
                continue
            }
            output.copy(text, copied..<at)
            output.replace(text, at..<at + length, with: value)
            at += length
            copied = at
        }
        output.copy(text, copied..<text.count)
    }
}

/// Byte strings to byte strings, searched by the longest key at a place.
struct ByteTrie: Sendable {
    private var children: [Int: Int] = [:]
    private var values: [[UInt8]?] = [nil]
    private var startsKey = [Bool](repeating: false, count: 256)

    /// False when the key is there already.
    mutating func insert(_ key: [UInt8], value: [UInt8]) -> Bool {
        var node = 0
        for byte in key {
            let edge = node << 8 | Int(byte)
            if let child = children[edge] {
                node = child
            } else {
                values.append(nil)
                children[edge] = values.count - 1
                node = values.count - 1
            }
        }
        guard values[node] == nil else { return false }
        values[node] = value
        if let first = key.first { startsKey[Int(first)] = true }
        return true
    }

    func longestMatch(
        in text: UnsafeRawBufferPointer, at start: Int
    ) -> (length: Int, value: [UInt8])? {
        guard startsKey[Int(text[start])] else { return nil }
        var node = 0
        var at = start
        var found: (Int, [UInt8])?
        while at < text.count, let child = children[node << 8 | Int(text[at])] {
            node = child
            at += 1
            if let value = values[node] { found = (at - start, value) }
        }
        return found
    }
}

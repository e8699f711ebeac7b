/// Synonym rules as written, in the format of Solr: `a, b => c d` replaces, `a, b, c` makes the
/// words equal. A backslash takes the meaning off `,`, `=>` and itself.
struct SynonymRules: Sendable {
    /// One side to another, both still text.
    struct Rule: Sendable {
        var from: String
        var to: String
        /// Whether `from` stays beside `to`.
        var keepsOriginal: Bool
        /// The line it was written in.
        var line: String
    }

    let rules: [Rule]
    /// Whether a rule whose words the analyzer does away with is left out instead of refused.
    let isLenient: Bool
    let place: String

    init(_ settings: ComponentSettings) throws(AnalysisError) {
        let format = try settings.string("format", default: "solr")
        guard format == "solr" else {
            throw settings.bad("format", "must be solr, not [\(format)]")
        }
        _ = try settings.boolean("updateable", default: false)
        let expands = try settings.boolean("expand", default: true)
        isLenient = try settings.boolean("lenient", default: false)
        place = settings.place
        var rules: [Rule] = []
        for line in try settings.requiredStrings("synonyms", splitsCommas: false) {
            let text = ComponentSettings.trim(line)
            if text.isEmpty || text.hasPrefix("#") { continue }
            do throws(AnalysisError) {
                rules += try Self.parse(text, expands: expands, place: settings.place)
            } catch {
                if !isLenient { throw error }
            }
            guard rules.count <= AnalysisLimits.synonymRules else {
                throw settings.bad(
                    "synonyms", "expands to over \(AnalysisLimits.synonymRules) rules")
            }
        }
        self.rules = rules
    }

    static let parameters = [
        Parameter("synonyms", .strings, "Rules: a, b, c or a, b => c. Required."),
        Parameter(
            "expand", .boolean, default: "true",
            "Make equal words replace one another; false maps all to the first."),
        Parameter(
            "lenient", .boolean, default: "false", "Leave out rules that cannot be read."),
        Parameter("format", .string, default: "solr", "Only solr."),
        Parameter(
            "updateable", .boolean, default: "false",
            "Accepted: an analyzer used for searching only takes new rules without a rebuild."),
    ]

    private static func parse(
        _ line: String, expands: Bool, place: String
    ) throws(AnalysisError) -> [Rule] {
        let sides = split(line, at: "=>")
        guard sides.count <= 2 else {
            throw AnalysisError(
                .badRule(rule: line, reason: "more than one => on one line"), at: place)
        }
        let left = split(sides[0], at: ",").map(unescape)
        guard !left.contains("") else {
            throw AnalysisError(.badRule(rule: line, reason: "has an empty word"), at: place)
        }
        guard sides.count == 2 else { return equal(left, line, expands: expands) }
        let right = split(sides[1], at: ",").map(unescape)
        guard !right.contains("") else {
            throw AnalysisError(.badRule(rule: line, reason: "has an empty word"), at: place)
        }
        return left.flatMap { from in
            right.map { Rule(from: from, to: $0, keepsOriginal: false, line: line) }
        }
    }

    private static func equal(_ words: [String], _ line: String, expands: Bool) -> [Rule] {
        guard expands else {
            return words.map { Rule(from: $0, to: words[0], keepsOriginal: false, line: line) }
        }
        return words.indices.flatMap { index in
            words.indices.filter { $0 != index }.map {
                Rule(from: words[index], to: words[$0], keepsOriginal: true, line: line)
            }
        }
    }

    private static func split(_ text: String, at separator: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var rest = Substring(text)
        while let character = rest.first {
            if character == "\\", rest.count > 1 {
                part += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix(separator) {
                parts.append(part)
                part = ""
                rest = rest.dropFirst(separator.count)
            } else {
                part.append(character)
                rest = rest.dropFirst()
            }
        }
        return parts + [part]
    }

    private static func unescape(_ text: String) -> String {
        var result = ""
        var rest = Substring(ComponentSettings.trim(text))
        while let character = rest.popFirst() {
            result.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
        }
        return result
    }
}

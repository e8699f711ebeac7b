import Primitives

/// The settings of one component, read parameter by parameter. What was read, defaults included,
/// adds up to the component's definition: the text its fingerprint is taken of.
package final class ComponentSettings {
    /// Path of the component in the settings.
    package let place: String
    let data: LanguageData
    private let values: [(key: String, value: ParameterValue)]
    private(set) var definition = ""

    init(_ value: ParameterValue?, place: String, data: LanguageData) {
        self.place = place
        self.data = data
        if case .map(let entries)? = value { values = entries } else { values = [] }
    }

    var keys: [String] { values.map(\.key) }

    func value(_ name: String) -> ParameterValue? { values.last { $0.key == name }?.value }

    func fail(_ kind: AnalysisError.Kind) -> AnalysisError { AnalysisError(kind, at: place) }

    func bad(_ name: String, _ reason: String) -> AnalysisError {
        fail(.badParameter(name: name, reason: reason))
    }

    /// Adds a part to the definition.
    func note(_ name: String, _ text: String) {
        definition += "\(name)=\(text.utf8.count):\(text);"
    }

    /// Makes a data file part of the definition.
    func noteFile(_ path: String) {
        let bytes = data.bytes(path) ?? []
        note(path, String(bytes.withUnsafeBytes { Hash64.hash($0) }, radix: 16))
    }

    func integer(
        _ name: String, default fallback: Int, in range: ClosedRange<Int>
    ) throws(AnalysisError) -> Int {
        var number = fallback
        switch value(name) {
        case nil: break
        case .integer(let given): number = Int(given)
        case .double(let given) where given.rounded() == given && abs(given) < 1e15:
            number = Int(given)
        case .string(let text):
            guard let parsed = Int(text) else {
                throw bad(name, "must be a whole number, not [\(text)]")
            }
            number = parsed
        default: throw bad(name, "must be a whole number")
        }
        guard range.contains(number) else {
            throw bad(
                name, "must be between \(range.lowerBound) and \(range.upperBound), not \(number)")
        }
        note(name, String(number))
        return number
    }

    func boolean(_ name: String, default fallback: Bool) throws(AnalysisError) -> Bool {
        let flag: Bool
        switch value(name) {
        case nil: flag = fallback
        case .boolean(let given): flag = given
        case .string("true"): flag = true
        case .string("false"), .string(""): flag = false
        default: throw bad(name, "must be true or false")
        }
        note(name, String(flag))
        return flag
    }

    func optionalString(_ name: String) throws(AnalysisError) -> String? {
        guard let given = value(name) else { return nil }
        guard let text = given.text else { throw bad(name, "must be a string") }
        note(name, text)
        return text
    }

    func string(_ name: String, default fallback: String) throws(AnalysisError) -> String {
        if let text = try optionalString(name) { return text }
        note(name, fallback)
        return fallback
    }

    func requiredString(_ name: String) throws(AnalysisError) -> String {
        guard let text = try optionalString(name) else {
            throw fail(.missingParameter(name: name))
        }
        return text
    }

    /// A list of strings; one string is a list of one, or of several parted by commas.
    func strings(_ name: String, splitsCommas: Bool = true) throws(AnalysisError) -> [String]? {
        guard let given = value(name) else { return nil }
        var list: [String] = []
        switch given {
        case .list(let items):
            for item in items {
                guard let text = item.text else { throw bad(name, "must be a list of strings") }
                list.append(text)
            }
        case .map: throw bad(name, "must be a list of strings")
        default:
            let text = given.text ?? ""
            list = splitsCommas ? text.split(separator: ",").map { Self.trim($0) } : [text]
        }
        guard list.count <= AnalysisLimits.listEntries else {
            throw bad(name, "has \(list.count) entries, more than \(AnalysisLimits.listEntries)")
        }
        note(name, list.map { "\($0.utf8.count):\($0)" }.joined(separator: ","))
        return list
    }

    func requiredStrings(
        _ name: String, splitsCommas: Bool = true
    ) throws(AnalysisError) -> [String] {
        guard let list = try strings(name, splitsCommas: splitsCommas) else {
            throw fail(.missingParameter(name: name))
        }
        return list
    }

    /// A word list, in which `_english_` stands for the language's stop words and `_none_` for
    /// nothing.
    func words(_ name: String, default fallback: [String]) throws(AnalysisError) -> [String] {
        let given = try strings(name) ?? fallback
        var words: [String] = []
        for entry in given {
            guard entry.hasPrefix("_"), entry.hasSuffix("_"), entry.count > 2 else {
                words.append(entry)
                continue
            }
            if entry == "_none_" { continue }
            let language = String(entry.dropFirst().dropLast())
            guard let list = data.stopwords(language) else {
                let known = data.stopwordLanguages.map { "_\($0)_" }
                let hint = Suggestion.nearest(to: entry, among: known)
                throw bad(
                    name,
                    "names the unknown list [\(entry)]"
                        + (hint.map { ", did you mean [\($0)]?" } ?? "")
                        + "; there are \(known.joined(separator: ", "))")
            }
            words += list
        }
        note(name, words.joined(separator: ","))
        return words
    }

    func maxTokenLength() throws(AnalysisError) -> Int {
        try integer(
            "max_token_length", default: StandardTokenizer.defaultMaxTokenLength,
            in: 1...AnalysisLimits.tokenLength)
    }

    static func trim(_ text: some StringProtocol) -> String {
        var view = Substring(text)
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}

import Engine
import Primitives

/// The query part of an address, checked against the table of its route.
package struct QueryParameters: Sendable {
    private let values: [String: String]
    /// In the order sent, without those the answer's layout uses up.
    package let pairs: [(String, String)]

    package init(_ pairs: [(String, String)]) {
        self.pairs = pairs
        values = Dictionary(pairs, uniquingKeysWith: { _, last in last })
    }

    package subscript(_ name: String) -> String? { values[name] }

    package func has(_ name: String) -> Bool { values[name] != nil }

    /// An absent parameter is `fallback`, an empty one true, as in `?pretty`.
    package func flag(_ name: String, default fallback: Bool = false) throws -> Bool {
        switch values[name] {
        case nil: return fallback
        case "true", "": return true
        case "false": return false
        case .some(let other): throw APIError(.notBoolean(other))
        }
    }

    package func integer(_ name: String) throws -> Int? {
        guard let text = values[name] else { return nil }
        guard let value = Int32(text) else {
            throw APIError(.notInteger(parameter: name, value: text, type: "int"))
        }
        return Int(value)
    }

    package func long(_ name: String) throws -> Int64? {
        guard let text = values[name] else { return nil }
        guard let value = Int64(text) else {
            throw APIError(.notInteger(parameter: name, value: text, type: "long"))
        }
        return value
    }

    /// A comma-separated list; nil when absent or empty.
    package func list(_ name: String) -> [String]? {
        guard let text = values[name], !text.isEmpty else { return nil }
        return text.split(separator: ",").map(String.init)
    }

    /// A time such as `30s`. Unit: milliseconds; -1 where the text says so.
    package func milliseconds(_ name: String) throws -> Int? {
        guard let text = values[name] else { return nil }
        guard let value = TimeSpan.milliseconds(text) else {
            throw APIError(.notTime(parameter: name, value: text))
        }
        return value
    }

    /// Refuses parameters the route does not know, with the nearest known names.
    func check(against route: Route, path: String) throws {
        var unknown: [String] = []
        var suggestions: [String: [String]] = [:]
        for (name, value) in pairs where !unknown.contains(name) {
            guard let known = route.parameters.first(where: { $0.name == name }) else {
                unknown.append(name)
                suggestions[name] = Spelling.nearest(to: name, among: route.parameters.map(\.name))
                continue
            }
            if case .refused(let reason) = known.treatment, !value.isEmpty {
                throw APIError(.refusedParameter(name, because: reason))
            }
        }
        guard unknown.isEmpty else {
            throw APIError(
                .unknownParameters(unknown.sorted(), route: path, suggestions: suggestions))
        }
    }
}

/// Names close enough to a mistyped one to be meant.
enum Spelling {
    /// Candidates whose edit distance is under half of the longer name, nearest first.
    static func nearest(to word: String, among candidates: [String]) -> [String] {
        let scored = Set(candidates).compactMap { candidate -> (Double, String)? in
            let length = max(word.utf8.count, candidate.utf8.count)
            guard length > 0 else { return nil }
            let likeness =
                1
                - Double(
                    Suggestion.distance(
                        Array(word.utf8), Array(candidate.utf8), transpositions: false))
                / Double(length)
            return likeness > 0.5 ? (likeness, candidate) : nil
        }
        return scored.sorted { $0.0 != $1.0 ? $0.0 > $1.0 : $0.1 < $1.1 }.map(\.1)
    }
}

/// Why an analysis could not be set up or run: what is wrong, and where in the settings.
package struct AnalysisError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// No component of that name or type. `component` is "filter", "tokenizer", …
        case unknownComponent(component: String, name: String, suggestion: String?)
        case unknownParameter(name: String, suggestion: String?, known: [String])
        case missingParameter(name: String)
        case badParameter(name: String, reason: String)
        /// The component exists, but not in this combination.
        case misplaced(reason: String)
        case badRule(rule: String, reason: String)
        case badPattern(pattern: String, reason: String, offset: Int)
        /// Matching a pattern took longer, or needed more stack, than `AnalysisLimits` lets it.
        case patternTooCostly(pattern: String)
        case textTooLong(byteCount: Int, limit: Int)
    }

    package var kind: Kind
    /// Path in the settings, as `analysis.filter.my_stop`, or the name of the analyzer.
    package var place: String

    package init(_ kind: Kind, at place: String) {
        self.kind = kind
        self.place = place
    }

    package var description: String { "\(reason) [\(place)]" }

    /// The message without the place.
    package var reason: String {
        switch kind {
        case .unknownComponent(let component, let name, let suggestion):
            return "failed to find \(component) under name [\(name)]" + Self.hint(suggestion)
        case .unknownParameter(let name, let suggestion, let known):
            let list = known.isEmpty ? "it takes none" : "it takes " + known.joined(separator: ", ")
            return "unknown parameter [\(name)]" + Self.hint(suggestion) + "; \(list)"
        case .missingParameter(let name): return "parameter [\(name)] is required"
        case .badParameter(let name, let reason): return "parameter [\(name)] \(reason)"
        case .misplaced(let reason): return reason
        case .badRule(let rule, let reason): return "rule [\(rule)]: \(reason)"
        case .badPattern(let pattern, let reason, let offset):
            return "pattern [\(pattern)] is invalid at character \(offset): \(reason)"
        case .patternTooCostly(let pattern):
            return "pattern [\(pattern)] took too long on a text: it backtracks too much"
        case .textTooLong(let byteCount, let limit):
            return "a text of \(byteCount) bytes is longer than the limit of \(limit)"
        }
    }

    private static func hint(_ suggestion: String?) -> String {
        suggestion.map { ", did you mean [\($0)]?" } ?? ""
    }
}

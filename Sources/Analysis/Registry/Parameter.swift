/// One setting a component understands.
package struct Parameter: Sendable {
    package enum Shape: String, Sendable {
        case integer, boolean, string, strings = "list of strings", map = "object"
    }

    package let name: String
    package let shape: Shape
    /// As a user would write it; nil when the parameter is required or empty by default.
    package let defaultText: String?
    package let summary: String

    init(_ name: String, _ shape: Shape, default defaultText: String? = nil, _ summary: String) {
        self.name = name
        self.shape = shape
        self.defaultText = defaultText
        self.summary = summary
    }

    static let maxTokenLength = Parameter(
        "max_token_length", .integer, default: "255",
        "Longer tokens are cut at this many UTF-16 units.")
    static let stopwords = Parameter(
        "stopwords", .strings, "Words to drop: a list, or a named one as _english_ or _none_.")
    static let stemExclusion = Parameter(
        "stem_exclusion", .strings, default: "[]", "Words left as they are by the stemmer.")
}

/// A tree of numbers and the words for them, ending in a document's score.
package struct Explanation: Sendable {
    package var value: Float
    package var description: String
    package var details: [Explanation]
    package var matched: Bool

    package init(
        value: Float, description: String, details: [Explanation] = [], matched: Bool = true
    ) {
        self.value = value
        self.description = description
        self.details = details
        self.matched = matched
    }

    package static func match(
        _ value: Float, _ description: String, _ details: [Explanation] = []
    ) -> Explanation {
        Explanation(value: value, description: description, details: details)
    }

    package static func noMatch(
        _ description: String, _ details: [Explanation] = []
    ) -> Explanation {
        Explanation(value: 0, description: description, details: details, matched: false)
    }
}

/// One place of a phrase and the terms that may stand there.
package struct PhrasePosition: Sendable, Equatable {
    package var terms: [[UInt8]]
    /// Relative to the other positions of the phrase.
    package let position: Int

    package init(terms: [[UInt8]], position: Int) {
        self.terms = terms
        self.position = position
    }

    package var description: String {
        terms.count == 1
            ? text(terms[0]) : "(" + terms.map { text($0) }.joined(separator: " ") + ")"
    }
}

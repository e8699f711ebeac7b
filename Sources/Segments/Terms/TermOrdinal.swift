/// A term's place in the byte order of its field's terms in one segment.
package typealias TermOrdinal = UInt32

/// A term found by a fuzzy walk.
package struct FuzzyMatch: Sendable, Equatable, BitwiseCopyable {
    package var ordinal: TermOrdinal
    /// Edits between the term and the one asked for.
    package var distance: Int
    package var documentFrequency: Int

    package init(ordinal: TermOrdinal, distance: Int, documentFrequency: Int) {
        self.ordinal = ordinal
        self.distance = distance
        self.documentFrequency = documentFrequency
    }
}

/// A term's place in the byte order of its field's terms in one segment.
package typealias TermOrdinal = UInt32

/// A term found by a fuzzy walk.
package struct FuzzyMatch: Sendable, Equatable, BitwiseCopyable {
    package var ordinal: TermOrdinal
    /// Edits between the term and the one asked for.
    package var distance: Int
    /// Of the term. Unit: code points.
    package var length: Int
    package var documentFrequency: Int

    package init(ordinal: TermOrdinal, distance: Int, length: Int, documentFrequency: Int) {
        self.ordinal = ordinal
        self.distance = distance
        self.length = length
        self.documentFrequency = documentFrequency
    }
}

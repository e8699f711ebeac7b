import Segments

/// Documents with a term within some edits of another, scored as variants of one term.
package struct FuzzyQuery: Query {
    package let field: FieldNumber
    package let term: [UInt8]
    /// Range: 0...2.
    package let maxEdits: Int
    /// Leading code points that have to be equal.
    package let prefixLength: Int
    package let maxExpansions: Int
    /// Whether swapped neighbours count as one edit.
    package let transpositions: Bool

    package init(
        field: FieldNumber, term: [UInt8], maxEdits: Int = 2, prefixLength: Int = 0,
        maxExpansions: Int = 50, transpositions: Bool = true
    ) {
        self.field = field
        self.term = term
        self.maxEdits = maxEdits
        self.prefixLength = prefixLength
        self.maxExpansions = maxExpansions
        self.transpositions = transpositions
    }

    package var description: String { "#\(field):\(text(term))~\(maxEdits)" }
}

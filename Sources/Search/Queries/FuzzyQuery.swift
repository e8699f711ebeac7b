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

extension FuzzyQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let length = FuzzyExpansion.codePoints(term)
        if maxEdits == 0 || prefixLength >= length {
            return try TermQuery(field: field, term: term).makeWeight(
                context, needsScores: needsScores, boost: boost)
        }
        let variants = try FuzzyExpansion.variants(of: self, context)
        if variants.isEmpty { return NoWeight(reason: "no term is similar") }
        let frequency = variants.map(\.documentFrequency).max() ?? 0
        let dictionaries = try context.dictionaries(field)
        let terms = variants.map { variant in
            TermWeight(
                context: context,
                states: TermStates(
                    field: field, term: variant.term, ordinals: variant.ordinals,
                    documentFrequency: variant.documentFrequency,
                    dictionaries: dictionaries),
                scoring: needsScores
                    ? context.scoring(
                        field, documentFrequency: frequency, boost: boost * variant.boost)
                    : nil)
        }
        return terms.count == 1 ? terms[0] : TermSumWeight(terms, isScoring: needsScores)
    }
}

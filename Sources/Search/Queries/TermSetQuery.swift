import Segments

/// Documents that hold any of many terms; the boost is their score.
package struct TermSetQuery: Query {
    package let field: FieldNumber
    package let terms: [[UInt8]]

    package init(field: FieldNumber, terms: [[UInt8]]) {
        self.field = field
        self.terms = terms
    }

    package var description: String {
        "#\(field):(\(terms.map { text($0) }.joined(separator: " ")))"
    }
}

extension TermSetQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if terms.count > SearchLimits.maximumTerms {
            throw SearchError(
                .tooLarge, "\(terms.count) terms, at most \(SearchLimits.maximumTerms)")
        }
        let unique = Array(Set(terms))
        return ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            matches: { leaf in
                try context.union(of: .set(field, terms), leaf) {
                    try ordinals(leaf, unique)
                }?.scorer()
            })
    }

    private func ordinals(
        _ leaf: Leaf, _ unique: [[UInt8]]
    ) throws -> (dictionary: TermDictionary, ordinals: [TermOrdinal])? {
        guard let dictionary = try leaf.view.reader.terms(field) else { return nil }
        var ordinals: [TermOrdinal] = []
        for term in unique {
            if let ordinal = try term.withUnsafeBytes({ try dictionary.find($0) }) {
                ordinals.append(ordinal)
            }
        }
        return (dictionary, ordinals)
    }

    /// A score-free scorer of one list.
    static func scorer(_ postings: PostingsList, _ leaf: Leaf) throws -> (any Scorer)? {
        if postings.documentFrequency == 0 { return nil }
        let set = CursorSet(capacity: 1)
        try set.append(unscored: postings)
        return TermScorer(set: set, documentCount: leaf.documentCount, isScoring: false)
    }
}

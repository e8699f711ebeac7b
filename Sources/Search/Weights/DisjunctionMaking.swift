import Segments

/// Builds the scorer of a sum of clauses, fused when all are terms.
enum DisjunctionMaking {
    /// - Parameter shortCost: see `DisjunctionScorer`.
    /// - Returns: nil when no clause matches anything in the leaf.
    static func scorer(
        of weights: [any Weight], leaf: Leaf, isScoring: Bool, shortCost: Int
    ) throws -> (any Scorer)? {
        if weights.isEmpty { return nil }
        if let terms = terms(of: weights) {
            return try scorer(ofTerms: terms, leaf: leaf, isScoring: isScoring)
        }
        let scorers = try weights.compactMap { try $0.makeScorer(leaf) }
        if scorers.count <= 1 { return scorers.first }
        return DisjunctionScorer(
            scorers, combination: .sum, documentCount: leaf.documentCount, isScoring: isScoring,
            shortCost: shortCost)
    }

    static func scorer(
        ofTerms terms: [TermWeight], leaf: Leaf, isScoring: Bool
    ) throws -> (any Scorer)? {
        let set = CursorSet(capacity: terms.count)
        for term in terms { _ = try term.append(to: set, leaf) }
        if set.count == 0 { return nil }
        if set.count == 1 {
            return TermScorer(set: set, documentCount: leaf.documentCount, isScoring: isScoring)
        }
        return TermDisjunctionScorer(
            set: set, documentCount: leaf.documentCount, isScoring: isScoring,
            mergedCost: terms[0].context.countedCost)
    }

    /// The terms a weight is a plain sum of, any of which matches, else nil.
    static func alternatives(of weight: any Weight) -> [TermWeight]? {
        if let sum = weight as? any TermSum { return sum.terms }
        return (weight as? BooleanWeight)?.alternatives.flatMap { terms(of: $0) }
    }

    /// The terms when every weight is a sum of some, else nil.
    static func terms(of weights: [any Weight]) -> [TermWeight]? {
        var terms: [TermWeight] = []
        terms.reserveCapacity(weights.count)
        for weight in weights {
            if let term = weight as? TermWeight {
                terms.append(term)
                continue
            }
            guard let sum = weight as? any TermSum else { return nil }
            terms += sum.terms
        }
        return terms
    }
}

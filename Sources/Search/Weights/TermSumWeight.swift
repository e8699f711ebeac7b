import Segments

/// Several terms of which any matches and whose scores add up.
final class TermSumWeight: Weight, TermSum, TermSeeding {
    let terms: [TermWeight]
    let isScoring: Bool

    init(_ terms: [TermWeight], isScoring: Bool) {
        self.terms = terms
        self.isScoring = isScoring
    }

    var seedTerms: [TermWeight]? { isScoring ? terms : nil }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        try DisjunctionMaking.scorer(ofTerms: terms, leaf: leaf, isScoring: isScoring)
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let matching = try terms.map { try $0.explain(doc, in: leaf) }.filter { $0.matched }
        if matching.isEmpty { return .noMatch("No matching clause") }
        if matching.count == 1 { return matching[0] }
        let sum = matching.reduce(0) { $0 + Double($1.value) }
        return .match(Float(sum), "sum of:", matching)
    }
}

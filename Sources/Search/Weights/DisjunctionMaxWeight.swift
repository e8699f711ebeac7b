import Segments

/// A `dis_max` bound to a snapshot.
final class DisjunctionMaxWeight: Weight {
    let weights: [any Weight]
    private let tieBreaker: Float
    private let isScoring: Bool

    private let shortCost: Int

    /// - Parameter shortCost: see `DisjunctionScorer`.
    init(_ weights: [any Weight], tieBreaker: Float, isScoring: Bool, shortCost: Int) {
        self.shortCost = shortCost
        self.weights = weights
        self.tieBreaker = tieBreaker
        self.isScoring = isScoring
    }

    func isAbsent(from leaf: Leaf) -> Bool { weights.allSatisfy { $0.isAbsent(from: leaf) } }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        if isAbsent(from: leaf) { return nil }
        if !isScoring {
            return try DisjunctionMaking.scorer(
                of: weights, leaf: leaf, isScoring: false, shortCost: 0)
        }
        let scorers = try weights.compactMap { try $0.makeScorer(leaf) }
        if scorers.count <= 1 { return scorers.first }
        return DisjunctionScorer(
            scorers, combination: .best(tieBreaker: Double(tieBreaker)),
            documentCount: leaf.documentCount, isScoring: true, shortCost: shortCost)
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let matching = try weights.map { try $0.explain(doc, in: leaf) }.filter { $0.matched }
        if matching.isEmpty { return .noMatch("No matching clause") }
        let best = Double(matching.map(\.value).max() ?? 0)
        let sum = matching.reduce(0) { $0 + Double($1.value) }
        let value = Float(best + Double(tieBreaker) * (sum - best))
        return .match(
            value, tieBreaker == 0 ? "max of:" : "max plus \(tieBreaker) times others of:",
            matching)
    }
}

import Segments

/// A query over nested objects, answered with the documents they are in.
final class NestedWeight: Weight {
    private let query: NestedQuery
    private let inner: any Weight
    private let isScoring: Bool

    init(_ query: NestedQuery, _ inner: any Weight, isScoring: Bool) {
        self.query = query
        self.inner = inner
        self.isScoring = isScoring
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        guard let spaces = try NestedSpaces(query.spaces, in: leaf),
            let scorer = try inner.makeScorer(Leaf(leaf, space: spaces.objects))
        else { return nil }
        return NestedScorer(
            scorer, spaces, mode: isScoring ? query.scoreMode : .none,
            documentCount: leaf.documentCount)
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        guard let spaces = try NestedSpaces(query.spaces, in: leaf) else {
            return .noMatch("Not a match")
        }
        let objects = Leaf(leaf, space: spaces.objects)
        let range = spaces.first(from: doc)..<spaces.first(from: doc + 1)
        var matching: [Explanation] = []
        for object in range {
            let explanation = try inner.explain(object, in: objects)
            if explanation.matched { matching.append(explanation) }
        }
        guard let best = matching.max(by: { $0.value < $1.value }), let last = range.last else {
            return .noMatch("Not a match")
        }
        let value = try isScoring ? score(of: doc, in: leaf) ?? 0 : 0
        return .match(
            value,
            "Score based on \(matching.count) child docs in range from \(range.lowerBound) to "
                + "\(last), using score mode \(query.scoreMode)", [best])
    }
}

import Segments

/// Matches nothing.
final class NoWeight: Weight {
    private let reason: String

    init(reason: String) { self.reason = reason }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? { nil }

    func exactCount(_ leaf: Leaf) throws -> Int? { 0 }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation { .noMatch(reason) }
}

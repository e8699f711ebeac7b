import Segments

/// A query bound to one snapshot: global statistics, no state of a single segment.
package protocol Weight: AnyObject {
    /// The matches of one leaf, or nil when nothing matches there.
    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)?

    /// Why a document has its score, in Lucene's words.
    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation

    /// Live matches of a leaf when they are known without visiting them, else nil.
    func exactCount(_ leaf: Leaf) throws -> Int?

    /// Whether the dictionaries alone say that nothing in a leaf matches.
    func isAbsent(from leaf: Leaf) -> Bool
}

extension Weight {
    package func exactCount(_ leaf: Leaf) throws -> Int? { nil }
    package func isAbsent(from leaf: Leaf) -> Bool { false }
}

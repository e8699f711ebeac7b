import Segments

/// The matches of one query node in one segment, in blocks.
///
/// A scorer only moves forward: it has a position, the first document not yet asked about, and
/// `fill`, `retain` and `apply` may be mixed as long as no document before the position is asked
/// for. `fill` leads; `retain` follows as a required clause; `apply` follows as an optional one.
/// Between two calls a caller may `skip(to:)` a later document and raise `threshold`. Only once
/// `fill` has returned false for a limit may it ask for bounds, mix in the other two, or lower the
/// threshold.
package protocol Scorer: AnyObject {
    /// Replaces the block's content by the next matches below `limit`, with scores when asked.
    ///
    /// Matches whose score cannot pass `threshold` may be left out. A block may come back with few
    /// or no documents although more follow.
    /// - Returns: whether more may follow below `limit`; if not, the position is `limit`.
    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool

    /// Drops the documents of the block that do not match; adds its score to the others'.
    func retain(_ block: DocBlock) throws

    /// Adds its score to the documents of the block that match.
    func apply(_ block: DocBlock) throws

    /// No document from the position through `doc` scores more than this.
    func maxScore(through doc: DocID) -> Float

    /// Last document up to which the bound at the position stays what it is; `.max` at the end.
    func boundEnd() -> DocID

    /// Moves the position forward to `doc`; no effect when it is there already or later.
    func skip(to doc: DocID)

    /// Score that a document has to exceed for `fill` to owe it.
    var threshold: Float { get set }

    /// Upper estimate of the documents it visits to find all matches.
    var cost: Int { get }

    /// Whether `retain` costs about a load a document, rather than a search in a block.
    var followsCheaply: Bool { get }

    /// Whether a match costs more to find than to score: counting apart from scoring would do most
    /// of the work twice.
    var findsSlowly: Bool { get }

    /// Itself, if it can count matches that it does not hand out.
    var counting: (any MatchCountingScorer)? { get }

    /// Itself, if it can leave out matches by a number of theirs.
    var competing: (any CompetingScorer)? { get }

    /// Lets the documents of a block come in any order.
    func forgoOrder()

    /// Sets the bit of every match in `start..<end`, counted from bit 0 of `words`.
    ///
    /// Score-free; the position is `end` afterwards.
    func mark(_ words: UnsafeMutablePointer<UInt64>, from start: DocID, to end: DocID) throws
}

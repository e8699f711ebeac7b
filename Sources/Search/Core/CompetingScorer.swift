import Segments

/// A scorer that can leave out matches by a number of theirs before it hands them out.
///
/// A search for the first by a number passes most matches over: looking at the number of every
/// posting costs less than bringing the postings of several lists together.
package protocol CompetingScorer: Scorer {
    /// As `fill` without scores; may leave out matches whose number does not compete.
    func fill(
        upTo limit: DocID, _ block: DocBlock, within competition: Competition
    ) throws -> Bool
}

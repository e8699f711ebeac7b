import Primitives

/// The terms of one field of one segment, in byte order.
package struct TermDictionary {
    package var termCount: Int { preconditionFailure("unwritten") }

    package func find(_ term: UnsafeRawBufferPointer) throws(SegmentError) -> TermOrdinal? {
        preconditionFailure("unwritten")
    }

    /// Appends the bytes of a term.
    package func term(_ ordinal: TermOrdinal, into writer: ByteWriter) throws(SegmentError) {
        preconditionFailure("unwritten")
    }

    package func documentFrequency(_ ordinal: TermOrdinal) -> Int {
        preconditionFailure("unwritten")
    }

    /// - Parameter positions: whether positions will be read; false leaves their pages untouched
    ///   and makes `hasPositions` false.
    package func postings(
        _ ordinal: TermOrdinal, positions: Bool = true
    ) throws(SegmentError) -> PostingsList {
        preconditionFailure("unwritten")
    }

    /// Calls `body` with each term at or after `lower` until it returns false. The bytes are valid
    /// during the call.
    package func forEachTerm(
        from lower: UnsafeRawBufferPointer? = nil,
        _ body: (UnsafeRawBufferPointer, TermOrdinal, _ documentFrequency: Int) throws -> Bool
    ) throws {
        preconditionFailure("unwritten")
    }

    /// The first ordinal whose term is not below `term`; `termCount` when all are.
    package func lowerBound(_ term: UnsafeRawBufferPointer) throws(SegmentError) -> TermOrdinal {
        preconditionFailure("unwritten")
    }

    package func prefixRange(
        _ prefix: UnsafeRawBufferPointer
    ) throws(SegmentError) -> Range<TermOrdinal> {
        preconditionFailure("unwritten")
    }

    /// Terms within `maxEdits` insertions, deletions, substitutions and, if `transpositions`, swaps
    /// of neighbours (optimal string alignment), counted in code points; the first `prefixLength`
    /// code points are equal.
    /// - Parameter maxEdits: 0, 1 or 2.
    package func fuzzyMatches(
        of term: UnsafeRawBufferPointer, maxEdits: Int, prefixLength: Int, transpositions: Bool,
        into matches: inout [FuzzyMatch]
    ) throws(SegmentError) {
        preconditionFailure("unwritten")
    }

    package func matches(
        automaton: ByteAutomaton, into ordinals: inout [TermOrdinal]
    ) throws(SegmentError) {
        preconditionFailure("unwritten")
    }
}

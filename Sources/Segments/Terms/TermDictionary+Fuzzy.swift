import Primitives

extension TermDictionary {
    /// Terms within `maxEdits` insertions, deletions, substitutions and, if `transpositions`, swaps
    /// of neighbours (optimal string alignment), counted in code points; the first `prefixLength`
    /// code points are equal.
    /// - Parameter maxEdits: 0, 1 or 2.
    package func fuzzyMatches(
        of term: UnsafeRawBufferPointer, maxEdits: Int, prefixLength: Int, transpositions: Bool,
        into matches: inout [FuzzyMatch]
    ) throws(SegmentError) {
        precondition((0...2).contains(maxEdits), "\(maxEdits) edits; 2 at most")
        let query = CodePoints.decode(term)
        let fixed = min(prefixLength, query.count)
        if maxEdits == 0 || query.isEmpty && maxEdits == 0 {
            if let ordinal = try find(term) {
                append((ordinal, 0, query.count), to: &matches)
            }
            return
        }
        let prefixBytes = CodePoints.byteCount(query[..<fixed])
        let prefix = UnsafeRawBufferPointer(rebasing: term[..<prefixBytes])
        let range = fixed == 0 ? 0..<TermOrdinal(termCount) : try prefixRange(prefix)
        let rest = Array(query[fixed...])
        if rest.count <= FuzzyAutomaton.longestQuery {
            var automaton = FuzzyAutomaton(
                rest, maxEdits: maxEdits, transpositions: transpositions, prefixBytes: prefixBytes,
                longest: longest)
            defer { automaton.free() }
            if fixed == 0, let tree = try prefixes.tree(of: self) {
                try walk(&automaton, in: automaton.living(in: tree))
            } else {
                try walk(&automaton, in: range)
            }
            for hit in automaton.found { append(hit, to: &matches) }
        } else {
            var automaton = LongFuzzyAutomaton(
                rest, maxEdits: maxEdits, transpositions: transpositions, prefixBytes: prefixBytes)
            try walk(&automaton, in: range)
            for hit in automaton.found { append(hit, to: &matches) }
        }
    }

    private func append(_ found: FuzzyFind, to matches: inout [FuzzyMatch]) {
        matches.append(
            FuzzyMatch(
                ordinal: found.ordinal, distance: found.distance, length: found.length,
                documentFrequency: documentFrequency(found.ordinal)))
    }
}

import Segments

/// A term bound to a snapshot.
final class TermWeight: Weight, TermSum {
    let context: SearchContext
    let states: TermStates
    /// Nil when scores are not needed.
    let scoring: TermScoring?

    init(context: SearchContext, states: TermStates, scoring: TermScoring?) {
        self.context = context
        self.states = states
        self.scoring = scoring
    }

    var terms: [TermWeight] { [self] }
    var isScoring: Bool { scoring != nil }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        guard let postings = try states.postings(leaf) else { return nil }
        let set = CursorSet(capacity: 1)
        try append(postings, to: set, leaf)
        let scorer = TermScorer(
            set: set, documentCount: leaf.documentCount, isScoring: scoring != nil)
        guard scoring == nil, let ordinal = states.ordinals[leaf.index],
            let column = try filterColumn(leaf)
        else { return scorer }
        return OrdinalFilterScorer(scorer, column, ordinal: ordinal)
    }

    /// The column a filter on this term may look candidates up in.
    func filterColumn(_ leaf: Leaf) throws -> OrdinalColumn? {
        guard scoring == nil, leaf.view.reader.fields[states.field]?.column == .ordinal,
            let column = try leaf.view.ordinalColumn(states.field), !column.isMultiValued
        else { return nil }
        return column
    }

    /// Adds the term's cursor when the leaf has the term.
    /// - Returns: whether it has.
    func append(to set: CursorSet, _ leaf: Leaf) throws -> Bool {
        guard let postings = try states.postings(leaf) else { return false }
        try append(postings, to: set, leaf)
        return true
    }

    private func append(_ postings: PostingsList, to set: CursorSet, _ leaf: Leaf) throws {
        try set.append(
            postings, field: states.field, leaf: leaf, weight: scoring?.weight ?? 0,
            inverses: scoring?.inverses ?? context.inverses(states.field))
    }

    func isAbsent(from leaf: Leaf) -> Bool { states.ordinals[leaf.index] == nil }

    func exactCount(_ leaf: Leaf) throws -> Int? {
        if leaf.view.liveDocs != nil { return nil }
        return try states.postings(leaf)?.documentFrequency ?? 0
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let name = "\(context.fieldName(states.field)):\(text(states.term))"
        guard let postings = try states.postings(leaf),
            let frequency = postings.frequency(of: doc)
        else { return .noMatch("no matching term") }
        guard let scoring else { return .match(0, name) }
        if scoring.inverses.similarity.parameters == nil {
            let suffix = scoring.weight == 1 ? "" : "^\(scoring.weight)"
            return .match(scoring.weight, "ConstantScore(\(name))\(suffix)")
        }
        let norm = try leaf.view.reader.norms(states.field).map { $0[Int(doc)] } ?? 1
        let detail = scoring.explain(frequency: Float(frequency), norm: norm)
        return .match(
            detail.value, "weight(\(name) in \(doc)) [PerFieldSimilarity], result of:", [detail])
    }
}

/// A weight whose matches are those of some terms and whose score is the sum of theirs.
protocol TermSum: Weight {
    var terms: [TermWeight] { get }
    var isScoring: Bool { get }
}

extension PostingsList {
    /// How often a document has the term, or nil.
    func frequency(of doc: DocID) -> UInt32? {
        let block = TermCursor.seekBlock(lastDocs, 0, blockCount, doc)
        if block == blockCount { return nil }
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 256) { buffer in
            guard let docs = buffer.baseAddress else { return nil }
            decodeDocuments(block, into: docs)
            let index = TermCursor.lowerBound(docs, doc)
            if docs[index] != doc { return nil }
            decodeFrequencies(block, into: docs + 128)
            return docs[128 + index]
        }
    }
}

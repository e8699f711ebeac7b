import Segments

/// Where a term is in every leaf, and how many documents of the snapshot have it.
struct TermStates {
    let field: FieldNumber
    let term: [UInt8]
    /// By leaf; nil where the term is absent.
    let ordinals: [TermOrdinal?]
    /// Over all leaves, deleted documents included.
    let documentFrequency: Int

    init(field: FieldNumber, term: [UInt8], ordinals: [TermOrdinal?], documentFrequency: Int) {
        self.field = field
        self.term = term
        self.ordinals = ordinals
        self.documentFrequency = documentFrequency
    }

    /// The postings of one leaf, or nil where the term is absent.
    func postings(_ leaf: Leaf, positions: Bool = false) throws -> PostingsList? {
        guard let ordinal = ordinals[leaf.index],
            let dictionary = try leaf.view.reader.terms(field)
        else { return nil }
        let list = try dictionary.postings(ordinal, positions: positions)
        return list.documentFrequency == 0 ? nil : list
    }
}

import Segments

/// Where a term is in every leaf, and how many documents of the snapshot have it.
///
/// Belongs to one thread at a time, like the search it is part of.
final class TermStates {
    let field: FieldNumber
    let term: [UInt8]
    /// By leaf; nil where the term is absent.
    let ordinals: [TermOrdinal?]
    /// Over all leaves, deleted documents included.
    let documentFrequency: Int
    /// By leaf; nil where the field is absent.
    private let dictionaries: [TermDictionary?]
    /// By leaf, without positions; nil until asked for.
    private var lists: [PostingsList?]

    init(
        field: FieldNumber, term: [UInt8], ordinals: [TermOrdinal?], documentFrequency: Int,
        dictionaries: [TermDictionary?]
    ) {
        self.field = field
        self.term = term
        self.ordinals = ordinals
        self.documentFrequency = documentFrequency
        self.dictionaries = dictionaries
        lists = Array(repeating: nil, count: ordinals.count)
    }

    /// The postings of one leaf, or nil where the term is absent.
    func postings(_ leaf: Leaf, positions: Bool = false) throws -> PostingsList? {
        if !positions, let known = lists[leaf.index] { return known }
        guard let ordinal = ordinals[leaf.index], let dictionary = dictionaries[leaf.index]
        else { return nil }
        let list = try dictionary.postings(ordinal, positions: positions)
        if list.documentFrequency == 0 { return nil }
        if !positions { lists[leaf.index] = list }
        return list
    }
}

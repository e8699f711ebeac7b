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
    /// Of the first leaf, without positions; nil until asked for.
    private var firstList: PostingsList?
    /// As `firstList`, by leaf; empty until another than the first is asked for.
    private var lists: [PostingsList?] = []

    init(
        field: FieldNumber, term: [UInt8], ordinals: [TermOrdinal?], documentFrequency: Int,
        dictionaries: [TermDictionary?]
    ) {
        self.field = field
        self.term = term
        self.ordinals = ordinals
        self.documentFrequency = documentFrequency
        self.dictionaries = dictionaries
    }

    /// The postings of one leaf, or nil where the term is absent.
    func postings(_ leaf: Leaf, positions: Bool = false) throws -> PostingsList? {
        if !positions, let known = known(leaf.index) { return known }
        guard let ordinal = ordinals[leaf.index], let dictionary = dictionaries[leaf.index]
        else { return nil }
        let list = try dictionary.postings(ordinal, positions: positions)
        if list.documentFrequency == 0 { return nil }
        if !positions { remember(list, leaf.index) }
        return list
    }

    private func known(_ leaf: Int) -> PostingsList? {
        if leaf == 0 { return firstList }
        return lists.isEmpty ? nil : lists[leaf]
    }

    private func remember(_ list: PostingsList, _ leaf: Int) {
        if leaf == 0 {
            firstList = list
            return
        }
        if lists.isEmpty { lists = Array(repeating: nil, count: ordinals.count) }
        lists[leaf] = list
    }
}

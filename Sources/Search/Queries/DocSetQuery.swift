import Segments

/// Documents found beforehand, by leaf. Score-free.
package struct DocSetQuery: Query {
    /// One a leaf of the snapshot, in order.
    package let sets: [DocSet]

    package init(sets: [DocSet]) { self.sets = sets }

    package var description: String { "\(sets.reduce(0) { $0 + $1.count }) documents" }
}

extension DocSetQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            count: { sets[$0.index].count },
            matches: { leaf in
                let set = sets[leaf.index]
                switch set.storage {
                case .all: return AllScorer(documentCount: leaf.documentCount)
                case .bits(let bits): return BitsScorer(bits, count: set.count)
                case .list(let docs): return docs.isEmpty ? nil : ListScorer(docs)
                }
            })
    }
}

extension BooleanQuery {
    /// The same matches and scores, when its matches are known: what only narrows them is left out.
    /// - Returns: nil when there is nothing to leave out.
    package func narrowed(to matches: [DocSet]) -> BooleanQuery? {
        if filter.isEmpty && mustNot.isEmpty { return nil }
        return BooleanQuery(
            must: must, filter: [DocSetQuery(sets: matches)], should: should,
            minimumShouldMatch: effectiveMinimumShouldMatch)
    }
}

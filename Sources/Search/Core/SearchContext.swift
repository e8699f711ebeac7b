import Segments

/// What one search of one snapshot shares: statistics, similarities, deadline and scratch memory.
///
/// Belongs to one thread at a time.
package final class SearchContext {
    package let snapshot: IndexSnapshot
    package let leaves: [Leaf]
    package let deadline: Deadline
    let similarityOf: (FieldNumber) -> Similarity
    var fieldStatistics: [FieldNumber: FieldStatistics] = [:]
    var spareBlocks: [DocBlock] = []

    package init(
        snapshot: IndexSnapshot,
        similarity: @escaping (FieldNumber) -> Similarity = { _ in .bm25() },
        deadline: Deadline = .none
    ) {
        self.snapshot = snapshot
        self.similarityOf = similarity
        self.deadline = deadline
        var base = 0
        var leaves: [Leaf] = []
        for (index, view) in snapshot.views.enumerated() {
            leaves.append(Leaf(index: index, view: view, docBase: base))
            base += view.reader.documentCount
        }
        self.leaves = leaves
    }

    package func similarity(_ field: FieldNumber) -> Similarity { similarityOf(field) }
}

import Segments

/// The best hits of a search.
package struct TopDocs: Sendable {
    package enum Relation: Sendable, Equatable {
        case equal
        case atLeast
    }

    package struct Hit: Sendable, Equatable {
        /// Index of the leaf in the snapshot.
        package var leaf: Int
        package var doc: DocID
        /// NaN when scores were not asked for.
        package var score: Float
        /// One a sort key; empty when sorted by score alone.
        package var sortValues: [SortValue]

        package init(leaf: Int, doc: DocID, score: Float, sortValues: [SortValue] = []) {
            self.leaf = leaf
            self.doc = doc
            self.score = score
            self.sortValues = sortValues
        }
    }

    /// Zero when hits were not counted.
    package var totalHits: Int
    package var relation: Relation
    /// Nil without hits or scores.
    package var maxScore: Float?
    package var hits: [Hit]
    package var terminatedEarly: Bool

    package init(
        totalHits: Int, relation: Relation, maxScore: Float?, hits: [Hit],
        terminatedEarly: Bool = false
    ) {
        self.totalHits = totalHits
        self.relation = relation
        self.maxScore = maxScore
        self.hits = hits
        self.terminatedEarly = terminatedEarly
    }
}

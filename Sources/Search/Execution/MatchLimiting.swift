import Segments

/// `terminate_after`: the query narrowed to its first matches in document order.
enum MatchLimiting {
    /// - Returns: the narrowed query, and whether matches were cut off.
    static func limit(
        _ query: any Query, _ most: Int, _ context: SearchContext
    ) throws -> (any Query, Bool) {
        let sets = try SearchExecution.docSets(query, context: context)
        if sets.reduce(0, { $0 + $1.count }) < most { return (query, false) }
        var left = most
        var kept: [[UInt32]] = []
        for set in sets {
            var docs: [UInt32] = []
            set.forEachBlock { block, count in
                let size = min(count, left)
                docs.append(contentsOf: UnsafeBufferPointer(start: block, count: size))
                left -= size
            }
            kept.append(docs)
        }
        return (BooleanQuery(must: [query], filter: [DocumentsQuery(documents: kept)]), true)
    }
}

/// Given documents of each leaf of one snapshot.
struct DocumentsQuery: Query {
    /// Ascending; by leaf.
    let documents: [[UInt32]]

    var description: String { "documents" }

    func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            matches: { documents[$0.index].isEmpty ? nil : ListScorer(documents[$0.index]) })
    }
}

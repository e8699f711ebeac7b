import Segments

/// The nested objects of one document that a query matches.
package struct NestedHits {
    /// One object.
    package struct Hit {
        /// In the objects' space.
        package let object: DocID
        package let score: Float
        /// One a sort key.
        package let sortValues: [SortValue]
        /// Its place among its siblings on each level, outermost first.
        package let offsets: [Int]
    }

    package let total: Int
    package let maxScore: Float?
    package let hits: [Hit]

    /// - Parameters:
    ///   - spaces: from the first below the root to the objects'.
    ///   - sort: over columns of the objects and the score; empty is by score.
    package init(
        _ query: any Query, spaces numbers: [SpaceNumber], in root: TopDocs.Hit,
        context: SearchContext, from: Int, size: Int, sort: [SortKey]
    ) throws {
        let leaf = context.leaves[root.leaf]
        let weight = try query.makeWeight(context, needsScores: true, boost: 1)
        guard let spaces = try NestedSpaces(numbers, in: leaf),
            let scorer = try weight.makeScorer(Leaf(leaf, space: spaces.objects))
        else {
            (total, maxScore, hits) = (0, nil, [])
            return
        }
        let objects = Leaf(leaf, space: spaces.objects)
        let found = try Self.matches(
            scorer, from: spaces.first(from: root.doc), to: spaces.first(from: root.doc + 1))
        let keys = sort.isEmpty ? [SortKey.byScore] : sort
        let sources = try keys.map { key in
            try LeafSortKey(key, leaf: objects) { _ in
                throw SearchError(.invalid, "nested objects have no ids to sort by")
            }
        }
        let sorted = found.map { match in (match, Self.tuple(match, sources)) }.sorted {
            $0.1 == $1.1 ? $0.0.object < $1.0.object : $0.1.lexicographicallyPrecedes($1.1)
        }
        total = found.count
        maxScore = keys.contains { $0.kind == .score } ? found.map(\.score).max() : nil
        hits = try sorted.dropFirst(from).prefix(size).map { match, _ in
            Hit(
                object: match.object, score: match.score,
                sortValues: sort.isEmpty
                    ? [] : try sources.map { try $0.value(of: match.object, score: match.score) },
                offsets: spaces.offsets(of: match.object))
        }
    }

    private static func matches(
        _ scorer: any Scorer, from first: DocID, to end: DocID
    ) throws -> [(object: DocID, score: Float)] {
        var found: [(object: DocID, score: Float)] = []
        if first == end { return found }
        scorer.skip(to: first)
        let block = DocBlock()
        var hasMore = true
        while hasMore {
            hasMore = try scorer.fill(upTo: end, block)
            for at in 0..<block.count { found.append((block.docs[at], Float(block.scores[at]))) }
        }
        return found
    }

    private static func tuple(
        _ match: (object: DocID, score: Float), _ sources: [LeafSortKey]
    ) -> [Int64] {
        var tuple = [Int64](repeating: 0, count: sources.count)
        withUnsafePointer(to: match.object) { doc in
            withUnsafePointer(to: Double(match.score)) { score in
                for (index, source) in sources.enumerated() {
                    source.read(doc, score, count: 1, into: &tuple[index])
                }
            }
        }
        return tuple
    }
}

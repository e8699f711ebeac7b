/// A nested query asked for the objects themselves, by those who look at documents of their space.
package struct NestedObjectsQuery: Query {
    package let nested: NestedQuery

    package init(_ nested: NestedQuery) { self.nested = nested }

    package var description: String { nested.query.description }

    /// Of the documents the objects are in.
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        try nested.makeWeight(context, needsScores: needsScores, boost: boost)
    }

    /// The matching objects of every leaf that has any; those of deleted documents too.
    package func objectSets(_ context: SearchContext) throws -> [DocSet] {
        let weight = try nested.query.makeWeight(context, needsScores: false, boost: 1)
        return try context.leaves.compactMap { leaf in
            guard let spaces = try NestedSpaces(nested.spaces, in: leaf) else { return nil }
            return try DocSetCollecting.objects(
                weight, Leaf(leaf, space: spaces.objects), context)
        }
    }
}

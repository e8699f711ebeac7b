/// A node of a planned query: what to match, without any state of a snapshot.
package protocol Query: Sendable {
    /// Binds the node to a snapshot: looks up statistics and computes weights.
    /// - Parameters:
    ///   - needsScores: false lets the node skip statistics and scoring altogether.
    ///   - boost: product of the boosts above this node.
    func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight

    /// The node in Lucene's notation, with `#number` for a field.
    var description: String { get }
}

import Segments

/// Documents by external id.
package struct IdsQuery: Query {
    /// UTF-8 bytes.
    package let ids: [[UInt8]]

    package init(ids: [[UInt8]]) {
        self.ids = ids
    }

    package var description: String { "_id:(\(ids.map { text($0) }.joined(separator: " ")))" }
}

extension IdsQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            matches: { try matches($0) })
    }

    private func matches(_ leaf: Leaf) throws -> (any Scorer)? {
        var docs: Set<DocID> = []
        for id in ids {
            if let doc = try id.withUnsafeBytes({ try leaf.view.reader.find(id: $0) }) {
                docs.insert(doc)
            }
        }
        return docs.isEmpty ? nil : ListScorer(docs.sorted())
    }
}

import Segments

/// Documents with a term that begins with a prefix; the boost is their score.
package struct PrefixQuery: Query {
    package let field: FieldNumber
    package let prefix: [UInt8]
    /// ASCII and simple Unicode case pairs count as equal.
    package let caseInsensitive: Bool

    package init(field: FieldNumber, prefix: [UInt8], caseInsensitive: Bool = false) {
        self.field = field
        self.prefix = prefix
        self.caseInsensitive = caseInsensitive
    }

    package var description: String { "#\(field):\(text(prefix))*" }
}

extension PrefixQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if caseInsensitive {
            return try AutomatonMatching.weight(
                context, field, name: description, score: needsScores ? boost : nil,
                try TermPattern.prefix(prefix, ignoringCase: true))
        }
        return ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            matches: { leaf in
                try context.union(of: .prefix(field, prefix), leaf) {
                    guard let dictionary = try leaf.view.reader.terms(field) else { return nil }
                    let range = try prefix.withUnsafeBytes { try dictionary.prefixRange($0) }
                    return (dictionary, Array(range))
                }?.scorer()
            })
    }
}

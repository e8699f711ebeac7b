import Segments

/// Documents with a term that matches a pattern of `*`, `?` and `\\` escapes.
package struct WildcardQuery: Query {
    package let field: FieldNumber
    package let pattern: [UInt8]
    package let caseInsensitive: Bool

    package init(field: FieldNumber, pattern: [UInt8], caseInsensitive: Bool = false) {
        self.field = field
        self.pattern = pattern
        self.caseInsensitive = caseInsensitive
    }

    package var description: String { "#\(field):\(text(pattern))" }
}

extension WildcardQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        try AutomatonMatching.weight(
            context, field, name: description, score: needsScores ? boost : nil,
            try TermPattern.wildcard(pattern, ignoringCase: caseInsensitive))
    }
}

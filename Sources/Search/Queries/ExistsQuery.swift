import Segments

/// Documents with any value in a field: from its column, its norms or the field-names postings.
package struct ExistsQuery: Query {
    package let field: FieldNumber

    package init(field: FieldNumber) {
        self.field = field
    }

    package var description: String { "FieldExistsQuery [field=#\(field)]" }
}

extension ExistsQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let name = context.fieldName(field)
        return ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            matches: { try matches($0, name) })
    }

    private func matches(_ leaf: Leaf, _ name: String) throws -> (any Scorer)? {
        if let column = try leaf.view.numericColumn(field) {
            return ExistsQuery.scorer(of: column)
        }
        if let column = try leaf.view.ordinalColumn(field) {
            return ExistsQuery.scorer(of: column)
        }
        if let norms = try leaf.view.reader.norms(field) {
            return PredicateScorer(documentCount: leaf.documentCount) {
                norms[Int($0)] != NormEncoding.absent
            }
        }
        guard let dictionary = try leaf.view.reader.terms(ReservedField.fieldNames),
            let ordinal = try Array(name.utf8).withUnsafeBytes({ try dictionary.find($0) })
        else { return nil }
        return try TermSetQuery.scorer(dictionary.postings(ordinal, positions: false), leaf)
    }

    /// Documents with a value.
    static func scorer(of column: NumericColumn) -> any Scorer {
        if column.presence == nil { return AllScorer(documentCount: column.documentCount) }
        return PredicateScorer(documentCount: column.documentCount) { column.hasValue($0) }
    }

    static func scorer(of column: OrdinalColumn) -> any Scorer {
        PredicateScorer(documentCount: column.documentCount) { !column.valueRange($0).isEmpty }
    }
}

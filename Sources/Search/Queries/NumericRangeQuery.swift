import Segments

/// Documents with a column value in an inclusive range of encoded numbers.
package struct NumericRangeQuery: Query {
    package let field: FieldNumber
    package let lower: Int64
    package let upper: Int64

    package init(field: FieldNumber, lower: Int64 = .min, upper: Int64 = .max) {
        self.field = field
        self.lower = lower
        self.upper = upper
    }

    package var description: String { "#\(field):[\(lower) TO \(upper)]" }
}

extension NumericRangeQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if lower > upper { return NoWeight(reason: "empty range") }
        return ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            matches: { try matches($0) })
    }

    private func matches(_ leaf: Leaf) throws -> (any Scorer)? {
        guard let column = try leaf.view.numericColumn(field),
            column.minimum <= upper && column.maximum >= lower
        else { return nil }
        let isWhole = column.minimum >= lower && column.maximum <= upper
        if isWhole { return ExistsQuery.scorer(of: column) }
        if column.isMultiValued {
            return PredicateScorer(documentCount: column.documentCount) {
                column.valueRange($0).contains {
                    let value = column.value(at: $0)
                    return value >= lower && value <= upper
                }
            }
        }
        return RangeScorer(column, lower: lower, upper: upper)
    }
}

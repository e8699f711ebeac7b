import Segments

/// Documents with a column value among some encoded numbers.
package struct NumericSetQuery: Query {
    package let field: FieldNumber
    package let values: [Int64]

    package init(field: FieldNumber, values: [Int64]) {
        self.field = field
        self.values = values
    }

    package var description: String { "#\(field):\(values)" }
}

extension NumericSetQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if values.count > SearchLimits.maximumTerms {
            throw SearchError(
                .tooLarge, "\(values.count) terms, at most \(SearchLimits.maximumTerms)")
        }
        if values.isEmpty { return NoWeight(reason: "no terms") }
        let sorted = Set(values).sorted()
        if sorted.count == 1 {
            return try NumericRangeQuery(field: field, lower: sorted[0], upper: sorted[0])
                .makeWeight(context, needsScores: needsScores, boost: boost)
        }
        return ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            matches: { try matches($0, sorted) })
    }

    private func matches(_ leaf: Leaf, _ sorted: [Int64]) throws -> (any Scorer)? {
        guard let column = try leaf.view.numericColumn(field),
            column.minimum <= sorted[sorted.count - 1] && column.maximum >= sorted[0]
        else { return nil }
        return PredicateScorer(documentCount: column.documentCount) { doc in
            column.valueRange(doc).contains { sorted.containsSorted(column.value(at: $0)) }
        }
    }
}

extension [Int64] {
    /// Binary search; the array is ascending.
    func containsSorted(_ value: Int64) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == value
    }
}

import Segments

/// Documents with a term in a range of byte order.
package struct TermRangeQuery: Query {
    package let field: FieldNumber
    /// Nil is unbounded.
    package let lower: [UInt8]?
    package let includesLower: Bool
    /// Nil is unbounded.
    package let upper: [UInt8]?
    package let includesUpper: Bool

    package init(
        field: FieldNumber, lower: [UInt8]?, includesLower: Bool, upper: [UInt8]?,
        includesUpper: Bool
    ) {
        self.field = field
        self.lower = lower
        self.includesLower = includesLower
        self.upper = upper
        self.includesUpper = includesUpper
    }

    package var description: String {
        let low = (includesLower ? "[" : "{") + (lower.map { text($0) } ?? "*")
        let high = (upper.map { text($0) } ?? "*") + (includesUpper ? "]" : "}")
        return "#\(field):\(low) TO \(high)"
    }
}

extension TermRangeQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        ConstantWeight(
            context, name: description, score: needsScores ? boost : nil,
            matches: { leaf in
                let terms = TermSelection.range(
                    field, lower, includesLower, upper, includesUpper)
                return try context.union(of: terms, leaf) { try ordinals(leaf) }?.scorer()
            })
    }

    private func ordinals(
        _ leaf: Leaf
    ) throws -> (dictionary: TermDictionary, ordinals: [TermOrdinal])? {
        guard let dictionary = try leaf.view.reader.terms(field) else { return nil }
        let first = try lower.map { try after($0, isIncluded: includesLower, dictionary) } ?? 0
        let end =
            try upper.map { try after($0, isIncluded: !includesUpper, dictionary) }
            ?? TermOrdinal(dictionary.termCount)
        return first >= end ? nil : (dictionary, Array(first..<end))
    }

    /// The first ordinal at `term`, or behind it when the term itself is not meant.
    private func after(
        _ term: [UInt8], isIncluded: Bool, _ dictionary: TermDictionary
    ) throws -> TermOrdinal {
        try term.withUnsafeBytes { bytes in
            let at = try dictionary.lowerBound(bytes)
            if isIncluded { return at }
            return try dictionary.find(bytes) == at ? at + 1 : at
        }
    }
}

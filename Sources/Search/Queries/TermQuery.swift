import Segments

/// Documents that hold a term, scored by the field's similarity.
package struct TermQuery: Query {
    package let field: FieldNumber
    package let term: [UInt8]

    package init(field: FieldNumber, term: [UInt8]) {
        self.field = field
        self.term = term
    }

    package var description: String { "#\(field):\(text(term))" }
}

extension TermQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let states = try context.termStates(field, term)
        let scoring =
            needsScores
            ? context.scoring(field, documentFrequency: states.documentFrequency, boost: boost)
            : nil
        return TermWeight(context: context, states: states, scoring: scoring)
    }
}

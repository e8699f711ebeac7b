import Segments

/// Documents with a term that matches a Lucene regular expression, anchored at both ends.
package struct RegexpQuery: Query {
    package let field: FieldNumber
    package let pattern: [UInt8]
    package let caseInsensitive: Bool
    package let maximumDeterminizedStates: Int

    package init(
        field: FieldNumber, pattern: [UInt8], caseInsensitive: Bool = false,
        maximumDeterminizedStates: Int = 10_000
    ) {
        self.field = field
        self.pattern = pattern
        self.caseInsensitive = caseInsensitive
        self.maximumDeterminizedStates = maximumDeterminizedStates
    }

    package var description: String { "#\(field):/\(text(pattern))/" }
}

extension RegexpQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        var parser = RegexpParser(pattern, ignoringCase: caseInsensitive)
        return try AutomatonMatching.weight(
            context, field, name: description, score: needsScores ? boost : nil,
            try parser.parse(), maximumStates: maximumDeterminizedStates)
    }
}

extension RegexpQuery {
    /// The automaton of an expression, for those who test single terms with it.
    /// - Throws: a `SearchError` when it cannot be read or needs more than `maximumStates`.
    package static func automaton(
        of pattern: String, maximumStates: Int = 10_000
    ) throws(SearchError) -> ByteAutomaton {
        var parser = RegexpParser(Array(pattern.utf8), ignoringCase: false)
        return try AutomatonCompiler.compile(try parser.parse(), maximumStates: maximumStates)
    }
}

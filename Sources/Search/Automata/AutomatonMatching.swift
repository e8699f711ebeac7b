import Segments

/// Constant-score weights over the terms an automaton accepts.
enum AutomatonMatching {
    static func weight(
        _ context: SearchContext, _ field: FieldNumber, name: String, score: Float?,
        _ pattern: TermPattern, maximumStates: Int = 10_000
    ) throws -> any Weight {
        let automaton = try AutomatonCompiler.compile(pattern, maximumStates: maximumStates)
        return ConstantWeight(
            context, name: name, score: score,
            matches: { leaf in
                try context.union(of: .pattern(field, pattern), leaf) {
                    guard let dictionary = try leaf.view.reader.terms(field) else { return nil }
                    var ordinals: [TermOrdinal] = []
                    try dictionary.matches(automaton: automaton, into: &ordinals)
                    return (dictionary, ordinals)
                }?.scorer()
            })
    }
}

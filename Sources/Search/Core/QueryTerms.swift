import Segments

/// The terms and phrases a query looks for, by field: what highlighting marks.
///
/// What must not match is left out; fuzzy terms are those the snapshot has.
package struct QueryTerms {
    package struct Phrase {
        package let field: FieldNumber
        package let positions: [PhrasePosition]
        package let slop: Int
        /// Of the term at the last position, when it is the beginning of one.
        package let prefix: [UInt8]?
    }

    private var exact: [FieldNumber: Set<[UInt8]>] = [:]
    private var prefixes: [FieldNumber: [[UInt8]]] = [:]
    private var automata: [FieldNumber: [ByteAutomaton]] = [:]
    package private(set) var phrases: [Phrase] = []

    package init(_ query: any Query, _ context: SearchContext) throws {
        try add(query, context)
    }

    /// Whether a term stands for a match by itself. Patterns take no regard of letter case.
    /// - Parameter field: nil asks about all fields.
    package func contains(_ term: [UInt8], in field: FieldNumber?) -> Bool {
        guard let field else {
            return exact.values.contains { $0.contains(term) }
                || prefixes.values.joined().contains { term.starts(with: $0) }
                || automata.values.joined().contains { $0.accepts(term) }
        }
        return exact[field]?.contains(term) ?? false
            || prefixes[field]?.contains { term.starts(with: $0) } ?? false
            || automata[field]?.contains { $0.accepts(term) } ?? false
    }

    private mutating func add(_ query: any Query, _ context: SearchContext) throws {
        switch query {
        case let query as BooleanQuery:
            for inner in query.must + query.filter + query.should { try add(inner, context) }
        case let query as DisjunctionMaxQuery:
            for inner in query.queries { try add(inner, context) }
        case let query as BoostQuery: try add(query.query, context)
        case let query as ConstantScoreQuery: try add(query.query, context)
        case let query as FunctionScoreQuery: try add(query.query, context)
        case let query as MinimumScoreQuery: try add(query.query, context)
        case let query as BoostingQuery: try add(query.positive, context)
        case let query as NestedQuery: try add(query.query, context)
        default: try addLeaf(query, context)
        }
    }

    private mutating func addLeaf(_ query: any Query, _ context: SearchContext) throws {
        switch query {
        case let query as TermQuery: exact[query.field, default: []].insert(query.term)
        case let query as SynonymQuery: exact[query.field, default: []].formUnion(query.terms)
        case let query as TermSetQuery: exact[query.field, default: []].formUnion(query.terms)
        case let query as CombinedFieldsQuery:
            for field in query.fields {
                exact[field.field, default: []].formUnion(query.terms)
            }
        case let query as FuzzyQuery:
            let variants = try FuzzyExpansion.variants(of: query, context)
            exact[query.field, default: []].formUnion(variants.map(\.term))
        case let query as PrefixQuery: try add(query)
        case let query as WildcardQuery:
            let pattern = try TermPattern.wildcard(
                query.pattern, ignoringCase: query.caseInsensitive)
            automata[query.field, default: []].append(
                try AutomatonCompiler.compile(pattern, maximumStates: 10_000))
        case let query as RegexpQuery:
            var parser = RegexpParser(query.pattern, ignoringCase: query.caseInsensitive)
            automata[query.field, default: []].append(
                try AutomatonCompiler.compile(
                    try parser.parse(), maximumStates: query.maximumDeterminizedStates))
        case let query as PhraseQuery:
            add(query.field, query.positions, slop: query.slop, prefix: nil)
        case let query as PhrasePrefixQuery:
            let last = PhrasePosition(terms: [], position: query.prefixPosition)
            add(
                query.field, query.positions + [last], slop: query.slop, prefix: query.prefix)
        default: return
        }
    }

    private mutating func add(_ query: PrefixQuery) throws {
        guard query.caseInsensitive else {
            prefixes[query.field, default: []].append(query.prefix)
            return
        }
        let escaped = query.prefix.flatMap { [UInt8(ascii: "\\"), $0] } + [UInt8(ascii: "*")]
        automata[query.field, default: []].append(
            try AutomatonCompiler.compile(
                try TermPattern.wildcard(escaped, ignoringCase: true), maximumStates: 10_000))
    }

    private mutating func add(
        _ field: FieldNumber, _ positions: [PhrasePosition], slop: Int, prefix: [UInt8]?
    ) {
        phrases.append(Phrase(field: field, positions: positions, slop: slop, prefix: prefix))
    }
}

extension ByteAutomaton {
    /// Whether it accepts a whole term.
    func accepts(_ term: [UInt8]) -> Bool {
        var state = startState
        for byte in term { state = transitions[Int(state) * 256 + Int(byte)] }
        return accepting[Int(state)]
    }
}

/// A boolean query with nested ones that change nothing spliced into it, so that pure
/// disjunctions and conjunctions of terms reach their kernels however deep they were written.
struct BooleanPlan {
    struct Clause {
        let query: any Query
        let boost: Float
    }

    private(set) var must: [Clause] = []
    private(set) var filter: [any Query] = []
    private(set) var should: [Clause] = []
    private(set) var mustNot: [any Query] = []
    private(set) var minimumShouldMatch = 0

    init(_ query: BooleanQuery, boost: Float, needsScores: Bool) {
        minimumShouldMatch = query.effectiveMinimumShouldMatch
        must.reserveCapacity(query.must.count)
        addRequired(query, boost, needsScores)
        should.reserveCapacity(query.should.count)
        for clause in query.should { addOptional(clause, boost) }
        if minimumShouldMatch > 0 && minimumShouldMatch == should.count {
            for clause in should { addMust(clause.query, clause.boost, needsScores) }
            should = []
            minimumShouldMatch = 0
        }
        // Optional clauses only score: without scores they do nothing.
        if !needsScores && minimumShouldMatch == 0 { should = [] }
    }

    private mutating func addRequired(_ query: BooleanQuery, _ boost: Float, _ needsScores: Bool) {
        for clause in query.must { addMust(clause, boost, needsScores) }
        for clause in query.filter { addFilter(clause) }
        for clause in query.mustNot { addProhibited(clause) }
    }

    private mutating func addMust(_ query: any Query, _ boost: Float, _ needsScores: Bool) {
        if !needsScores {
            addFilter(query)
            return
        }
        let (inner, innerBoost) = BooleanPlan.unwrap(query, boost)
        if let nested = inner as? BooleanQuery, nested.isConjunction {
            addRequired(nested, innerBoost, needsScores)
        } else if let single = (inner as? BooleanQuery)?.singleAlternative {
            addMust(single, innerBoost, needsScores)
        } else {
            must.append(Clause(query: inner, boost: innerBoost))
        }
    }

    private mutating func addFilter(_ query: any Query) {
        let inner = BooleanPlan.unscored(query)
        if let nested = inner as? BooleanQuery, nested.isConjunction {
            for clause in nested.must + nested.filter { addFilter(clause) }
            for clause in nested.mustNot { addProhibited(clause) }
        } else if let single = (inner as? BooleanQuery)?.singleAlternative {
            addFilter(single)
        } else {
            filter.append(inner)
        }
    }

    private mutating func addOptional(_ query: any Query, _ boost: Float) {
        let (inner, innerBoost) = BooleanPlan.unwrap(query, boost)
        if minimumShouldMatch <= 1, let nested = inner as? BooleanQuery,
            nested.isPlainDisjunction
        {
            for clause in nested.should { addOptional(clause, innerBoost) }
        } else {
            should.append(Clause(query: inner, boost: innerBoost))
        }
    }

    private mutating func addProhibited(_ query: any Query) {
        let inner = BooleanPlan.unscored(query)
        if let nested = inner as? BooleanQuery, nested.isPlainDisjunction {
            for clause in nested.should { addProhibited(clause) }
        } else {
            mustNot.append(inner)
        }
    }

    /// Boosts multiply.
    private static func unwrap(_ query: any Query, _ boost: Float) -> (any Query, Float) {
        if let outer = query as? BoostQuery { return unwrap(outer.query, boost * outer.boost) }
        return ((query as? DisjunctionMaxQuery)?.sum ?? query, boost)
    }

    private static func unscored(_ query: any Query) -> any Query {
        if let outer = query as? BoostQuery { return unscored(outer.query) }
        if let outer = query as? ConstantScoreQuery { return unscored(outer.query) }
        return (query as? DisjunctionMaxQuery)?.alternatives ?? query
    }
}

extension BooleanQuery {
    var effectiveMinimumShouldMatch: Int {
        max(0, minimumShouldMatch ?? (must.isEmpty && filter.isEmpty && !should.isEmpty ? 1 : 0))
    }

    /// Required and prohibited clauses only, at least one required.
    var isConjunction: Bool {
        should.isEmpty && effectiveMinimumShouldMatch == 0 && !(must.isEmpty && filter.isEmpty)
    }

    /// Optional clauses only, any one of which suffices.
    var isPlainDisjunction: Bool {
        must.isEmpty && filter.isEmpty && mustNot.isEmpty && !should.isEmpty
            && effectiveMinimumShouldMatch == 1
    }

    /// The only clause of a plain disjunction of one.
    var singleAlternative: (any Query)? {
        isPlainDisjunction && should.count == 1 ? should[0] : nil
    }
}

extension BooleanPlan {
    /// The clause the whole query comes down to, if it is one: scored, and nothing beside it.
    var onlyClause: Clause? {
        if !filter.isEmpty || !mustNot.isEmpty { return nil }
        if must.count == 1 && should.isEmpty { return must[0] }
        if must.isEmpty && should.count == 1 && minimumShouldMatch <= 1 { return should[0] }
        return nil
    }
}

import Segments

/// A boolean query bound to a snapshot.
final class BooleanWeight: Weight {
    struct Required {
        let weight: any Weight
        let isScoring: Bool
    }

    private let context: SearchContext
    private let required: [Required]
    private let optional: [any Weight]
    private let minimumShouldMatch: Int
    private let prohibited: [any Weight]
    /// The terms the optional clauses are sums of, when they are.
    private lazy var optionalTerms = DisjunctionMaking.terms(of: optional)
    private let isScoring: Bool

    /// - Parameter required: the caller adds a match-all filter when nothing else is positive.
    init(
        context: SearchContext, required: [Required], optional: [any Weight],
        minimumShouldMatch: Int, prohibited: [any Weight], isScoring: Bool
    ) {
        self.context = context
        self.required = required
        self.optional = optional
        self.minimumShouldMatch = minimumShouldMatch
        self.prohibited = prohibited
        self.isScoring = isScoring
    }

    /// The optional clauses when they are all there is and any one suffices.
    var alternatives: [any Weight]? {
        let isPure = isScoring && required.isEmpty && prohibited.isEmpty && minimumShouldMatch <= 1
        return isPure ? optional : nil
    }

    func isAbsent(from leaf: Leaf) -> Bool {
        if required.contains(where: { $0.weight.isAbsent(from: leaf) }) { return true }
        let needsOptional = required.isEmpty || minimumShouldMatch > 0
        return needsOptional && optional.allSatisfy { $0.isAbsent(from: leaf) }
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        if isAbsent(from: leaf) { return nil }
        guard var clauses = try requiredClauses(leaf) else { return nil }
        var extra: (any Scorer)?
        if !optional.isEmpty {
            let scorer = try optionalScorer(leaf)
            if minimumShouldMatch > 0 {
                guard let scorer else { return nil }
                clauses.append(.init(scorer: scorer, isScoring: isScoring))
            } else {
                extra = scorer
            }
        }
        guard var scorer = try marked(clauses, leaf) ?? conjunction(of: clauses, leaf) else {
            return nil
        }
        if isScoring && !clauses.contains(where: { $0.isScoring }) {
            scorer = ConstantScorer(scorer, score: 0)
        }
        if let excluded = try DisjunctionMaking.scorer(
            of: prohibited, leaf: leaf, isScoring: false, shortCost: 0)
        {
            scorer = ExclusionScorer(scorer, excluding: excluded)
        }
        guard let extra else { return scorer }
        return OptionalScorer(
            required: scorer, optional: extra, documentCount: leaf.documentCount)
    }

    /// The required clauses found as bits, where they are sums of terms that seldom agree.
    private func marked(
        _ clauses: [ConjunctionScorer.Clause], _ leaf: Leaf
    ) throws -> (any Scorer)? {
        // Few candidates are sooner looked up than found as bits.
        let least = clauses.reduce(Int.max) { min($0, $1.scorer.cost) }
        if least <= context.countedCost { return nil }
        let sums = required.filter { $0.isScoring }.map {
            DisjunctionMaking.alternatives(of: $0.weight)
        }
        let isMeant = sums.count >= 2 && sums.contains { $0.map { $0.count > 1 } ?? false }
        guard isMeant, clauses.count >= 2, minimumShouldMatch == 0 else { return nil }
        let costs = clauses.map { Double($0.scorer.cost) }.sorted()
        let share = costs.dropFirst().reduce(1) { $0 * min(1, $1 / Double(leaf.documentCount)) }
        if share > MarkedConjunctionScorer.worthwhileShare { return nil }
        var matchers = clauses.filter { !$0.isScoring }.map { $0.scorer }
        for terms in sums {
            guard let terms,
                let matcher = try DisjunctionMaking.scorer(
                    ofTerms: terms, leaf: leaf, isScoring: false)
            else { return nil }
            matchers.append(matcher)
        }
        // A filter on a term may be fused with scoring terms, where no clause of its own is left.
        for case let term as TermWeight in required.filter({ !$0.isScoring }).map(\.weight)
        where try term.filterColumn(leaf) == nil {
            guard let matcher = try term.makeScorer(leaf) else { return nil }
            matchers.append(matcher)
        }
        return MarkedConjunctionScorer(
            matchers: matchers.sorted { $0.cost < $1.cost },
            scorers: clauses.filter { $0.isScoring }.map { $0.scorer },
            documentCount: leaf.documentCount)
    }

    /// Clauses that are cheap to ask follow, unless they leave far fewer documents to ask about: a
    /// leading clause that scores can leave out what scores too little.
    private func leadCost(_ clause: ConjunctionScorer.Clause) -> Int {
        clause.scorer.cost * (isScoring && clause.scorer.followsCheaply ? 8 : 1)
    }

    private func conjunction(
        of clauses: [ConjunctionScorer.Clause], _ leaf: Leaf
    ) -> (any Scorer)? {
        if clauses.count <= 1 { return clauses.first?.scorer }
        var lead = 0
        for index in clauses.indices
        where leadCost(clauses[index]) < leadCost(clauses[lead]) { lead = index }
        return ConjunctionScorer(
            clauses, lead: lead, documentCount: leaf.documentCount,
            shortCost: context.countedCost)
    }

    /// Terms together as one fused clause, the others each; nil when one matches nothing.
    private func requiredClauses(_ leaf: Leaf) throws -> [ConjunctionScorer.Clause]? {
        var clauses: [ConjunctionScorer.Clause] = []
        clauses.reserveCapacity(required.count + 1)
        var terms: [TermWeight] = []
        for clause in required {
            if let term = clause.weight as? TermWeight, try term.filterColumn(leaf) == nil {
                terms.append(term)
                continue
            }
            guard let scorer = try clause.weight.makeScorer(leaf) else { return nil }
            clauses.append(.init(scorer: scorer, isScoring: clause.isScoring))
        }
        if terms.isEmpty { return clauses }
        guard let scorer = try fused(terms, leaf) else { return nil }
        clauses.append(.init(scorer: scorer, isScoring: terms.contains { $0.isScoring }))
        return clauses
    }

    /// Nil when a term is in no document of the leaf.
    private func fused(_ terms: [TermWeight], _ leaf: Leaf) throws -> (any Scorer)? {
        if terms.count == 1 { return try terms[0].makeScorer(leaf) }
        let set = CursorSet(capacity: terms.count)
        for term in terms {
            guard try term.append(to: set, leaf) else { return nil }
        }
        set.sortByFrequency()
        return TermConjunctionScorer(set: set, documentCount: leaf.documentCount)
    }

    private func optionalScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        if minimumShouldMatch <= 1 {
            if let optionalTerms {
                return try DisjunctionMaking.scorer(
                    ofTerms: optionalTerms, leaf: leaf, isScoring: isScoring)
            }
            return try DisjunctionMaking.scorer(
                of: optional, leaf: leaf, isScoring: isScoring, shortCost: context.countedCost)
        }
        let scorers = try optional.compactMap { try $0.makeScorer(leaf) }
        if scorers.count < minimumShouldMatch { return nil }
        if scorers.count == minimumShouldMatch {
            return conjunction(
                of: scorers.map { .init(scorer: $0, isScoring: isScoring) }, leaf)
        }
        return CountingScorer(
            scorers, minimum: minimumShouldMatch, documentCount: leaf.documentCount,
            isScoring: isScoring)
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        var details: [Explanation] = []
        var sum = 0.0
        for clause in required {
            let inner = try clause.weight.explain(doc, in: leaf)
            if !inner.matched {
                return .noMatch("no match on required clause", [inner])
            }
            if clause.isScoring {
                details.append(inner)
                sum += Double(inner.value)
            } else {
                details.append(
                    .match(
                        0, "match on required clause, product of:",
                        [.match(0, "# clause"), inner]))
            }
        }
        for weight in prohibited {
            let inner = try weight.explain(doc, in: leaf)
            if inner.matched { return .noMatch("match on prohibited clause", [inner]) }
        }
        var matching = 0
        for weight in optional {
            let inner = try weight.explain(doc, in: leaf)
            if !inner.matched { continue }
            matching += 1
            sum += Double(inner.value)
            details.append(inner)
        }
        if matching < minimumShouldMatch {
            return .noMatch(
                "Failure to match minimum number of optional clauses: \(minimumShouldMatch)",
                details)
        }
        return .match(isScoring ? Float(sum) : 0, "sum of:", details)
    }
}

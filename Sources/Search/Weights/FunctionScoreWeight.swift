import Segments

/// A query whose scores functions of the document change, bound to a snapshot.
final class FunctionScoreWeight: Weight {
    struct Function {
        let filter: (any Weight)?
        let function: ScoreFunction
    }

    private let inner: any Weight
    private let functions: [Function]
    private let query: FunctionScoreQuery

    init(_ inner: any Weight, functions: [Function], query: FunctionScoreQuery) {
        self.inner = inner
        self.functions = functions
        self.query = query
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        guard let scorer = try inner.makeScorer(leaf) else { return nil }
        return FunctionScorer(scorer, try makeValues(leaf))
    }

    private func makeValues(_ leaf: Leaf) throws -> FunctionValues {
        FunctionValues(
            functions: try functions.map {
                .init(
                    filter: try $0.filter.map { try $0.makeScorer(leaf) } ?? nil,
                    isFiltered: $0.filter != nil,
                    value: try LeafFunction($0.function, leaf: leaf))
            },
            query: query)
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let inner = try inner.explain(doc, in: leaf)
        if !inner.matched { return inner }
        let values = try makeValues(leaf)
        let block = DocBlock()
        block.docs[0] = doc
        block.scores[0] = Double(inner.value)
        block.count = 1
        let factor = try values.factors(of: block)[0]
        let value = values.combine(Double(inner.value), factor)
        let capped = min(factor, Double(query.maxBoost ?? .greatestFiniteMagnitude))
        return .match(
            value,
            "function score, score mode [\(query.scoreMode)], boost mode "
                + "[\(query.boostMode)], product of:",
            [inner, .match(Float(capped), "min of: function value and max_boost")])
    }
}

/// The scorer of `FunctionScoreWeight`.
final class FunctionScorer: Scorer {
    private let inner: any Scorer
    private let values: FunctionValues
    private let own = DocBlock()
    var threshold: Float = -.infinity

    init(_ inner: any Scorer, _ values: FunctionValues) {
        self.inner = inner
        self.values = values
    }

    var cost: Int { inner.cost }

    func fill(upTo limit: DocID, _ block: DocBlock) throws -> Bool {
        inner.threshold = values.innerThreshold(threshold)
        let hasMore = try inner.fill(upTo: limit, block)
        try values.change(block)
        if threshold > -.infinity { block.keep(above: Double(threshold)) }
        return hasMore
    }

    func retain(_ block: DocBlock) throws {
        own.copyDocuments(of: block)
        try inner.retain(own)
        try values.change(own)
        block.keep(in: own)
        block.addScores(of: own)
    }

    func maxScore(through doc: DocID) -> Float { values.bound(inner.maxScore(through: doc)) }

    func boundEnd() -> DocID { inner.boundEnd() }

    var findsSlowly: Bool { inner.findsSlowly }

    func skip(to doc: DocID) { inner.skip(to: doc) }
}

extension FunctionScoreQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if !needsScores && minScore == nil {
            return try query.makeWeight(context, needsScores: false, boost: 1)
        }
        let bound = try functions.map {
            FunctionScoreWeight.Function(
                filter: try $0.filter?.makeWeight(context, needsScores: false, boost: 1),
                function: $0)
        }
        let weight = FunctionScoreWeight(
            try query.makeWeight(context, needsScores: true, boost: boost), functions: bound,
            query: self)
        guard let minScore else { return weight }
        return MinimumScoreWeight(weight, minimumScore: minScore, isScoring: needsScores)
    }
}

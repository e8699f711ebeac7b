import Segments

/// Terms that count as one, bound to a snapshot.
final class FrequencySumWeight: Weight {
    struct Member {
        let states: TermStates
        /// How much an occurrence counts.
        let factor: Float
    }

    private let context: SearchContext
    private let members: [Member]
    /// Fields whose lengths make up the document's, with their weights.
    private let fields: [CombinedFieldsQuery.Field]
    private let scoring: TermScoring
    private let isScoring: Bool
    private let name: () -> String

    init(
        context: SearchContext, members: [Member], fields: [CombinedFieldsQuery.Field],
        scoring: TermScoring, isScoring: Bool,
        name: @autoclosure @escaping () -> String
    ) {
        self.context = context
        self.members = members
        self.fields = fields
        self.scoring = scoring
        self.isScoring = isScoring
        self.name = name
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? { try makeSum(leaf) }

    private func makeSum(_ leaf: Leaf) throws -> FrequencySumScorer? {
        let set = CursorSet(capacity: members.count)
        var factors: [Float] = []
        for member in members {
            guard let postings = try member.states.postings(leaf) else { continue }
            try set.append(
                postings, field: member.states.field, leaf: leaf, weight: scoring.weight,
                inverses: scoring.inverses)
            factors.append(member.factor)
        }
        if set.count == 0 { return nil }
        return FrequencySumScorer(
            set: set, factors: factors, weight: scoring.weight, lengths: try lengths(leaf),
            documentCount: leaf.documentCount, isScoring: isScoring)
    }

    private func lengths(_ leaf: Leaf) throws -> FieldLengths {
        let parts = try fields.map {
            FieldLengths.Part(
                norms: scoring.inverses.hasNorms ? try leaf.view.reader.norms($0.field) : nil,
                weight: $0.weight)
        }
        // A field no document of the leaf has adds nothing to any length.
        let present = scoring.inverses.hasNorms ? parts.filter { $0.norms != nil } : parts
        return FieldLengths(parts: present, inverses: scoring.inverses)
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let name = context.named(self.name())
        guard let scorer = try makeSum(leaf) else { return .noMatch("no matching term") }
        let frequency = scorer.frequency(of: doc)
        if frequency == 0 { return .noMatch("no matching term") }
        if !isScoring { return .match(0, name) }
        let detail = scoring.explain(frequency: frequency, norm: try lengths(leaf).norm(of: doc))
        return .match(
            detail.value, "weight(\(name) in \(doc)) [PerFieldSimilarity], result of:", [detail])
    }
}

extension SynonymQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if terms.isEmpty { return NoWeight(reason: "no terms") }
        let unique = Set(terms).sorted { $0.lexicographicallyPrecedes($1) }
        if unique.count == 1 {
            return try TermQuery(field: field, term: unique[0]).makeWeight(
                context, needsScores: needsScores, boost: boost)
        }
        let states = try unique.map { try context.termStates(field, $0) }
        let frequency = states.map(\.documentFrequency).max() ?? 0
        return FrequencySumWeight(
            context: context, members: states.map { .init(states: $0, factor: 1) },
            fields: [.init(field: field)],
            scoring: context.scoring(field, documentFrequency: frequency, boost: boost),
            isScoring: needsScores, name: description)
    }
}

extension CombinedFieldsQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if fields.isEmpty || terms.isEmpty { return NoWeight(reason: "no fields or no terms") }
        if let light = fields.first(where: { $0.weight < 1 }) {
            throw SearchError(.invalid, "[combined_fields] weight \(light.weight) is below 1")
        }
        let statistics = combinedStatistics(context)
        let inverses = NormInverses.shared(
            similarity: context.similarity(fields[0].field), statistics: statistics,
            hasNorms: fields.contains { context.snapshot.fields[$0.field]?.hasNorms ?? false })
        let clauses = terms.map { term in
            CombinedTermQuery(
                fields: fields, term: term, statistics: statistics, inverses: inverses)
        }
        return try BooleanQuery(should: clauses, minimumShouldMatch: max(1, minimumShouldMatch))
            .makeWeight(context, needsScores: needsScores, boost: boost)
    }

    /// Documents as in the field with most, lengths weighted and added, as Lucene's
    /// `CombinedFieldQuery`.
    private func combinedStatistics(_ context: SearchContext) -> FieldStatistics {
        fields.reduce(into: FieldStatistics()) { sum, field in
            let own = context.statistics(field.field)
            sum.documentCount = max(sum.documentCount, own.documentCount)
            sum.sumDocumentFrequency = max(sum.sumDocumentFrequency, own.sumDocumentFrequency)
            sum.sumTotalTermFrequency = Int64(
                Double(sum.sumTotalTermFrequency)
                    + Double(field.weight) * Double(own.sumTotalTermFrequency))
        }
    }
}

/// One term of a `CombinedFieldsQuery`.
struct CombinedTermQuery: Query {
    let fields: [CombinedFieldsQuery.Field]
    let term: [UInt8]
    let statistics: FieldStatistics
    let inverses: NormInverses

    var description: String {
        "CombinedFieldQuery(("
            + fields.map { "#\($0.field)^\($0.weight)" }.joined(separator: " ")
            + ") (\(text(term))))"
    }

    func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let members = try fields.map {
            FrequencySumWeight.Member(
                states: try context.termStates($0.field, term), factor: $0.weight)
        }
        let frequency = members.map(\.states.documentFrequency).max() ?? 0
        let count = max(statistics.documentCount, frequency)
        let part = TermScoring.Part(
            term: nil, documentFrequency: frequency, documentCount: count,
            idf: Similarity.inverseDocumentFrequency(frequency, of: count))
        return FrequencySumWeight(
            context: context, members: members, fields: fields,
            scoring: TermScoring(boost: boost, part: part, inverses: inverses),
            isScoring: needsScores, name: description)
    }
}

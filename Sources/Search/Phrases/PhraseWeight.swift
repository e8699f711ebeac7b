import Segments

/// A phrase bound to a snapshot.
final class PhraseWeight: Weight {
    /// One place: the terms that may stand there, each present somewhere in the snapshot.
    struct Place {
        let states: [TermStates]
        let position: Int
    }

    private let context: SearchContext
    private let field: FieldNumber
    private let places: [Place]
    private let slop: Int
    private let name: () -> String
    /// Nil when scores are not needed.
    private let scoring: TermScoring?

    init(
        context: SearchContext, field: FieldNumber, places: [Place], slop: Int,
        name: @autoclosure @escaping () -> String,
        scoring: TermScoring?
    ) {
        self.context = context
        self.field = field
        self.places = places
        self.slop = slop
        self.name = name
        self.scoring = scoring
    }

    /// A place without any of its terms is one the phrase cannot fill.
    func isAbsent(from leaf: Leaf) -> Bool {
        places.contains { place in
            place.states.allSatisfy { $0.ordinals[leaf.index] == nil }
        }
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        if isAbsent(from: leaf) { return nil }
        var groups: [PhraseGroup] = []
        for place in places {
            let lists = try place.states.compactMap { try $0.postings(leaf, positions: true) }
            if lists.isEmpty { return nil }
            guard lists.allSatisfy({ $0.hasPositions }) else {
                throw SearchError(
                    .invalid,
                    "field \"\(context.fieldName(field))\" was indexed without position data; "
                        + "cannot run PhraseQuery")
            }
            groups.append(
                PhraseGroup(
                    lists: lists, terms: place.states.map(\.term), position: place.position))
        }
        let norms = scoring == nil ? nil : try leaf.view.reader.norms(field)
        let numbers = PhraseNumbers(
            weight: scoring?.weight ?? 0, norms: norms,
            inverses: scoring?.inverses ?? NormInverses.unused, isScoring: scoring != nil)
        if slop == 0 && groups.allSatisfy({ $0.lists.count == 1 }) {
            return ExactPhraseScorer(groups, numbers, documentCount: leaf.documentCount)
        }
        return try GroupPhraseScorer(groups, slop: slop, numbers, leaf: leaf)
    }

    func explain(_ doc: DocID, in leaf: Leaf) throws -> Explanation {
        let name = context.named(self.name())
        guard let scorer = try makeScorer(leaf),
            let frequency = try (scorer as? any PhraseFrequency)?.frequency(of: doc)
        else { return .noMatch("no matching term") }
        guard let scoring else { return .match(0, name) }
        let norm = try leaf.view.reader.norms(field).map { $0[Int(doc)] } ?? 1
        let detail = scoring.explain(frequency: frequency, norm: norm, isPhrase: true)
        return .match(
            detail.value, "weight(\(name) in \(doc)) [PerFieldSimilarity], result of:", [detail])
    }
}

/// The postings of one place of a phrase in a leaf.
struct PhraseGroup {
    let lists: [PostingsList]
    let terms: [[UInt8]]
    let position: Int

    var documentFrequency: Int { lists.reduce(0) { $0 + $1.documentFrequency } }
}

/// What turns a phrase's frequency in a document into a score.
struct PhraseNumbers {
    let weight: Float
    let norms: UnsafePointer<UInt8>?
    let inverses: NormInverses
    let isScoring: Bool

    @inline(__always)
    func inverse(of doc: UInt32) -> Float {
        guard let norms else { return inverses.values[1] }
        return inverses.values[Int(norms[Int(doc)])]
    }
}

/// A scorer that knows how often its phrase occurs.
protocol PhraseFrequency: Scorer {
    /// Nil when the phrase is not in the document. The scorer is used up.
    func frequency(of doc: DocID) throws -> Float?
}

extension PhraseQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        if positions.isEmpty { return NoWeight(reason: "a phrase without terms") }
        if positions.count == 1 {
            let terms = positions[0].terms.map { TermQuery(field: field, term: $0) }
            return try BooleanQuery(should: terms).makeWeight(
                context, needsScores: needsScores, boost: boost)
        }
        var places: [PhraseWeight.Place] = []
        var parts: [TermScoring.Part] = []
        for position in positions {
            let states = try position.terms.map { try context.termStates(field, $0) }
                .filter { $0.documentFrequency > 0 }
            if states.isEmpty { return NoWeight(reason: "a term of the phrase is nowhere") }
            places.append(.init(states: states, position: position.position))
            parts += states.map {
                context.idfPart(field, $0.documentFrequency, of: $0.term)
            }
        }
        let scoring =
            needsScores
            ? TermScoring(
                boost: boost, part: parts[0], others: Array(parts.dropFirst()),
                inverses: context.inverses(field)) : nil
        return PhraseWeight(
            context: context, field: field, places: places, slop: slop, name: description,
            scoring: scoring)
    }
}

extension PhrasePrefixQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let expansions = try expand(context)
        if expansions.isEmpty { return NoWeight(reason: "no term begins with the prefix") }
        var places = positions.map { (terms: $0.terms, position: $0.position) }
        places.append((terms: expansions, position: prefixPosition))
        return try PhraseQuery(field: field, terms: places, slop: slop).makeWeight(
            context, needsScores: needsScores, boost: boost)
    }

    /// The first terms in byte order, leaf by leaf until there are enough.
    private func expand(_ context: SearchContext) throws -> [[UInt8]] {
        var terms: Set<[UInt8]> = []
        for leaf in context.leaves where terms.count < maxExpansions {
            guard let dictionary = try leaf.view.reader.terms(field) else { continue }
            try prefix.withUnsafeBytes { bytes in
                try dictionary.forEachTerm(from: bytes) { term, _, _ in
                    guard term.starts(with: bytes) else { return false }
                    terms.insert(Array(term))
                    return terms.count < maxExpansions
                }
            }
        }
        return terms.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

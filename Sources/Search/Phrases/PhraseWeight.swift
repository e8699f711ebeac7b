import Segments

/// A phrase bound to a snapshot.
final class PhraseWeight: Weight {
    /// One place: the terms that may stand there, each present somewhere in the snapshot.
    struct Place {
        let state: TermStates
        /// Where several may stand there.
        var others: [TermStates] = []
        let position: Int

        func isAbsent(from leaf: Leaf) -> Bool {
            state.ordinals[leaf.index] == nil
                && others.allSatisfy { $0.ordinals[leaf.index] == nil }
        }

        func group(_ leaf: Leaf) throws -> PhraseGroup {
            let states = [state] + others
            return PhraseGroup(
                lists: try states.compactMap { try $0.postings(leaf, positions: true) },
                terms: states.map(\.term), position: position)
        }
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
        places.contains { $0.isAbsent(from: leaf) }
    }

    func makeScorer(_ leaf: Leaf) throws -> (any Scorer)? {
        if isAbsent(from: leaf) { return nil }
        let norms = scoring == nil ? nil : try leaf.view.reader.norms(field)
        let numbers = PhraseNumbers(
            weight: scoring?.weight ?? 0, norms: norms,
            inverses: scoring?.inverses ?? NormInverses.unused, isScoring: scoring != nil)
        if slop == 0, let terms = try soleTerms(leaf) {
            return terms.isEmpty
                ? nil : ExactPhraseScorer(terms, numbers, documentCount: leaf.documentCount)
        }
        let groups = try places.map { try $0.group(leaf) }
        for group in groups {
            if group.lists.isEmpty { return nil }
            for list in group.lists { try requirePositions(list) }
        }
        return try GroupPhraseScorer(groups, slop: slop, numbers, leaf: leaf)
    }

    /// The places' terms where each has one in the leaf, none where a place has none; else nil.
    private func soleTerms(_ leaf: Leaf) throws -> [PhraseTerm]? {
        var terms: [PhraseTerm] = []
        terms.reserveCapacity(places.count)
        for place in places {
            var found = try place.state.postings(leaf, positions: true)
            for other in place.others {
                guard let list = try other.postings(leaf, positions: true) else { continue }
                if found != nil { return nil }
                found = list
            }
            guard let found else { return [] }
            try requirePositions(found)
            terms.append(PhraseTerm(list: found, position: place.position))
        }
        return terms
    }

    private func requirePositions(_ list: PostingsList) throws {
        if list.hasPositions { return }
        throw SearchError(
            .invalid,
            "field \"\(context.fieldName(field))\" was indexed without position data; "
                + "cannot run PhraseQuery")
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
}

/// The postings of a place where one term may stand.
struct PhraseTerm {
    let list: PostingsList
    let position: Int
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
        places.reserveCapacity(positions.count)
        for position in positions {
            guard let place = try place(position, context) else {
                return NoWeight(reason: "a term of the phrase is nowhere")
            }
            places.append(place)
        }
        return PhraseWeight(
            context: context, field: field, places: places, slop: slop, name: description,
            scoring: needsScores ? scoring(places, context, boost) : nil)
    }

    /// Nil when none of its terms is in the snapshot.
    private func place(
        _ position: PhrasePosition, _ context: SearchContext
    ) throws -> PhraseWeight.Place? {
        var place: PhraseWeight.Place?
        for term in position.terms {
            let state = try context.termStates(field, term)
            if state.documentFrequency == 0 { continue }
            if place == nil {
                place = PhraseWeight.Place(state: state, position: position.position)
            } else {
                place?.others.append(state)
            }
        }
        return place
    }

    private func scoring(
        _ places: [PhraseWeight.Place], _ context: SearchContext, _ boost: Float
    ) -> TermScoring {
        func part(_ state: TermStates) -> TermScoring.Part {
            context.idfPart(field, state.documentFrequency, of: state.term)
        }
        var others: [TermScoring.Part] = []
        others.reserveCapacity(places.count)
        for (index, place) in places.enumerated() {
            if index > 0 { others.append(part(place.state)) }
            for state in place.others { others.append(part(state)) }
        }
        return TermScoring(
            boost: boost, part: part(places[0].state), others: others,
            inverses: context.inverses(field))
    }
}

extension PhrasePrefixQuery {
    package func makeWeight(
        _ context: SearchContext, needsScores: Bool, boost: Float
    ) throws -> any Weight {
        let expansions = try expand(context)
        if expansions.isEmpty { return NoWeight(reason: "no term begins with the prefix") }
        let last = PhrasePosition(terms: expansions, position: prefixPosition)
        return try PhraseQuery(field: field, positions: positions + [last], slop: slop).makeWeight(
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

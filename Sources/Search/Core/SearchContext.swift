import Primitives
import Segments

/// What one search of one snapshot shares: statistics, similarities, deadline and scratch memory.
///
/// Belongs to one thread at a time.
package final class SearchContext {
    package let snapshot: IndexSnapshot
    package let leaves: [Leaf]
    package let deadline: Deadline
    /// Documents a scorer visits in a leaf up to which all its matches are scored and counted at
    /// once, rather than pruned and then counted.
    let countedCost: Int
    /// Matches of disjunctions up to which the same is done, however many documents are visited.
    var countedMatches: Int {
        min(countedCost, .max / SearchLimits.countedFactor) * SearchLimits.countedFactor
    }
    private let similarityOf: (FieldNumber) -> Similarity
    /// Deleted ones included.
    let documentCount: Int
    private var fields = FieldMemos()
    /// Terms each fuzzy query came to, so that the passes of a search look them up once.
    var fuzzyVariants: [String: [FuzzyExpansion.Variant]] = [:]
    /// See `union(of:_:_:)`.
    var unions: [UnionKey: TermUnion] = [:]
    private var spareBlocks: [DocBlock] = []
    private var ticks = 0

    package init(
        snapshot: IndexSnapshot,
        similarity: @escaping (FieldNumber) -> Similarity = { _ in .bm25() },
        deadline: Deadline = .none, countedCost: Int = SearchLimits.countedCost
    ) {
        self.snapshot = snapshot
        self.countedCost = countedCost
        self.similarityOf = similarity
        self.deadline = deadline
        var base = 0
        var leaves: [Leaf] = []
        leaves.reserveCapacity(snapshot.views.count)
        for (index, view) in snapshot.views.enumerated() {
            leaves.append(Leaf(index: index, view: view, docBase: base))
            base += view.reader.documentCount
        }
        self.leaves = leaves
        documentCount = base
    }

    package func similarity(_ field: FieldNumber) -> Similarity { similarityOf(field) }

    /// Over all leaves, deleted documents included, as Lucene counts.
    package func statistics(_ field: FieldNumber) -> FieldStatistics {
        let place = fields.place(of: field)
        if let known = fields[place].statistics { return known }
        let sum = leaves.reduce(into: FieldStatistics()) {
            $0 = $0 + $1.view.reader.statistics(field)
        }
        fields[place].statistics = sum
        return sum
    }

    /// Looks a term up in every leaf.
    func termStates(_ field: FieldNumber, _ term: [UInt8]) throws -> TermStates {
        let place = fields.place(of: field)
        if let known = fields[place].states.states(of: term) { return known }
        let found = try lookUp(field, term)
        fields[place].states.insert(found)
        return found
    }

    private func lookUp(_ field: FieldNumber, _ term: [UInt8]) throws -> TermStates {
        let dictionaries = try dictionaries(field)
        let ordinals = try term.withUnsafeBytes {
            try TermDictionary.find($0, in: dictionaries)
        }
        var total = 0
        for index in ordinals.indices {
            guard let ordinal = ordinals[index] else { continue }
            total += dictionaries[index]?.documentFrequency(ordinal) ?? 0
        }
        return TermStates(
            field: field, term: term, ordinals: ordinals, documentFrequency: total,
            dictionaries: dictionaries)
    }

    /// The field's terms in every leaf; nil where it has none.
    func dictionaries(_ field: FieldNumber) throws -> [TermDictionary?] {
        let place = fields.place(of: field)
        if let known = fields[place].dictionaries { return known }
        let found = try leaves.map { try $0.view.reader.terms(field) }
        fields[place].dictionaries = found
        return found
    }

    /// How many documents of the snapshot hold a term, deleted ones included.
    package func documentFrequency(_ field: FieldNumber, _ term: [UInt8]) throws -> Int {
        try termStates(field, term).documentFrequency
    }

    func inverses(_ field: FieldNumber) -> NormInverses {
        let place = fields.place(of: field)
        if let known = fields[place].inverses { return known }
        let made = NormInverses.shared(
            similarity: similarity(field), statistics: statistics(field),
            hasNorms: snapshot.fields[field]?.hasNorms ?? false)
        fields[place].inverses = made
        return made
    }

    /// Scoring of one term, or of several that count as one with the given document frequency.
    func scoring(_ field: FieldNumber, documentFrequency: Int, boost: Float) -> TermScoring {
        TermScoring(
            boost: boost, part: idfPart(field, documentFrequency), inverses: inverses(field))
    }

    func idfPart(
        _ field: FieldNumber, _ documentFrequency: Int, of term: [UInt8]? = nil
    ) -> TermScoring.Part {
        let count = max(statistics(field).documentCount, documentFrequency)
        return TermScoring.Part(
            term: term, documentFrequency: documentFrequency, documentCount: count,
            idf: Similarity.inverseDocumentFrequency(documentFrequency, of: count))
    }

    func fieldName(_ field: FieldNumber) -> String {
        snapshot.fields[field]?.name ?? "#\(field)"
    }

    /// A block to use until `give` returns it.
    func takeBlock() -> DocBlock {
        let block = spareBlocks.popLast() ?? DocBlock()
        block.count = 0
        return block
    }

    func give(_ block: DocBlock) { spareBlocks.append(block) }

    /// Called once a block; looks at the clock once every few calls.
    @inline(__always)
    func tick() throws(SearchError) {
        ticks &+= 1
        if ticks & 15 == 0 { try deadline.check() }
    }
}

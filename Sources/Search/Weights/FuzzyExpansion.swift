import Primitives
import Segments

/// The terms of all leaves that are similar to a fuzzy query's term, best first.
///
/// Terms are gathered over the whole snapshot before any is weighed, and ranked by boost
/// (1 - edits / length of the shorter term), then by bytes, as Lucene's
/// `TopTermsBlendedFreqScoringRewrite`.
struct FuzzyExpansion {
    struct Variant {
        let term: [UInt8]
        let boost: Float
        /// By leaf.
        var ordinals: [TermOrdinal?]
        var documentFrequency: Int
    }

    private let query: FuzzyQuery
    private let context: SearchContext
    private let length: Int
    private let writer = ByteWriter()
    private var variants: [Variant] = []
    private var indices: [[UInt8]: Int] = [:]

    init(_ query: FuzzyQuery, _ context: SearchContext) {
        self.query = query
        self.context = context
        length = FuzzyExpansion.codePoints(query.term)
    }

    /// The query's terms, remembered by the context.
    static func variants(
        of query: FuzzyQuery, _ context: SearchContext
    ) throws -> [Variant] {
        let key =
            "\(query.description) \(query.prefixLength) \(query.maxExpansions) "
            + "\(query.transpositions)"
        if let known = context.fuzzyVariants[key] { return known }
        var expansion = FuzzyExpansion(query, context)
        let variants = try expansion.best()
        context.fuzzyVariants[key] = variants
        return variants
    }

    /// At most `maxExpansions` terms.
    mutating func best() throws -> [Variant] {
        for leaf in context.leaves { try gather(leaf) }
        variants.sort {
            $0.boost != $1.boost
                ? $0.boost > $1.boost : $0.term.lexicographicallyPrecedes($1.term)
        }
        return Array(variants.prefix(limit))
    }

    private mutating func gather(_ leaf: Leaf) throws {
        guard let dictionary = try leaf.view.reader.terms(query.field) else { return }
        var matches: [FuzzyMatch] = []
        try query.term.withUnsafeBytes {
            try dictionary.fuzzyMatches(
                of: $0, maxEdits: min(2, query.maxEdits), prefixLength: query.prefixLength,
                transpositions: query.transpositions, into: &matches)
        }
        try context.deadline.check()
        for match in best(of: matches) { try add(match, dictionary, leaf) }
    }

    /// At most as many of one leaf's terms as are wanted of all: a term that ranks lower in a leaf
    /// ranks lower in the whole. Ordinals are in the order of the terms' bytes.
    private func best(of matches: [FuzzyMatch]) -> ArraySlice<FuzzyMatch> {
        let limit = limit
        if matches.count <= limit { return matches[...] }
        let ranked = matches.map { (boost: boost(of: $0), match: $0) }.sorted {
            $0.boost != $1.boost
                ? $0.boost > $1.boost : $0.match.ordinal < $1.match.ordinal
        }
        return ranked.prefix(limit).map(\.match)[...]
    }

    private var limit: Int {
        max(0, min(query.maxExpansions, SearchLimits.maximumFuzzyExpansions))
    }

    private mutating func add(
        _ match: FuzzyMatch, _ dictionary: TermDictionary, _ leaf: Leaf
    ) throws {
        writer.removeAll()
        try dictionary.term(match.ordinal, into: writer)
        let term = Array(writer.bytes)
        let index: Int
        if let known = indices[term] {
            index = known
        } else {
            index = variants.count
            indices[term] = index
            variants.append(
                Variant(
                    term: term, boost: boost(of: match),
                    ordinals: Array(repeating: nil, count: context.leaves.count),
                    documentFrequency: 0))
        }
        variants[index].ordinals[leaf.index] = match.ordinal
        variants[index].documentFrequency += match.documentFrequency
    }

    private func boost(of match: FuzzyMatch) -> Float {
        if match.distance == 0 { return 1 }
        return max(0, 1 - Float(match.distance) / Float(min(length, match.length)))
    }

    /// Code points of UTF-8 bytes.
    static func codePoints(_ bytes: [UInt8]) -> Int {
        bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }
}

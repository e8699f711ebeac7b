import Segments

/// Starting thresholds: what the terms' head bounds promise before anything is read.
///
/// Sound only where a single term makes a document match and no clause takes score away, that is in
/// pure disjunctions: then k documents with at least a term's score exist beforehand.
protocol TermSeeding: Weight {
    /// Terms each of which alone makes a document a match with at least the term's score; nil when
    /// the weight is no pure disjunction.
    var seedTerms: [TermWeight]? { get }
}

extension TermWeight: TermSeeding {
    var seedTerms: [TermWeight]? { scoring == nil ? nil : [self] }
}

extension BooleanWeight: TermSeeding {
    var seedTerms: [TermWeight]? { alternatives.flatMap { SeedTerms.of($0) } }
}

extension DisjunctionMaxWeight: TermSeeding {
    var seedTerms: [TermWeight]? { SeedTerms.of(weights) }
}

enum SeedTerms {
    private static let depths = [10, 100, 1000]

    /// The seeds of weights that are alternatives to one another.
    static func of(_ weights: [any Weight]) -> [TermWeight]? {
        var terms: [TermWeight] = []
        for weight in weights {
            if let more = (weight as? any TermSeeding)?.seedTerms { terms += more }
        }
        return terms
    }

    /// A score that at least `k` live documents reach; -infinity when none is known.
    static func threshold(
        of weight: any Weight, k: Int, leaves: [Leaf]
    ) throws -> Float {
        guard k > 0, let terms = (weight as? any TermSeeding)?.seedTerms else { return -.infinity }
        var best = -Float.infinity
        for term in terms { best = max(best, try threshold(of: term, k: k, leaves: leaves)) }
        return best
    }

    /// Adds up, over the leaves, how many documents are known to reach each score; a leaf with d
    /// deleted documents may have lost d of them.
    private static func threshold(
        of term: TermWeight, k: Int, leaves: [Leaf]
    ) throws -> Float {
        guard let scoring = term.scoring else { return -.infinity }
        var entries: [(score: Float, leaf: Int, count: Int)] = []
        for leaf in leaves {
            guard let postings = try term.states.postings(leaf) else { continue }
            let deleted = leaf.view.liveDocs?.deletedCount ?? 0
            for depth in depths where depth > deleted {
                guard let head = postings.headBound(k: depth) else { continue }
                let score = scoring.score(frequency: Float(head.frequency), norm: head.norm)
                entries.append((score, leaf.index, depth - deleted))
            }
        }
        entries.sort { $0.score > $1.score }
        var counts: [Int: Int] = [:]
        var total = 0
        for entry in entries {
            let known = counts[entry.leaf] ?? 0
            if entry.count <= known { continue }
            counts[entry.leaf] = entry.count
            total += entry.count - known
            if total >= k { return entry.score }
        }
        return -.infinity
    }
}

import Segments

/// Finds the best hits by score, and on the way counts the leaves where that is cheaper than
/// visiting them again.
///
/// Pruning leaves matches out, so a pruned leaf has to be counted by itself. Where a scorer visits
/// few documents anyway, or finds matches at a higher price than it scores them, all are scored
/// and counted at once, until more are found than are to be counted: as Lucene does it throughout.
struct ScoredSearch {
    private let weight: any Weight
    private let context: SearchContext
    private let collector: ScoreCollector
    private var isSeeded = false
    private let k: Int
    /// Matches to count; nil to count none.
    private let limit: Int?
    /// Live matches visited so far.
    private(set) var count = 0
    /// Leaves of which not all matches were visited, by index; empty once `count` is above the
    /// limit.
    private(set) var uncounted: [Int] = []
    /// Of all hits; nil without any.
    private(set) var bestScore: Float?

    /// - Parameter limit: matches of interest; nil when nobody asks.
    init(_ weight: any Weight, _ context: SearchContext, size k: Int, countingTo limit: Int?) {
        self.weight = weight
        self.context = context
        self.limit = limit
        self.k = k
        // More hits than documents cannot be: a deep page must not allocate for them.
        collector = ScoreCollector(k: max(1, min(k, context.documentCount)))
    }

    /// - Parameter skipped: best hits left out of the answer.
    mutating func run(skipping skipped: Int = 0) throws -> [TopDocs.Hit] {
        if context.documentCount > SearchLimits.documents {
            throw SearchError(
                .tooLarge,
                "\(context.documentCount) documents, at most \(SearchLimits.documents)")
        }
        let block = context.takeBlock()
        defer { context.give(block) }
        for leaf in context.leaves {
            guard let scorer = try weight.makeScorer(leaf) else { continue }
            scorer.forgoOrder()
            let pass = Pass(scorer, leaf, block)
            if let counting = counting(scorer) {
                try visitCounting(counting, pass)
            } else if try isCounted(scorer, leaf) {
                try visit(pass)
            } else {
                uncounted.append(leaf.index)
                try prune(pass)
            }
        }
        if let limit, count > limit { uncounted = [] }
        bestScore = collector.bestScore
        return hits(collector.finish(skipping: skipped))
    }

    private func hits(_ found: [(number: UInt32, score: Float)]) -> [TopDocs.Hit] {
        let leaves = context.leaves
        return found.map { number, score in
            var leaf = 0
            var end = leaves.count
            while end - leaf > 1 {
                let middle = (leaf + end) / 2
                if leaves[middle].docBase > Int(number) { end = middle } else { leaf = middle }
            }
            return TopDocs.Hit(
                leaf: leaves[leaf].index, doc: DocID(Int(number) - leaves[leaf].docBase),
                score: score)
        }
    }

    private func isCounted(_ scorer: any Scorer, _ leaf: Leaf) throws -> Bool {
        guard let limit, count <= limit else { return false }
        guard scorer.findsSlowly || scorer.cost <= context.countedCost else { return false }
        return try weight.exactCount(leaf) == nil
    }

    /// The scorer, if it is to count on the way what it does not hand out.
    private func counting(_ scorer: any Scorer) -> (any MatchCountingScorer)? {
        guard let limit, count <= limit, let counting = scorer.counting else { return nil }
        let isCounted =
            scorer.findsSlowly || scorer.cost <= context.countedCost
            || limit - count <= context.countedMatches
        return isCounted ? counting : nil
    }

    /// Raises the threshold to what the index promises beforehand.
    private mutating func seed() throws {
        if isSeeded { return }
        isSeeded = true
        collector.raise(to: try SeedTerms.threshold(of: weight, k: k, leaves: context.leaves))
    }
}

/// The three ways through a leaf.
extension ScoredSearch {
    private struct Pass {
        let scorer: any Scorer
        let block: DocBlock
        let live: UnsafePointer<UInt64>?
        let base: UInt32
        let end: DocID

        init(_ scorer: any Scorer, _ leaf: Leaf, _ block: DocBlock) {
            self.scorer = scorer
            self.block = block
            live = leaf.view.liveDocs?.words
            base = UInt32(leaf.docBase)
            end = DocID(leaf.documentCount)
        }
    }

    private func collectBlock(_ pass: Pass) {
        if let live = pass.live { pass.block.keep(set: live) }
        collector.collect(pass.block, base: pass.base)
    }

    /// Scores every match, until more are found than are to be counted.
    private mutating func visit(_ pass: Pass) throws {
        let limit = self.limit ?? 0
        var hasMore = true
        while hasMore {
            try context.tick()
            hasMore = try pass.scorer.fill(upTo: pass.end, pass.block)
            collectBlock(pass)
            count += pass.block.count
            if count > limit { return hasMore ? try prune(pass) : () }
        }
    }

    /// Counts every match, until more are found than are to be counted, and prunes the rest.
    private mutating func visitCounting(
        _ scorer: any MatchCountingScorer, _ pass: Pass
    ) throws {
        try seed()
        let limit = self.limit ?? 0
        var hasMore = true
        while hasMore {
            try context.tick()
            scorer.threshold = collector.threshold
            let found = try scorer.fillCounting(
                upTo: pass.end, pass.block, live: pass.live, most: limit - count)
            hasMore = found.hasMore
            count += found.matches
            collectBlock(pass)
            if count > limit { return hasMore ? try prune(pass) : () }
        }
    }

    private mutating func prune(_ pass: Pass) throws {
        try seed()
        var hasMore = true
        while hasMore {
            try context.tick()
            pass.scorer.threshold = collector.threshold
            hasMore = try pass.scorer.fill(upTo: pass.end, pass.block)
            collectBlock(pass)
        }
    }
}

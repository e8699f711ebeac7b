import Segments

/// Finds the best hits by score, and on the way counts the leaves where that is cheaper than
/// visiting them again.
///
/// Pruning leaves matches out, so a pruned leaf has to be counted by itself; where a scorer visits
/// few documents anyway, all its matches are scored and counted at once.
struct ScoredSearch {
    private let weight: any Weight
    private let context: SearchContext
    private let countsMatches: Bool
    private let collector: ScoreCollector
    private var isSeeded = false
    private let k: Int
    /// Live matches by leaf; nil where they were not all visited.
    private(set) var counts: [Int?]

    /// - Parameter countsMatches: whether anybody asks for `counts`.
    init(_ weight: any Weight, _ context: SearchContext, size k: Int, countsMatches: Bool) {
        self.weight = weight
        self.context = context
        self.countsMatches = countsMatches
        self.k = k
        // More hits than documents cannot be: a deep page must not allocate for them.
        collector = ScoreCollector(k: max(1, min(k, context.documentCount)))
        counts = Array(repeating: nil, count: context.leaves.count)
    }

    mutating func run() throws -> [TopDocs.Hit] {
        let block = context.takeBlock()
        defer { context.give(block) }
        for leaf in context.leaves {
            guard let scorer = try weight.makeScorer(leaf) else {
                counts[leaf.index] = 0
                continue
            }
            let isCounted =
                try countsMatches && scorer.cost <= context.countedCost
                && weight.exactCount(leaf) == nil
            if isCounted {
                counts[leaf.index] = try visit(scorer, leaf, block)
            } else {
                try prune(scorer, leaf, block)
            }
        }
        return collector.hits()
    }

    private func visit(_ scorer: any Scorer, _ leaf: Leaf, _ block: DocBlock) throws -> Int {
        let end = DocID(leaf.documentCount)
        let live = leaf.view.liveDocs?.words
        var count = 0
        var hasMore = true
        while hasMore {
            try context.tick()
            hasMore = try scorer.fill(upTo: end, block)
            if let live { block.keep(set: live) }
            count += block.count
            collector.collect(block, leaf: leaf.index)
        }
        return count
    }

    private mutating func prune(
        _ scorer: any Scorer, _ leaf: Leaf, _ block: DocBlock
    ) throws {
        if !isSeeded {
            isSeeded = true
            collector.raise(
                to: try SeedTerms.threshold(of: weight, k: k, leaves: context.leaves))
        }
        let end = DocID(leaf.documentCount)
        let live = leaf.view.liveDocs?.words
        var hasMore = true
        while hasMore {
            try context.tick()
            scorer.threshold = collector.threshold
            hasMore = try scorer.fill(upTo: end, block)
            if let live { block.keep(set: live) }
            collector.collect(block, leaf: leaf.index)
        }
    }
}

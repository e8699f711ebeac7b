import Primitives
import Search
import Segments
import TestSupport
import Testing

@Suite("A scorer")
struct ScorerContractTests {
    /// Documents with scores by `fill`, in windows of random length.
    private func filled(
        _ weight: any Weight, _ leaf: Leaf, _ random: inout SeededGenerator
    ) throws -> [UInt32: Double] {
        guard let scorer = try weight.makeScorer(leaf) else { return [:] }
        let block = DocBlock()
        var found: [UInt32: Double] = [:]
        var limit: UInt32 = 0
        while limit < UInt32(leaf.documentCount) {
            limit += UInt32(1 + random.below(1500))
            var hasMore = true
            while hasMore {
                hasMore = try scorer.fill(upTo: limit, block)
                for at in 0..<block.count {
                    try #require(block.docs[at] < limit)
                    try #require(found[block.docs[at]] == nil)
                    found[block.docs[at]] = block.scores[at]
                }
            }
        }
        return found
    }

    /// The same by `retain` or `apply` over random candidates.
    private func probed(
        _ weight: any Weight, _ leaf: Leaf, _ candidates: [UInt32], retains: Bool,
        _ random: inout SeededGenerator
    ) throws -> [UInt32: Double] {
        guard let scorer = try weight.makeScorer(leaf) else { return [:] }
        let block = DocBlock()
        var found: [UInt32: Double] = [:]
        var at = 0
        while at < candidates.count {
            let part = candidates[at..<min(candidates.count, at + 1 + random.below(700))]
            block.count = 0
            for doc in part {
                block.docs[block.count] = doc
                block.scores[block.count] = 8
                block.count += 1
            }
            if retains { try scorer.retain(block) } else { try scorer.apply(block) }
            for index in 0..<block.count { found[block.docs[index]] = block.scores[index] - 8 }
            at += part.count
        }
        return found
    }

    @Test(
        "gives the same documents and scores by fill, retain, apply and mark",
        arguments: [0, SearchLimits.countedCost])
    func agrees(countedCost: Int) throws {
        try forEachSeed(2, from: 300) { random in
            let bench = try Bench(ShopShape.all[0], &random)
            for _ in 0..<40 {
                let query = RandomQuery(depth: 2).next(&random)
                let name = Comment(rawValue: query.description)
                let context = bench.context(countedCost: countedCost)
                let leaf = context.leaves[0]
                let weight = try query.makeWeight(context, needsScores: true, boost: 1)
                let expected = try filled(weight, leaf, &random)
                let candidates = (0..<UInt32(leaf.documentCount)).filter { _ in random.chance(0.4) }
                let retained = try probed(weight, leaf, candidates, retains: true, &random)
                let applied = try probed(weight, leaf, candidates, retains: false, &random)
                for doc in candidates {
                    let score = expected[doc]
                    try #require((retained[doc] == nil) == (score == nil), name)
                    let close = abs((retained[doc] ?? 0) - (score ?? 0)) < 1e-9
                    try #require(close, name)
                    try #require(abs((applied[doc] ?? 0) - (score ?? 0)) < 1e-9, name)
                }
                try checkMarks(query, context, expected, &random)
            }
        }
    }

    private func checkMarks(
        _ query: any Query, _ context: SearchContext, _ expected: [UInt32: Double],
        _ random: inout SeededGenerator
    ) throws {
        let leaf = context.leaves[0]
        let weight = try query.makeWeight(context, needsScores: false, boost: 1)
        let bits = FixedBitSet(bitCount: leaf.documentCount)
        if let scorer = try weight.makeScorer(leaf) {
            let middle = UInt32(random.below(leaf.documentCount))
            try scorer.mark(bits.words, from: 0, to: middle)
            try scorer.mark(bits.words, from: middle, to: UInt32(leaf.documentCount))
        }
        var marked: [UInt32] = []
        bits.forEachSetBit { marked.append(UInt32($0)) }
        try #require(marked == expected.keys.sorted(), Comment(rawValue: query.description))
    }

    @Test(
        "never scores more than its bound, and may leave out only what cannot pass",
        arguments: [0, SearchLimits.countedCost])
    func bounds(countedCost: Int) throws {
        try forEachSeed(2, from: 400) { random in
            let bench = try Bench(ShopShape.all[0], &random)
            for _ in 0..<50 {
                let query = RandomQuery(depth: 2).next(&random)
                let context = bench.context(countedCost: countedCost)
                let leaf = context.leaves[0]
                let weight = try query.makeWeight(context, needsScores: true, boost: 1)
                let expected = try filled(weight, leaf, &random)
                guard let scorer = try weight.makeScorer(leaf) else { continue }
                let first = UInt32(random.below(leaf.documentCount))
                let last = min(
                    first + UInt32(random.below(900)), UInt32(leaf.documentCount - 1))
                scorer.skip(to: first)
                let bound = Double(scorer.maxScore(through: last))
                for doc in first...last {
                    try #require(expected[doc] ?? 0 <= bound, Comment(rawValue: query.description))
                }
                try checkThreshold(weight, leaf, expected, &random)
            }
        }
    }

    private func checkThreshold(
        _ weight: any Weight, _ leaf: Leaf, _ expected: [UInt32: Double],
        _ random: inout SeededGenerator
    ) throws {
        guard let scorer = try weight.makeScorer(leaf), !expected.isEmpty else { return }
        let scores = expected.values.sorted()
        let cut = Float(scores[random.below(scores.count)])
        let block = DocBlock()
        var found: [UInt32: Double] = [:]
        var hasMore = true
        while hasMore {
            scorer.threshold = cut
            hasMore = try scorer.fill(upTo: UInt32(leaf.documentCount), block)
            for at in 0..<block.count { found[block.docs[at]] = block.scores[at] }
        }
        for (doc, score) in expected where score > Double(cut) {
            try #require(found[doc] == score)
        }
        for doc in found.keys { try #require(expected[doc] == found[doc]) }
    }
}

import Primitives
import Search
import Segments
import TestSupport
import Testing

/// Segments longer than the windows in which scores are added up.
@Suite("A query over many windows")
struct WindowTests {
    private static let shapes = [
        ShopShape(documents: 11_000, segments: 1, deletedShare: 0),
        ShopShape(documents: 10_000, segments: 1, deletedShare: 0.15),
    ]

    /// Any of some words, or all of two, each in one of two fields.
    private func query(_ random: inout SeededGenerator) -> any Query {
        let isConjunction = random.below(2) == 0
        let groups = (0..<(isConjunction ? 2 : 2 + random.below(4))).map { _ in
            let word = Array(Shop.words[random.below(Shop.words.count)].utf8)
            return BooleanQuery(
                should: [ShopField.title, ShopField.body].map {
                    TermQuery(field: $0, term: word)
                })
        }
        return isConjunction ? BooleanQuery(must: groups) : BooleanQuery(should: groups)
    }

    @Test("finds, scores and counts what brute force does", arguments: shapes)
    func equalsReference(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 9700) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<8 {
                let query = query(&random)
                let name = Comment(rawValue: query.description)
                let expected = bench.reference.search(query)
                let all = try SearchExecution.topDocs(
                    query, context: bench.context, size: 20_000, trackTotal: .exact)
                try #require(all.totalHits == expected.count, name)
                try #require(all.hits.count == expected.count, name)
                for hit in all.hits {
                    let score = try #require(expected[bench.number(hit, bench.context)], name)
                    try #require(abs(Double(hit.score) - score) <= 2e-6 * max(1, score), name)
                }
                try check(query, bench, all)
            }
        }
    }

    /// Pruned, counted on the way, and from one to the other in the middle of the segment.
    private func check(_ query: any Query, _ bench: Bench, _ all: TopDocs) throws {
        for countedCost in [0, 400, SearchLimits.countedCost] {
            for (size, limit) in [(1, 300), (10, 10_000), (70, 1500), (1000, 5000)] {
                let top = try SearchExecution.topDocs(
                    query, context: bench.context(countedCost: countedCost), size: size,
                    trackTotal: .upTo(limit))
                let name = Comment(rawValue: "\(query.description): \(countedCost) \(size)")
                try #require(top.hits == Array(all.hits.prefix(size)), name)
                try #require(top.totalHits == min(limit, all.totalHits), name)
                try #require(top.relation == (all.totalHits > limit ? .atLeast : .equal), name)
            }
        }
    }
}

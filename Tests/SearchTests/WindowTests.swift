import Primitives
import Search
import Segments
import TestSupport
import Testing

/// Segments longer than the windows in which scores are added up.
@Suite("A disjunction over many windows")
struct WindowTests {
    private static let shapes = [
        ShopShape(documents: 11_000, segments: 1, deletedShare: 0),
        ShopShape(documents: 10_000, segments: 1, deletedShare: 0.15),
    ]

    private func query(_ random: inout SeededGenerator) -> any Query {
        let words = (0..<(2 + random.below(4))).map { _ in
            Array(Shop.words[random.below(Shop.words.count)].utf8)
        }
        return BooleanQuery(
            should: words.flatMap { word in
                [ShopField.title, ShopField.body].map { TermQuery(field: $0, term: word) }
            })
    }

    @Test("finds, scores and counts what brute force does", arguments: shapes)
    func equalsReference(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 9700) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<6 {
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
            for (size, limit) in [(1, 1500), (10, 10_000), (70, 1500), (1000, 5000)] {
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

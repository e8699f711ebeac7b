import Primitives
import Search
import Segments
import TestSupport
import Testing

@Suite("A search")
struct TopDocsTests {
    private func bytes(_ word: String) -> [UInt8] { Array(word.utf8) }

    @Test("counts exactly up to the limit and says so")
    func totals() throws {
        try forEachSeed(1, from: 700) { random in
            let bench = try Bench(ShopShape.all[3], &random)
            let query = TermQuery(field: ShopField.title, term: bytes("red"))
            let count = bench.reference.search(query).count
            for limit in [0, 1, count - 1, count, count + 1, 10_000] where limit >= 0 {
                let top = try SearchExecution.topDocs(
                    query, context: bench.context, size: 3, trackTotal: .upTo(limit))
                #expect(top.totalHits == min(limit, count))
                #expect(top.relation == (count > limit ? .atLeast : .equal))
            }
        }
    }

    @Test("counts the same whether it prunes or scores all matches at once")
    func countsAtOnce() throws {
        try forEachSeed(2, from: 750) { random in
            let bench = try Bench(ShopShape.all[random.below(ShopShape.all.count)], &random)
            let words = ["red", "shoe", "blue"].map {
                TermQuery(field: ShopField.title, term: bytes($0))
            }
            let queries: [any Query] = [
                BooleanQuery(should: words), BooleanQuery(must: Array(words.prefix(2))),
                DisjunctionMaxQuery(queries: words, tieBreaker: 0.3),
            ]
            for query in queries {
                for limit in [0, 1, 7, 50, 10_000] {
                    let tops = try [0, 60, Int.max].map {
                        try SearchExecution.topDocs(
                            query,
                            context: SearchContext(
                                snapshot: bench.snapshot, similarity: ShopField.similarity,
                                countedCost: $0), size: 5, trackTotal: .upTo(limit))
                    }
                    for top in tops {
                        #expect(top.hits == tops[0].hits)
                        #expect(top.totalHits == tops[0].totalHits)
                        #expect(top.relation == tops[0].relation)
                    }
                }
            }
        }
    }

    @Test("finds the same hits for a page far behind as for all", arguments: ShopShape.all)
    func pagesDeep(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 780) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<15 {
                let query = RandomQuery(depth: 1).next(&random)
                let name = Comment(rawValue: query.description)
                let all = try SearchExecution.topDocs(query, context: bench.context, size: 10_000)
                for (from, size) in [(0, 65), (1, 10), (60, 10), (100, 300), (1000, 10)] {
                    let page = try SearchExecution.topDocs(
                        query, context: bench.context, size: from + size, skipping: from)
                    try #require(page.hits == Array(all.hits.dropFirst(from).prefix(size)), name)
                    try #require(page.maxScore == all.maxScore, name)
                    try #require(page.totalHits == all.totalHits, name)
                }
            }
        }
    }

    @Test("narrows hits and total by post filter and minimum score")
    func narrows() throws {
        try forEachSeed(1, from: 800) { random in
            let bench = try Bench(ShopShape.all[1], &random)
            let query = TermQuery(field: ShopField.title, term: bytes("red"))
            let filter = NumericRangeQuery(field: ShopField.price, lower: 100, upper: 400)
            let all = bench.reference.search(query)
            let middle = Float(all.values.sorted()[all.count / 2])
            let filtered = bench.reference.search(BooleanQuery(must: [query], filter: [filter]))
            let top = try SearchExecution.topDocs(
                query, postFilter: filter, context: bench.context, size: 10_000,
                trackTotal: .exact, minScore: middle)
            let expected = filtered.filter { Float($0.value) > middle * 1.00001 }
            #expect(top.hits.count >= expected.count)
            #expect(top.hits.allSatisfy { $0.score >= middle })
            #expect(top.totalHits == top.hits.count)
        }
    }

    @Test("stops when its deadline has passed or it is cancelled")
    func stops() throws {
        try forEachSeed(1, from: 900) { random in
            let bench = try Bench(ShopShape.all[3], &random)
            let late = SearchContext(
                snapshot: bench.snapshot, similarity: ShopField.similarity,
                deadline: Deadline(nanoseconds: 1))
            let query = TermQuery(field: ShopField.title, term: bytes("red"))
            #expect(throws: SearchError.self) {
                try SearchExecution.topDocs(query, context: late, size: 10)
            }
            let cancelled = Deadline.none
            cancelled.cancel()
            let context = SearchContext(snapshot: bench.snapshot, deadline: cancelled)
            #expect(throws: SearchError.self) {
                try SearchExecution.docSets(query, context: context)
            }
        }
    }

    @Test("ends early after as many matches as asked")
    func terminates() throws {
        try forEachSeed(1, from: 1000) { random in
            let bench = try Bench(ShopShape.all[2], &random)
            let query = TermQuery(field: ShopField.title, term: bytes("red"))
            let top = try SearchExecution.topDocs(
                query, context: bench.context, size: 100, terminateAfter: 5)
            #expect(top.terminatedEarly)
            #expect(top.hits.count == 5)
            #expect(top.totalHits == 5)
        }
    }
}

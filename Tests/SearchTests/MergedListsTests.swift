import Primitives
import Search
import Segments
import TestSupport
import Testing

/// Many rare terms at once, which kernels see as few lists.
@Suite("Short lists put together")
struct MergedListsTests {
    private func context(_ bench: Bench) -> SearchContext {
        SearchContext(
            snapshot: bench.snapshot, similarity: ShopField.similarity, countedCost: 0)
    }

    @Test("give the scores and the order of the lists by themselves")
    func scores() throws {
        try forEachSeed(4, from: 9100) { random in
            let bench = try Bench(ShopShape.all[random.below(ShopShape.all.count)], &random)
            let query = FuzzyQuery(
                field: ShopField.title, term: Array("red".utf8), maxEdits: 2, prefixLength: 0,
                maxExpansions: 200, transpositions: true)
            let all = try SearchExecution.topDocs(query, context: context(bench), size: 10_000)
            #expect(all.hits.count == bench.reference.search(query).count)
            for k in [1, 3, 10, 50] {
                let top = try SearchExecution.topDocs(query, context: context(bench), size: k)
                #expect(top.hits == Array(all.hits.prefix(k)))
            }
        }
    }

    @Test("keep every score of a document that is in several")
    func overlaps() throws {
        try forEachSeed(4, from: 9200) { random in
            let bench = try Bench(ShopShape.all[random.below(ShopShape.all.count)], &random)
            let fields = [ShopField.title, ShopField.body]
            let words = Shop.words.suffix(12)
            let terms = words.flatMap { word in
                fields.map { TermQuery(field: $0, term: Array(word.utf8)) }
            }
            var sums: [Place: Double] = [:]
            for term in terms {
                let alone = try SearchExecution.topDocs(
                    term, context: context(bench), size: 10_000)
                for hit in alone.hits {
                    sums[Place(leaf: hit.leaf, doc: hit.doc), default: 0] += Double(hit.score)
                }
            }
            let top = try SearchExecution.topDocs(
                BooleanQuery(should: terms), context: context(bench), size: 10_000)
            #expect(top.hits.count == sums.count)
            for hit in top.hits {
                let sum = try #require(sums[Place(leaf: hit.leaf, doc: hit.doc)])
                try #require(hit.score == Float(sum))
            }
        }
    }

    private struct Place: Hashable {
        let leaf: Int
        let doc: DocID
    }
}

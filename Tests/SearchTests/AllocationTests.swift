import AllocationCount
import Primitives
import Search
import Segments
import TestSupport
import Testing

/// Searches over few documents and over many more that all match: what is allocated for a query
/// may depend on its terms and segments, never on how many documents are scored.
@Suite("A search allocates", .enabled(if: allocations_are_counted() != 0))
struct AllocationTests {
    private static let small = 2000
    private static let large = 20_000
    /// Allowed for each further block of `DocBlock.capacity` documents.
    private static let perBlock = 16

    /// Each has every word of the queries, so that every document is a candidate; how often, and
    /// how long a title is, varies, so that scores do.
    private static func snapshot(documents count: Int) throws -> IndexSnapshot {
        var random = SeededGenerator(seed: 5)
        let documents = (0..<count).map { number in
            var document = ShopDocument(id: "p\(number)")
            document.title = ["red", "shoe", "blue"]
            document.title? += (0..<random.below(9)).map { _ in
                ["red", "shoe", "blue", "lamp"][random.below(4)]
            }
            document.brand = "brand\(number % 7)"
            document.price = Int64(random.below(1000))
            return document
        }
        return try Shop(segments: [documents]).snapshot()
    }

    private static func term(_ word: String) -> any Query {
        TermQuery(field: ShopField.title, term: Array(word.utf8))
    }

    private static let words = [term("red"), term("shoe"), term("blue")]

    private static let queries: [(name: String, query: any Query)] = [
        ("term", term("red")),
        ("or", BooleanQuery(should: words)),
        ("and", BooleanQuery(must: words)),
        ("or of fields", DisjunctionMaxQuery(queries: words, tieBreaker: 0.3)),
        (
            "filtered",
            BooleanQuery(
                must: [term("red")],
                filter: [NumericRangeQuery(field: ShopField.price, lower: 100, upper: 900)])
        ),
        (
            "phrase",
            PhraseQuery(
                field: ShopField.title,
                terms: [([Array("red".utf8)], 0), ([Array("shoe".utf8)], 1)])
        ),
    ]

    private static func allocations(
        _ query: any Query, _ snapshot: IndexSnapshot, _ total: TrackTotal
    ) throws -> (count: UInt64, hits: Int) {
        let context = SearchContext(snapshot: snapshot, similarity: ShopField.similarity)
        func search() throws -> Int {
            try SearchExecution.topDocs(query, context: context, size: 10, trackTotal: total)
                .hits.count
        }
        // What is made once, such as columns and scratch memory, is made here.
        for _ in 0..<3 { _ = try search() }
        let before = allocation_count()
        let hits = try search()
        return (allocation_count() - before, hits)
    }

    /// Most allocations of a search over the small shop, without optimization.
    private static let most: [String: UInt64] = [
        "term": 242, "or": 390, "and": 275, "or of fields": 403, "filtered": 253, "phrase": 265,
    ]

    @Test("a few times where few documents match")
    func count() throws {
        let few = try Self.snapshot(documents: Self.small)
        for (name, query) in Self.queries {
            let (count, _) = try Self.allocations(query, few, .upTo(10_000))
            #expect(count <= Self.most[name] ?? 0, "\(name): \(count)")
        }
    }

    @Test("as often for ten times the documents, but for a few blocks")
    func sameCount() throws {
        let few = try Self.snapshot(documents: Self.small)
        let many = try Self.snapshot(documents: Self.large)
        let blocks = (Self.large - Self.small) / DocBlock.capacity
        for (name, query) in Self.queries {
            for total in [TrackTotal.exact, .upTo(1000), .none] {
                let (countOfFew, hitsOfFew) = try Self.allocations(query, few, total)
                let (countOfMany, hitsOfMany) = try Self.allocations(query, many, total)
                #expect(hitsOfFew == 10 && hitsOfMany == 10)
                #expect(countOfFew > 0, "\(name): nothing is counted")
                #expect(
                    countOfMany <= countOfFew + UInt64(Self.perBlock * blocks),
                    "\(name), \(total)")
            }
        }
    }
}

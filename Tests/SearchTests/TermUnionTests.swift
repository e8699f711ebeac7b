import Primitives
import Search
import Segments
import TestSupport
import Testing

/// Terms of one prefix in a segment longer than the stretches in which their documents are united.
@Suite("A prefix of many terms")
struct TermUnionTests {
    private static let documents = 70_000

    /// Tags: `few0` to `few19` in one document each, `any0` to `any39` in one to thousands, and
    /// `own0` to `own4` in many.
    private func shop(_ random: inout SeededGenerator) -> Shop {
        var documents = (0..<TermUnionTests.documents).map { number in
            var document = ShopDocument(id: "p\(number)")
            document.title = [random.chance(0.9) ? "blue" : ["red", "green"][random.below(2)]]
            document.isDeleted = random.chance(0.05)
            if random.chance(0.2) {
                let spread = random.below(40) + 1
                document.tags.append("any\(random.below(spread))")
            }
            if random.chance(0.1) { document.tags.append("own\(random.below(5))") }
            return document
        }
        for number in 0..<20 {
            documents[random.below(documents.count)].tags.append("few\(number)")
        }
        return Shop(segments: [documents])
    }

    private func queries(_ prefix: String) -> [any Query] {
        let tags = PrefixQuery(field: ShopField.tags, prefix: Array(prefix.utf8))
        let word = TermQuery(field: ShopField.title, term: Array("red".utf8))
        let other = TermQuery(field: ShopField.title, term: Array("green".utf8))
        let either = BooleanQuery(should: [word, other])
        return [
            BooleanQuery(must: [either, tags]),
            BooleanQuery(must: [BoostQuery(query: either, boost: 0), tags]),
            tags, BooleanQuery(must: [word], filter: [tags]),
            BooleanQuery(must: [word, tags]), BooleanQuery(must: [word], mustNot: [tags]),
            BooleanQuery(should: [word, tags]),
        ]
    }

    @Test("finds and counts what brute force does")
    func equalsReference() throws {
        var random = SeededGenerator(seed: 77)
        let shop = shop(&random)
        let snapshot = try shop.snapshot()
        let reference = ReferenceSearcher(shop)
        for query in ["few", "any", "any1", "own"].flatMap(queries) {
            let name = Comment(rawValue: query.description)
            let expected = reference.search(query)
            let context = SearchContext(snapshot: snapshot, similarity: ShopField.similarity)
            let all = try SearchExecution.topDocs(
                query, context: context, size: TermUnionTests.documents, trackTotal: .exact)
            let found = all.hits.map { context.leaves[$0.leaf].docBase + Int($0.doc) }
            try #require(found.sorted() == expected.keys.sorted(), name)
            try #require(all.totalHits == expected.count, name)
            for limit in [100, 3000] {
                let top = try SearchExecution.topDocs(
                    query, context: context, size: 10, trackTotal: .upTo(limit))
                try #require(top.hits == Array(all.hits.prefix(10)), name)
                try #require(top.totalHits == min(limit, all.totalHits), name)
            }
            try #require(
                try SearchExecution.count(query, context: context) == expected.count, name)
        }
    }
}

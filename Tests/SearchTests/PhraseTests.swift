import Analysis
import Primitives
import Search
import Segments
import TestSupport
import Testing

@Suite("A phrase")
struct PhraseTests {
    private static let field = ShopField.title

    private func bytes(_ word: String) -> [UInt8] { Array(word.utf8) }

    /// A snapshot of one-field documents, and the frequency a phrase's explanation names in each.
    private func frequencies(
        _ titles: [String], _ phrase: String, slop: Int
    ) throws -> [Float?] {
        var random = SeededGenerator(seed: 1)
        let words = phrase.split(separator: " ").map(String.init)
        let terms = words.enumerated().map { (terms: [bytes($1)], position: $0) }
        let snapshot = try Shop(titles: titles, &random).snapshot()
        let context = SearchContext(
            snapshot: snapshot, similarity: ShopField.similarity, countedCost: 0)
        let query = PhraseQuery(field: PhraseTests.field, terms: terms, slop: slop)
        return try titles.indices.map { doc in
            let explanation = try SearchExecution.explain(
                query, leaf: 0, doc: DocID(doc), context: context)
            guard explanation.matched else { return nil }
            let tf = try #require(explanation.details[0].details.last)
            return tf.details[0].value
        }
    }

    @Test("counts 1 / (1 + distance) for each match within its slop")
    func slop() throws {
        let titles = ["x a b a y", "a b", "a x b", "a x x b", "b a", "b x a", "a", "b"]
        let found = try frequencies(titles, "a b", slop: 2)
        let third = Float(1) / 3
        let expected: [Float?] = [1 + third, 1, 0.5, third, third, nil, nil, nil]
        #expect(found == expected)
    }

    @Test("never uses one word of a document for two equal words of the phrase")
    func repeats() throws {
        let titles = ["a a", "a", "a b a", "a x a", "b a a", "a a b a"]
        let doubled: [Float?] = [1, nil, 0.5, 0.5, 1, 1.5]
        #expect(try frequencies(titles, "a a", slop: 1) == doubled)
        let enclosed = try frequencies(["a b a", "b a a", "a b", "a x b a"], "a b a", slop: 2)
        let expected: [Float?] = [1, Float(1) / 3, nil, 0.5]
        #expect(enclosed == expected)
    }

    @Test("measures distance as brute force when no word repeats")
    func distances() throws {
        try forEachSeed(3, from: 1100) { random in
            let letters = ["a", "b", "c", "u", "v", "w", "x", "y"]
            let titles = (0..<60).map { _ in
                letters.shuffled(using: &random).prefix(3 + random.below(6)).joined(separator: " ")
            }
            let slop = 1 + random.below(5)
            let found = try frequencies(titles, "a b c", slop: slop)
            for (title, frequency) in zip(titles, found) {
                let words = title.split(separator: " ").map(String.init)
                let places = ["a", "b", "c"].enumerated().compactMap { at, word in
                    words.firstIndex(of: word).map { $0 - at }
                }
                var expected: Float?
                if places.count == 3 {
                    let distance = (places.max() ?? 0) - (places.min() ?? 0)
                    if distance <= slop { expected = 1 / (1 + Float(distance)) }
                }
                try #require(frequency == expected, "\(title) with slop \(slop)")
            }
        }
    }

    @Test("ends in any term with its prefix")
    func prefix() throws {
        try forEachSeed(1, from: 1200) { random in
            let bench = try Bench(ShopShape.all[3], &random)
            let query = PhrasePrefixQuery(
                field: PhraseTests.field,
                positions: [PhrasePosition(terms: [bytes("red")], position: 0)],
                prefix: bytes("sh"))
            let expanded = Shop.words.filter { $0.hasPrefix("sh") }.map { bytes($0) }
            let same = PhraseQuery(
                field: PhraseTests.field,
                terms: [(terms: [bytes("red")], position: 0), (terms: expanded, position: 1)])
            let found = try SearchExecution.topDocs(query, context: bench.context, size: 1000)
            let expected = try SearchExecution.topDocs(same, context: bench.context, size: 1000)
            #expect(found.hits == expected.hits)
            #expect(found.hits.count == bench.reference.search(same).count)
        }
    }

    @Test("prunes with slop as without", arguments: ShopShape.all)
    func sloppyPruning(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 1300) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<20 {
                let terms = (0..<2).map {
                    (terms: [bytes(Shop.word(&random))], position: $0)
                }
                let query = PhraseQuery(
                    field: ShopField.body, terms: terms, slop: 1 + random.below(4))
                let all = try SearchExecution.topDocs(query, context: bench.context, size: 5000)
                let top = try SearchExecution.topDocs(query, context: bench.context, size: 5)
                try #require(top.hits == Array(all.hits.prefix(5)))
                for hit in top.hits {
                    let explanation = try SearchExecution.explain(
                        query, leaf: hit.leaf, doc: hit.doc, context: bench.context)
                    try #require(explanation.value == hit.score)
                }
            }
        }
    }

    @Test("refuses a field without positions")
    func refuses() throws {
        var random = SeededGenerator(seed: 5)
        let bench = try Bench(ShopShape.all[3], &random)
        let query = PhraseQuery(
            field: ShopField.brand,
            terms: [
                (terms: [bytes("brand1")], position: 0), (terms: [bytes("brand2")], position: 1),
            ])
        #expect(throws: SearchError.self) {
            try SearchExecution.topDocs(query, context: bench.context, size: 1)
        }
    }
}

extension Shop {
    /// One segment of documents with a title each.
    init(titles: [String], _ random: inout SeededGenerator) {
        self.init(
            segments: [
                titles.enumerated().map { number, title in
                    ShopDocument(
                        id: "t\(number)", title: title.split(separator: " ").map(String.init))
                }
            ])
    }
}

import Primitives
import Search
import Segments
import TestSupport
import Testing

/// Shops of different shapes: one segment or many, with and without deleted documents.
struct ShopShape: Sendable, CustomTestStringConvertible {
    let documents: Int
    let segments: Int
    let deletedShare: Double

    var testDescription: String { "\(documents) in \(segments), \(deletedShare) deleted" }

    static let all = [
        ShopShape(documents: 2500, segments: 1, deletedShare: 0),
        ShopShape(documents: 2500, segments: 8, deletedShare: 0),
        ShopShape(documents: 2500, segments: 1, deletedShare: 0.2),
        ShopShape(documents: 1200, segments: 8, deletedShare: 0.3),
    ]
}

/// A shop with its snapshot and its brute-force twin.
struct Bench {
    let snapshot: IndexSnapshot
    let reference: ReferenceSearcher
    private let similarity: (FieldNumber) -> Similarity

    /// - Parameter legacy: k1 and b of the scored fields' similarity, in the form with the factor
    ///   k1 + 1; nil for the ordinary form with the usual constants.
    init(
        _ shape: ShopShape, _ random: inout SeededGenerator, legacy: (k1: Float, b: Float)? = nil
    ) throws {
        let shop = Shop(
            documents: shape.documents, segments: shape.segments,
            deletedShare: shape.deletedShare, &random)
        snapshot = try shop.snapshot()
        guard let legacy else {
            reference = ReferenceSearcher(shop)
            similarity = ShopField.similarity
            return
        }
        reference = ReferenceSearcher(
            shop, k1: Double(legacy.k1), b: Double(legacy.b), isLegacy: true)
        similarity = { field in
            ShopField.similarity(field) == .constant
                ? .constant : .legacyBM25(k1: legacy.k1, b: legacy.b)
        }
    }

    /// One in which all goes by windows and bounds, however few documents there are.
    var context: SearchContext { context(countedCost: 0) }

    func context(countedCost: Int) -> SearchContext {
        SearchContext(snapshot: snapshot, similarity: similarity, countedCost: countedCost)
    }

    /// Document number over all leaves.
    func number(_ hit: TopDocs.Hit, _ context: SearchContext) -> Int {
        context.leaves[hit.leaf].docBase + Int(hit.doc)
    }
}

@Suite("Every query node")
struct QueryEquivalenceTests {
    @Test("finds and scores what brute force does", arguments: ShopShape.all)
    func equalsReference(_ shape: ShopShape) throws {
        try forEachSeed(1) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<35 {
                let query = RandomQuery(depth: 2).next(&random)
                try check(query, bench)
            }
        }
    }

    @Test(
        "scores with the older form of BM25 as brute force does", arguments: ShopShape.all.suffix(2)
    )
    func legacyEqualsReference(_ shape: ShopShape) throws {
        for (seed, constants) in [(1.2, 0.75), (0.9, 0.4), (2, 0)].enumerated() {
            try forEachSeed(1, from: 300 + UInt64(seed)) { random in
                let bench = try Bench(
                    shape, &random, legacy: (Float(constants.0), Float(constants.1)))
                for _ in 0..<8 {
                    let query = RandomQuery(depth: 2).next(&random)
                    try check(query, bench)
                    let context = bench.context
                    let all = try SearchExecution.topDocs(query, context: context, size: 10_000)
                    let top = try SearchExecution.topDocs(query, context: context, size: 3)
                    try #require(top.hits == Array(all.hits.prefix(3)))
                    guard let best = top.hits.first else { continue }
                    let explanation = try SearchExecution.explain(
                        query, leaf: best.leaf, doc: best.doc, context: context)
                    let name = Comment(rawValue: "\(query.description): \(explanation)")
                    try #require(
                        abs(explanation.value - best.score) <= 1e-6 * max(1, best.score), name)
                }
            }
        }
    }

    private func check(
        _ query: any Query, _ bench: Bench, countedCost: Int = 0
    ) throws {
        let context = bench.context(countedCost: countedCost)
        let expected = bench.reference.search(query)
        let all = try SearchExecution.topDocs(
            query, context: context, size: 10_000, trackTotal: .exact)
        let name = Comment(rawValue: query.description)
        try #require(all.totalHits == expected.count, name)
        try #require(all.hits.count == expected.count, name)
        for hit in all.hits {
            let score = try #require(expected[bench.number(hit, context)], name)
            try #require(abs(Double(hit.score) - score) <= 2e-6 * max(1, score), name)
        }
        try #require(try SearchExecution.count(query, context: context) == expected.count, name)
        let sets = try SearchExecution.docSets(query, context: context)
        var found: [Int] = []
        for set in sets {
            set.forEachBlock { docs, count in
                for at in 0..<count { found.append(set.leaf.docBase + Int(docs[at])) }
            }
        }
        try #require(found == expected.keys.sorted(), name)
    }

    @Test("is merged as brute force merges it where it is short", arguments: ShopShape.all)
    func shortEqualsReference(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 1700) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<40 {
                let query = RandomQuery(depth: 2).next(&random)
                let most = [60, 500, SearchLimits.countedCost][random.below(3)]
                try check(query, bench, countedCost: most)
                let all = try SearchExecution.topDocs(query, context: bench.context, size: 10_000)
                for total in [TrackTotal.none, .upTo(20), .exact] {
                    let top = try SearchExecution.topDocs(
                        query, context: bench.context(countedCost: most), size: 4,
                        trackTotal: total)
                    let name = Comment(rawValue: "\(total), \(most): \(query.description)")
                    try #require(top.hits == Array(all.hits.prefix(4)), name)
                }
            }
        }
    }

    @Test("gives the same best hits pruned as unpruned", arguments: ShopShape.all)
    func prunedEqualsExhaustive(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 100) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<70 {
                let query = RandomQuery(depth: 2).next(&random)
                let context = bench.context
                let all = try SearchExecution.topDocs(
                    query, context: context, size: 10_000, trackTotal: .none)
                for k in [1, 3, 10, 60] {
                    let top = try SearchExecution.topDocs(
                        query, context: context, size: k, trackTotal: .none)
                    let name = Comment(rawValue: "\(k) of \(query.description)")
                    try #require(top.hits == Array(all.hits.prefix(k)), name)
                }
            }
        }
    }

    @Test("finds words that each may be in one of two fields", arguments: ShopShape.all)
    func wordsOverFields(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 1500) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<40 {
                let words = (0..<(2 + random.below(2))).map { _ in
                    Array(Shop.words[random.below(Shop.words.count)].utf8)
                }
                let must: [any Query] = words.map { word in
                    BooleanQuery(should: [
                        BoostQuery(query: TermQuery(field: ShopField.title, term: word), boost: 3),
                        TermQuery(field: ShopField.body, term: word),
                    ])
                }
                let extra = TermQuery(field: ShopField.title, term: Array("red".utf8))
                let tag = TermQuery(field: ShopField.tags, term: Array("tag1".utf8))
                let query = BooleanQuery(
                    must: random.chance(0.3) ? must + [extra] : must,
                    filter: random.chance(0.5) ? [tag] : [],
                    should: random.chance(0.3) ? [extra] : [])
                try check(query, bench, countedCost: 4096)
                try check(query, bench)
                let context = bench.context
                let all = try SearchExecution.topDocs(query, context: context, size: 10_000)
                let top = try SearchExecution.topDocs(query, context: context, size: 2)
                try #require(top.hits == Array(all.hits.prefix(2)))
            }
        }
    }

    @Test("explains every score to the digit", arguments: ShopShape.all.suffix(2))
    func explains(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 200) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<35 {
                let query = RandomQuery(depth: 2).next(&random)
                let context = bench.context
                let top = try SearchExecution.topDocs(query, context: context, size: 5)
                for hit in top.hits {
                    let explanation = try SearchExecution.explain(
                        query, leaf: hit.leaf, doc: hit.doc, context: context)
                    let name = Comment(rawValue: "\(query.description): \(explanation)")
                    try #require(explanation.matched, name)
                    try #require(
                        abs(explanation.value - hit.score) <= 1e-6 * max(1, hit.score), name)
                }
                let stranger = DocID(random.below(context.leaves[0].documentCount))
                let expected = bench.reference.evaluate(query, 1)[Int(stranger)]
                let explanation = try SearchExecution.explain(
                    query, leaf: 0, doc: stranger, context: context)
                try #require(
                    explanation.matched == (expected != nil), Comment(rawValue: query.description))
            }
        }
    }
}

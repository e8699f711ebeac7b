import Primitives
import Search
import Segments
import TestSupport
import Testing

@Suite("A sorted search")
struct SortTests {
    private static let keys: [SortKey] = [
        SortKey(.numeric(ShopField.price)), SortKey(.numeric(ShopField.price), descending: true),
        SortKey(.numeric(ShopField.price), missing: .first),
        SortKey(.numeric(ShopField.price), descending: true, missing: .value(.integer(300))),
        SortKey(.numeric(ShopField.ratings)),
        SortKey(.numeric(ShopField.ratings), descending: true),
        SortKey(.numeric(ShopField.ratings), mode: .sum),
        SortKey(.numeric(ShopField.ratings), mode: .avg),
        SortKey(.numeric(ShopField.ratings), descending: true, mode: .median),
        SortKey(.ordinal(ShopField.brand)), SortKey(.ordinal(ShopField.brand), descending: true),
        SortKey(.ordinal(ShopField.brand), missing: .value(.term(Array("brand3x".utf8)))),
        SortKey(.ordinal(ShopField.tags), descending: true, missing: .first),
        SortKey(.ordinal(ShopField.tags)), SortKey(.document), SortKey(.document, descending: true),
        SortKey(.score, descending: true), SortKey(.score), SortKey(.id),
        SortKey(.id, descending: true),
    ]

    /// The value of a key by brute force.
    private func value(
        _ key: SortKey, _ document: ShopDocument, number: Int, score: Float
    ) -> SortValue {
        let substitute: SortValue =
            if case .value(let value) = key.missing { value } else { .missing }
        switch key.kind {
        case .score: return .score(score)
        case .document: return .integer(Int64(number))
        case .id: return .term(Array(document.id.utf8))
        case .ordinal(let field):
            let words = document.keywords(field)
            let word = key.mode == .max ? words.max() : words.min()
            return word.map { .term(Array($0.utf8)) } ?? substitute
        case .numeric(let field):
            let numbers = document.numbers(field)
            return numbers.isEmpty ? substitute : .integer(pick(numbers, key.mode))
        }
    }

    private func pick(_ numbers: [Int64], _ mode: SortKey.Mode) -> Int64 {
        let sum = numbers.reduce(0, +)
        switch mode {
        case .min: return numbers[0]
        case .max: return numbers[numbers.count - 1]
        case .sum: return sum
        case .avg: return Int64((Double(sum) / Double(numbers.count)).rounded())
        case .median:
            let middle = numbers.count / 2
            if numbers.count % 2 == 1 { return numbers[middle] }
            return Int64((Double(numbers[middle - 1] + numbers[middle]) / 2).rounded())
        }
    }

    private func precedes(_ a: [SortValue], _ b: [SortValue], _ keys: [SortKey]) -> Bool? {
        for (index, key) in keys.enumerated() where a[index] != b[index] {
            if a[index] == .missing { return key.missing == .first }
            if b[index] == .missing { return key.missing != .first }
            let isLess: Bool
            switch (a[index], b[index]) {
            case (.integer(let x), .integer(let y)): isLess = x < y
            case (.score(let x), .score(let y)): isLess = x < y
            case (.term(let x), .term(let y)): isLess = x.lexicographicallyPrecedes(y)
            default: isLess = false
            }
            return isLess != key.descending
        }
        return nil
    }

    @Test("orders, breaks ties by document and pages without loss", arguments: ShopShape.all)
    func sorts(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 500) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<25 {
                let query: any Query =
                    random.chance(0.3)
                    ? MatchAllQuery() : RandomQuery(depth: 1).next(&random)
                let keys = (0..<(1 + random.below(3))).map { _ in
                    SortTests.keys[random.below(SortTests.keys.count)]
                }
                try check(query, keys, bench, &random)
            }
        }
    }

    private func check(
        _ query: any Query, _ keys: [SortKey], _ bench: Bench, _ random: inout SeededGenerator
    ) throws {
        let context = bench.context
        let name = Comment(rawValue: "\(query.description) by \(keys)")
        let byScore = try SearchExecution.topDocs(query, context: context, size: 10_000)
        var rows: [(number: Int, values: [SortValue])] = []
        for hit in byScore.hits {
            let number = bench.number(hit, context)
            let document = bench.reference.documents[number]
            rows.append(
                (number, keys.map { value($0, document, number: number, score: hit.score) }))
        }
        rows.sort { precedes($0.values, $1.values, keys) ?? ($0.number < $1.number) }
        for size in [1, 7, 10_000] {
            let top = try SearchExecution.topDocs(query, context: context, size: size, sort: keys)
            try #require(top.hits.count == min(size, rows.count), name)
            for (hit, row) in zip(top.hits, rows) {
                try #require(hit.sortValues == row.values, name)
                try #require(bench.number(hit, context) == row.number, name)
            }
        }
        for counted in [60, Int.max] {
            let other = SearchContext(
                snapshot: bench.snapshot, similarity: ShopField.similarity, countedCost: counted)
            for limit in [0, 30, 10_000] {
                let top = try SearchExecution.topDocs(
                    query, context: other, size: 7, sort: keys, trackTotal: .upTo(limit))
                try #require(top.totalHits == min(limit, rows.count), name)
                try #require(
                    top.hits.map { bench.number($0, context) } == rows.prefix(7).map(\.number),
                    name)
            }
        }
        if rows.isEmpty { return }
        let last = random.below(rows.count)
        let rest = rows.filter { precedes(rows[last].values, $0.values, keys) == true }
        let page = try SearchExecution.topDocs(
            query, context: context, size: 20, sort: keys,
            after: SearchAfter(values: rows[last].values))
        try #require(
            page.hits.map { bench.number($0, context) } == rest.prefix(20).map(\.number), name)
    }

    @Test("passes over pages and documents that cannot compete, losing none")
    func passesOver() throws {
        try forEachSeed(2, from: 650) { random in
            let bench = try Bench(
                ShopShape(documents: 9000, segments: 1, deletedShare: 0.1), &random)
            let words = ["red", "shoe", "blue", "desker", "chairer"].map {
                TermQuery(field: ShopField.title, term: Array($0.utf8))
            }
            let queries: [any Query] = [
                MatchAllQuery(), words[0], BooleanQuery(should: Array(words[..<3])),
                BooleanQuery(should: Array(words[3...])),
                BooleanQuery(must: [words[0], words[1]]),
                BooleanQuery(
                    must: [words[0]],
                    filter: [NumericRangeQuery(field: ShopField.price, lower: 100, upper: 400)]),
            ]
            for query in queries {
                let found = bench.reference.search(query)
                for descending in [false, true] {
                    let key = SortKey(.numeric(ShopField.price), descending: descending)
                    let rows = found.keys.sorted().compactMap { number in
                        bench.reference.documents[number].price.map { (number, $0) }
                    }.enumerated().sorted { a, b in
                        let (x, y) = (a.element.1, b.element.1)
                        return x == y ? a.offset < b.offset : (x < y) != descending
                    }.map(\.element.0)
                    for size in [1, 10, 80] {
                        let context = bench.context
                        for total in [TrackTotal.upTo(10_000), .none] {
                            let top = try SearchExecution.topDocs(
                                query, context: context, size: size, sort: [key],
                                trackTotal: total)
                            let numbers = top.hits.map { bench.number($0, context) }
                            #expect(numbers == Array(rows.prefix(size)))
                        }
                    }
                }
            }
        }
    }

    @Test("fills in scores when they are tracked")
    func tracksScores() throws {
        try forEachSeed(1, from: 600) { random in
            let bench = try Bench(ShopShape.all[3], &random)
            let query = RandomQuery(depth: 1).word(&random)
            let context = bench.context
            let expected = bench.reference.search(query)
            let top = try SearchExecution.topDocs(
                query, context: context, size: 30, sort: [SortKey(.numeric(ShopField.price))],
                trackScores: true)
            for hit in top.hits {
                let score = try #require(expected[bench.number(hit, context)])
                #expect(abs(Double(hit.score) - score) < 1e-5)
            }
            let best = try #require(top.maxScore)
            #expect(abs(Double(best) - (expected.values.max() ?? 0)) < 1e-5)
        }
    }
}

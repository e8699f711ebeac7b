import Aggregations
import JSON
import Primitives
import Search
import TestSupport
import Testing

@Suite("An aggregation run")
struct AggregationRunTests {
    @Test("answers random requests like brute force", arguments: [1, 2, 5])
    func bruteForce(segments: Int) throws {
        try forEachSeed(6, from: UInt64(segments) * 100) { random in
            let fixture = try AggregationFixture(
                seed: random.next(), documents: 60 + random.below(1500), segments: segments)
            let reference = ReferenceAggregations(everything: fixture.documents)
            var requests = RandomAggregations(random: random)
            for _ in 0..<5 {
                let request = requests.siblings()
                let found = try fixture.answer(request)
                let expected = reference.answer(request, fixture.matches)
                let texts = [request, found, expected].map { $0.serialized() }
                try #require(found == expected, "\(texts.joined(separator: "\n"))")
            }
        }
    }

    @Test("merges with another run into what one run would have found")
    func merging() throws {
        try forEachSeed(10) { random in
            let fixture = try AggregationFixture(
                seed: random.next(), documents: 400, segments: 4)
            var requests = RandomAggregations(random: random)
            let request = requests.siblings()
            let plan = try fixture.plan(request)
            let whole = try fixture.answer(request)
            let runs = try (0..<2).map { _ in
                try AggregationRun([plan], runtime: fixture.runtime())
            }
            let sets = fixture.matchingSets
            for (part, run) in runs.enumerated() {
                let own = sets.filter { $0.leaf.index % 2 == part }
                try run.collect(index: 0, context: fixture.context, matches: own)
            }
            if runs[0].needsAllDocuments { return }
            try runs[0].merge(runs[1])
            let merged = try runs[0].answer()
            try #require(merged == whole, "\(request.serialized())")
        }
    }

    @Test("finds the first of many terms without looking up the rare ones")
    func rareTerms() throws {
        for (seed, segments) in [(1, 1), (2, 3), (3, 8)] as [(UInt64, Int)] {
            let fixture = try AggregationFixture(
                seed: seed, documents: 3000, segments: segments
            ) { random in
                // A few terms have most documents, as brands do.
                let skewed = random.below(1 + random.below(1 + random.below(600)))
                return ["wide": .string("w\(skewed)")]
            }
            let reference = ReferenceAggregations(everything: fixture.documents)
            for size in [1, 3, 10, 1000] as [Int64] {
                let request: JSONValue = [
                    "a": ["terms": ["field": "wide", "size": .integer(size)]]
                ]
                let found = try fixture.answer(request)
                #expect(found == reference.answer(request, fixture.matches))
            }
        }
    }

    @Test("counts the terms of a wide column, whether few or many documents match")
    func wideColumns() throws {
        for (seed, documents, segments) in [(1, 300, 1), (2, 3000, 1), (3, 4500, 1), (4, 6000, 2)] {
            let fixture = try AggregationFixture(
                seed: UInt64(seed), documents: documents, segments: segments
            ) { random in
                func term() -> JSONValue { .string("w\(random.below(1 + random.below(4000)))") }
                let tags: JSONValue = .array((0..<random.below(4)).map { _ in term() })
                return random.chance(0.9) ? ["wide": term(), "tags": tags] : ["tags": tags]
            }
            let reference = ReferenceAggregations(everything: fixture.documents)
            for field in ["wide", "tags"] as [JSONValue] {
                for terms: JSONObject in [
                    ["field": field], ["field": field, "missing": "none", "size": 3],
                    ["field": field, "min_doc_count": 2, "size": 500],
                    ["field": field, "order": ["_key": "asc"], "size": 90],
                ] {
                    let request: JSONValue = ["a": ["terms": .object(terms)]]
                    let isEqual =
                        try fixture.answer(request) == reference.answer(request, fixture.matches)
                    #expect(isEqual, "\(request.serialized()) of \(fixture.matches.count)")
                }
            }
        }
    }

    @Test("refuses more buckets than the limit")
    func tooManyBuckets() throws {
        let fixture = try AggregationFixture(
            seed: 3, documents: 100, segments: 1
        ) { ["brand": .string("b\($0.below(5))"), "stock": .integer(Int64($0.below(1_000_000)))] }
        let error = #expect(throws: AggregationError.self) {
            try fixture.answer(
                ["a": ["global": [:], "aggs": ["b": ["terms": ["field": "brand"]]]]],
                responseBuckets: 3)
        }
        #expect(error?.kind == .tooManyBuckets)
        #expect(
            error?.reason == """
                Trying to create too many buckets. Must be less than or equal to: [3] but was [5]. \
                This limit can be set by changing the [search.max_buckets] cluster level setting.
                """)
        #expect(throws: AggregationError.self) {
            try fixture.answer(
                [
                    "g": [
                        "global": [:],
                        "aggs": ["a": ["histogram": ["field": "stock", "interval": 0.001]]],
                    ]
                ])
        }
    }

    @Test("charges its memory and is refused over the budget")
    func memory() throws {
        let fixture = try AggregationFixture(
            seed: 4, documents: 20_000, segments: 1
        ) { ["stock": .integer(Int64($0.below(1 << 30)))] }
        let request: JSONValue = [
            "g": ["global": [:], "aggs": ["a": ["terms": ["field": "stock"]]]]
        ]
        let budget = MemoryBudget(limit: 256 << 10)
        #expect(throws: MemoryBudgetError.self) {
            let run = try AggregationRun(
                [fixture.plan(request)], runtime: fixture.runtime(budget: budget))
            try run.collect(index: 0, context: fixture.context, matches: fixture.matchingSets)
        }
        #expect(budget.used == 0)
    }

    @Test("joins indices that disagree on a number's type, and refuses texts beside numbers")
    func indices() throws {
        func fixture(_ type: String, _ values: [JSONValue]) throws -> AggregationFixture {
            var next = 0
            return try AggregationFixture(
                seed: 5, documents: values.count, segments: 1,
                mappings: ["properties": ["n": ["type": .string(type)]]]
            ) { _ in
                next += 1
                return ["n": values[next - 1]]
            }
        }
        func answer(_ fixtures: [AggregationFixture]) throws -> JSONValue {
            let request: JSONValue = [
                "g": ["global": [:], "aggs": ["a": ["terms": ["field": "n"]]]]
            ]
            var current = fixtures[0]
            let runtime = AggregationRuntime(matching: { query, _ in current.matching(query) })
            let run = try AggregationRun(fixtures.map { try $0.plan(request) }, runtime: runtime)
            for (index, fixture) in fixtures.enumerated() {
                current = fixture
                try run.collect(index: index, context: fixture.context, matches: [])
            }
            return try run.answer(typedKeys: true)
        }
        let whole = try fixture("long", [100, 10])
        let fractions = try fixture("double", [100, 10, 14.6])
        let terms = try #require(try answer([whole, fractions])["global#g"]?["dterms#a"])
        let keys = terms["buckets"]?.array?.compactMap { $0["key"]?.double }
        #expect(keys == [10, 100, 14.6])
        let texts = try fixture("keyword", ["100"])
        #expect(throws: AggregationError.self) { try answer([whole, texts]) }
    }
}

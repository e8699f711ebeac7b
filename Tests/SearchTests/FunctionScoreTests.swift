import Glibc
import Primitives
import Search
import Segments
import TestSupport
import Testing

@Suite("A function score")
struct FunctionScoreTests {
    private func bytes(_ word: String) -> [UInt8] { Array(word.utf8) }

    private func factor(
        _ modifier: ScoreFunction.Modifier, missing: Double? = 1
    ) -> ScoreFunction.FieldFactor {
        ScoreFunction.FieldFactor(
            field: ShopField.price, interpretation: .integer, factor: 0.5, modifier: modifier,
            missing: missing)
    }

    private func apply(_ modifier: ScoreFunction.Modifier, _ value: Double) -> Double {
        switch modifier {
        case .none: return value
        case .log: return log10(value)
        case .log1p: return log10(value + 1)
        case .log2p: return log10(value + 2)
        case .ln: return Glibc.log(value)
        case .ln1p: return Glibc.log(value + 1)
        case .ln2p: return Glibc.log(value + 2)
        case .square: return value * value
        case .sqrt: return value.squareRoot()
        case .reciprocal: return 1 / value
        }
    }

    private static let scoreModes: [FunctionScoreQuery.ScoreMode] = [
        .multiply, .sum, .avg, .first, .max, .min,
    ]
    private static let boostModes: [FunctionScoreQuery.BoostMode] = [
        .multiply, .replace, .sum, .avg, .max, .min,
    ]

    @Test("combines functions and score as brute force, pruned or not", arguments: ShopShape.all)
    func combines(_ shape: ShopShape) throws {
        try forEachSeed(1, from: 1400) { random in
            let bench = try Bench(shape, &random)
            for _ in 0..<40 {
                let inner = RandomQuery(depth: 1).next(&random)
                let query = makeQuery(inner, &random)
                try check(query, inner, bench)
            }
        }
    }

    private func makeQuery(
        _ inner: any Query, _ random: inout SeededGenerator
    ) -> FunctionScoreQuery {
        let filter = NumericRangeQuery(field: ShopField.price, lower: 50, upper: 500)
        let modifiers: [ScoreFunction.Modifier] = [
            .none, .log2p, .ln1p, .ln2p, .square, .sqrt, .log1p,
        ]
        var functions: [ScoreFunction] = []
        for _ in 0..<(1 + random.below(3)) {
            let weight: Float? = random.chance(0.5) ? Float(1 + random.below(4)) : nil
            let kind: ScoreFunction.Kind =
                random.chance(0.4)
                ? .weight : .fieldValueFactor(factor(modifiers[random.below(modifiers.count)]))
            functions.append(
                ScoreFunction(filter: random.chance(0.5) ? filter : nil, weight: weight, kind: kind)
            )
        }
        return FunctionScoreQuery(
            query: inner, functions: functions,
            scoreMode: FunctionScoreTests.scoreModes[random.below(6)],
            boostMode: FunctionScoreTests.boostModes[random.below(6)],
            maxBoost: random.chance(0.3) ? 3 : nil)
    }

    private func check(
        _ query: FunctionScoreQuery, _ inner: any Query, _ bench: Bench
    ) throws {
        let context = bench.context
        let name = Comment(rawValue: "\(query.functions) \(query.scoreMode) \(query.boostMode)")
        let scores = bench.reference.search(inner)
        let all = try SearchExecution.topDocs(query, context: context, size: 10_000)
        try #require(all.hits.count == scores.count, name)
        for hit in all.hits {
            let number = bench.number(hit, context)
            let document = bench.reference.documents[number]
            let value = min(combined(query, document), Double(query.maxBoost ?? .infinity))
            let expected = boosted(query.boostMode, try #require(scores[number]), value)
            try #require(abs(Double(hit.score) - expected) <= 3e-6 * max(1, expected), name)
        }
        for k in [1, 10] {
            let top = try SearchExecution.topDocs(query, context: context, size: k)
            try #require(top.hits == Array(all.hits.prefix(k)), name)
        }
        if let best = all.hits.first {
            let explanation = try SearchExecution.explain(
                query, leaf: best.leaf, doc: best.doc, context: context)
            try #require(abs(explanation.value - best.score) <= 1e-5 * max(1, best.score), name)
        }
    }

    private func combined(_ query: FunctionScoreQuery, _ document: ShopDocument) -> Double {
        var values: [(value: Double, weight: Double)] = []
        for function in query.functions {
            let isMeant =
                function.filter == nil
                || document.price.map { $0 >= 50 && $0 <= 500 } ?? false
            if !isMeant { continue }
            let weight = Double(function.weight ?? 1)
            var value = weight
            if case .fieldValueFactor(let factor) = function.kind {
                value *= apply(factor.modifier, Double(document.price ?? 1) * 0.5)
            }
            values.append((value, weight))
        }
        guard let first = values.first else { return 1 }
        let sum = values.reduce(0) { $0 + $1.value }
        switch query.scoreMode {
        case .multiply: return values.reduce(1) { $0 * $1.value }
        case .sum: return sum
        case .avg: return sum / values.reduce(0) { $0 + $1.weight }
        case .first: return first.value
        case .max: return values.map(\.value).max() ?? 1
        case .min: return values.map(\.value).min() ?? 1
        }
    }

    private func boosted(
        _ mode: FunctionScoreQuery.BoostMode, _ score: Double, _ value: Double
    ) -> Double {
        switch mode {
        case .multiply: return score * value
        case .replace: return value
        case .sum: return score + value
        case .avg: return (score + value) / 2
        case .max: return max(score, value)
        case .min: return min(score, value)
        }
    }

    @Test("falls to its decay at its scale")
    func decays() throws {
        var random = SeededGenerator(seed: 9)
        let bench = try Bench(ShopShape.all[0], &random)
        for shape in [ScoreFunction.DecayShape.gauss, .exp, .linear] {
            let decay = ScoreFunction.Decay(
                shape: shape, field: ShopField.price, interpretation: .integer, origin: 300,
                scale: 50, offset: 10, decay: 0.3)
            let query = FunctionScoreQuery(
                query: MatchAllQuery(), functions: [ScoreFunction(kind: .decay(decay))],
                boostMode: .replace)
            let top = try SearchExecution.topDocs(query, context: bench.context, size: 10_000)
            for hit in top.hits {
                guard let price = bench.reference.documents[Int(hit.doc)].price else {
                    #expect(hit.score == 1)
                    continue
                }
                let distance = abs(Double(price) - 300) - 10
                if distance <= 0 { #expect(hit.score == 1) }
                if distance == 50 { #expect(abs(hit.score - 0.3) < 1e-6) }
                if distance > 50 { #expect(hit.score < 0.3) }
            }
        }
    }

    @Test("refuses negative values and absent ones without a substitute")
    func refuses() throws {
        var random = SeededGenerator(seed: 10)
        let bench = try Bench(ShopShape.all[0], &random)
        for factor in [factor(.none, missing: nil), factor(.log, missing: 0.0001)] {
            let query = FunctionScoreQuery(
                query: MatchAllQuery(),
                functions: [ScoreFunction(kind: .fieldValueFactor(factor))])
            #expect(throws: SearchError.self) {
                try SearchExecution.topDocs(query, context: bench.context, size: 10)
            }
        }
    }

    @Test("drops what scores below its minimum")
    func minimum() throws {
        var random = SeededGenerator(seed: 11)
        let bench = try Bench(ShopShape.all[3], &random)
        let query = FunctionScoreQuery(
            query: MatchAllQuery(),
            functions: [ScoreFunction(kind: .fieldValueFactor(factor(.none, missing: 0)))],
            boostMode: .replace, minScore: 100)
        let expected = bench.reference.documents.count { !$0.isDeleted && $0.price ?? 0 >= 200 }
        let top = try SearchExecution.topDocs(query, context: bench.context, size: 10)
        #expect(top.totalHits == expected)
        #expect(try SearchExecution.count(query, context: bench.context) == expected)
    }
}

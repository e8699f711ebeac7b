import Analysis
import Primitives
import TestSupport
import Testing

@Suite("The analysis of single texts")
struct ScratchTests {
    private static func analyzers() throws -> [Analyzer] {
        let registry = AnalysisRegistry.builtin
        let custom = try MemoTests.chains.map {
            try registry.custom(tokenizer: "standard", filters: $0.filters)
        }
        return registry.analyzerNames.compactMap { registry.analyzer(named: $0) } + custom
    }

    private static func check(_ random: inout SeededGenerator, _ analyzers: [Analyzer]) throws {
        let analyzer = analyzers[random.below(analyzers.count)]
        let text = RandomText.any(&random)
        // Now and then one after which the memory is not kept.
        let whole = random.chance(0.05) ? String(repeating: text + " ", count: 200) : text
        let found = try AnalysisRegistry.builtin.analyze(whole, by: analyzer) { $0.probed() }
        let expected = try analyzer.probe(whole).tokens
        try #require(found == expected, "\(analyzer.name): \(whole)")
    }

    @Test("gives what fresh memory gives, text after text and analyzer after analyzer")
    func equalsFresh() throws {
        let analyzers = try Self.analyzers()
        try forEachSeed(6) { random in
            for _ in 0..<80 { try Self.check(&random, analyzers) }
        }
    }

    @Test("does so on several threads at once")
    func threads() async throws {
        let analyzers = try Self.analyzers()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for seed in 0..<4 {
                group.addTask {
                    var random = SeededGenerator(seed: UInt64(seed))
                    for _ in 0..<60 { try Self.check(&random, analyzers) }
                }
            }
            try await group.waitForAll()
        }
    }
}

import Analysis
import Glibc
import Primitives

/// Text to tokens, with terms interned: megabytes and tokens a second of one thread.
enum AnalysisBenchmark {
    private static let syllables = [
        "ba", "con", "der", "est", "fi", "gra", "hol", "in", "ju", "ka", "lum", "mo", "ner", "or",
        "pla", "qui", "ras", "sto", "tu", "ver", "wel", "xen", "yor", "zip",
    ]
    private static let common = [
        "the", "and", "with", "for", "of", "a", "in", "running", "shoes", "women's", "stainless",
        "steel", "black", "USB-C", "3.5mm", "size", "pack", "set", "new", "wireless",
    ]

    /// Product descriptions: a third common words, the others of a vocabulary of `wordCount` with
    /// Zipf's frequencies.
    private static func texts(_ count: Int, wordCount: Int) -> [[UInt8]] {
        var random = SeededGenerator(seed: 42)
        let words = (0..<wordCount).map { _ in
            (0..<(1 + random.below(4))).map { _ in syllables[random.below(syllables.count)] }
                .joined() + ["", "", "s", "ing", "ed", "ation"][random.below(6)]
        }
        return (0..<count).map { _ in
            let picked = (0..<(8 + random.below(60))).map { _ -> String in
                if random.chance(0.35) { return common[random.below(common.count)] }
                let rank = Int(exp(random.unit() * log(Double(wordCount)))) - 1
                return words[rank]
            }
            return Array(picked.joined(separator: " ").utf8)
        }
    }

    static func run() {
        let texts = texts(40_000, wordCount: 60_000)
        let bytes = texts.reduce(0) { $0 + $1.count }
        for name in ["whitespace", "standard", "english", "german"] {
            guard let analyzer = AnalysisRegistry.builtin.analyzer(named: name) else { continue }
            measure(name, analyzer, texts, bytes)
            if name == "english", let plain = try? analyzer.withMemoLimit(0) {
                measure("english, no memo", plain, texts, bytes)
            }
        }
    }

    private static func measure(
        _ name: String, _ analyzer: Analyzer, _ texts: [[UInt8]], _ bytes: Int
    ) {
        var best = Double.infinity
        var tokenCount = 0
        var termCount = 0
        for _ in 0..<5 {
            let vocabulary = Vocabulary()
            let buffer = TokenBuffer(vocabulary: vocabulary)
            tokenCount = 0
            let start = seconds()
            for text in texts {
                buffer.removeAll()
                text.withUnsafeBytes { raw in
                    _ = try? analyzer.analyze(raw, into: buffer, basePosition: 0)
                }
                tokenCount += buffer.count
            }
            best = min(best, seconds() - start)
            termCount = vocabulary.count
        }
        let megabytes = Int(Double(bytes) / best / 1e6)
        let millions = Double(Int(Double(tokenCount) / best / 1e5)) / 10
        print("analysis \(name): \(megabytes) MB/s, \(millions) M tokens/s, \(termCount) terms")
    }

    /// CPU time of this thread.
    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

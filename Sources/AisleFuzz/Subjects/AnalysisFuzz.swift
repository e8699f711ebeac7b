import Analysis

/// Every built-in analyzer, on bytes that need not be UTF-8.
final class AnalysisFuzz: FuzzSubject {
    static let name = "analysis"
    static let seeds = [
        "The quick-brown Foxes' 3.5\" l'été, naïve Straße 日本語 ไทย 한국어 👩‍👩‍👧 e\u{301}",
        String(repeating: "a", count: 600) + " <b>x&amp;y</b> wi-fi 4ft",
    ].map { Array($0.utf8) }
    private let analyzers = ["standard", "english", "german", "french", "simple", "whitespace"]
        .compactMap { AnalysisRegistry.builtin.analyzer(named: $0) }

    init() {}

    func decode(_ input: UnsafeRawBufferPointer) throws {
        for analyzer in analyzers {
            let tokens = TokenBuffer(vocabulary: Vocabulary())
            _ = try analyzer.analyze(input, into: tokens, basePosition: 0)
            for token in 0..<tokens.count {
                let start = tokens.startOffsets[token], end = tokens.endOffsets[token]
                precondition(
                    start <= end && Int(end) <= input.count,
                    "\(analyzer.name): token \(token) is \(start)..<\(end) of \(input.count)")
            }
        }
    }
}

import Primitives

/// Rewrites a keyword value as a whole: char filters and character-wise token filters, no cutting.
package struct Normalizer: Sendable {
    package let name: String
    /// As `Analyzer.fingerprint`.
    package let fingerprint: UInt64
    private let analyzer: Analyzer

    /// - Parameter analyzer: with the keyword tokenizer and normalizing filters only.
    init(_ analyzer: Analyzer) {
        name = analyzer.name
        fingerprint = analyzer.fingerprint
        self.analyzer = analyzer
    }

    /// The chain, for explanations.
    package var chain: Analyzer { analyzer }

    /// Writes the normalized text behind what `output` holds.
    package func normalize(
        _ text: UnsafeRawBufferPointer, into output: ByteWriter
    ) throws(AnalysisError) {
        guard text.count > 0 else { return }
        let tokens = TokenBuffer(vocabulary: Vocabulary())
        _ = try analyzer.analyze(text, into: tokens, basePosition: 0)
        guard tokens.count > 0 else { return }
        output.write(contentsOf: tokens.vocabulary.term(tokens.termIDs[0]))
    }
}

import Primitives
import Synchronization

/// What the analysis of a short text works in: a vocabulary with what analyzers remember, a buffer
/// for the tokens, room for the text.
///
/// One thread at a time: not Sendable.
final class AnalysisScratch {
    /// Queries have few words: the terms of thousands fit.
    private static let arenaChunk = 1 << 12

    let input = ByteWriter(capacity: 256)
    let tokens = TokenBuffer(vocabulary: Vocabulary(arenaChunk: arenaChunk))

    /// Unit: bytes.
    var memoryBytes: Int {
        input.reservedBytes + tokens.memoryBytes + tokens.vocabulary.memoryBytes
    }
}

/// Scratch between two texts: making it costs more than analysing a query in it.
///
/// `@unchecked Sendable`: the list is behind a mutex, a piece has one owner.
final class AnalysisScratchPool: @unchecked Sendable {
    /// `@unchecked Sendable`: only ever touched inside the mutex.
    private struct Spares: @unchecked Sendable {
        var pieces: [AnalysisScratch] = []
    }

    private let spares = Mutex(Spares())

    func take() -> AnalysisScratch { spares.withLock { $0.pieces.popLast() } ?? AnalysisScratch() }

    /// Keeps a piece unless a long text was analysed in it, it has seen very many words, or enough
    /// others are at hand.
    func give(_ scratch: AnalysisScratch) {
        guard scratch.input.count <= AnalysisLimits.scratchTextBytes,
            scratch.memoryBytes <= AnalysisLimits.scratchBytes
        else { return }
        spares.withLock { spares in
            if spares.pieces.count < AnalysisLimits.spareScratch { spares.pieces.append(scratch) }
        }
    }
}

extension AnalysisRegistry {
    /// Analyses a text by itself, in memory kept from those before it.
    /// - Parameters:
    ///   - analyzer: one of this registry or of the built-in one.
    ///   - read: takes what it needs of the tokens, which are void afterwards.
    package func analyze<Result>(
        _ text: String, by analyzer: Analyzer, _ read: (TokenBuffer) -> Result
    ) throws(AnalysisError) -> Result {
        let scratch = scratch.take()
        scratch.input.removeAll()
        scratch.input.write(text)
        scratch.tokens.removeAll()
        _ = try analyzer.analyze(scratch.input.bytes, into: scratch.tokens, basePosition: 0)
        let result = read(scratch.tokens)
        self.scratch.give(scratch)
        return result
    }
}

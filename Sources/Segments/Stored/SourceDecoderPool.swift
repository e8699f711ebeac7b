import Synchronization

/// Decoders between uses. `@unchecked Sendable`: the mutex guards the list, and a decoder outside
/// it belongs to the thread that took it.
final class SourceDecoderPool: @unchecked Sendable {
    /// Decoders kept; more threads than this at once make their own and drop them.
    static let limit = 8

    static let shared = SourceDecoderPool()

    /// `@unchecked Sendable`: in the mutex.
    private struct Idle: @unchecked Sendable {
        var decoders: [SourceDecoder] = []
    }

    private let idle = Mutex(Idle())

    /// The one given back last, so that a thread alone finds its last block decompressed.
    func take() -> SourceDecoder {
        let found = idle.withLock { idle -> Loan in Loan(idle.decoders.popLast()) }
        return found.decoder ?? SourceDecoder()
    }

    func giveBack(_ decoder: SourceDecoder) {
        decoder.trim()
        let loan = Loan(decoder)
        idle.withLock { idle in
            if idle.decoders.count < SourceDecoderPool.limit, let kept = loan.decoder {
                idle.decoders.append(kept)
            }
        }
    }

    /// Carries a decoder over the edge of the lock. `@unchecked Sendable`: used by one thread.
    private struct Loan: @unchecked Sendable {
        let decoder: SourceDecoder?

        init(_ decoder: SourceDecoder?) { self.decoder = decoder }
    }
}

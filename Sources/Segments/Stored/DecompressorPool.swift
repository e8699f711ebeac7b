import Compression
import Synchronization

/// Decompression contexts and scratch memory between uses. `@unchecked Sendable`: the mutex guards
/// the list, and a context outside it belongs to the thread that took it.
final class DecompressorPool: @unchecked Sendable {
    /// Contexts kept; more threads than this at once make their own and drop them.
    static let limit = 8

    static let shared = DecompressorPool()

    /// `@unchecked Sendable`: in the mutex.
    private struct Idle: @unchecked Sendable {
        var decompressors: [ZstdDecompressor] = []
    }

    private let idle = Mutex(Idle())

    func take() -> ZstdDecompressor {
        let found = idle.withLock { idle -> Loan in Loan(idle.decompressors.popLast()) }
        return found.decompressor ?? ZstdDecompressor()
    }

    func giveBack(_ decompressor: ZstdDecompressor) {
        let loan = Loan(decompressor)
        idle.withLock { idle in
            if idle.decompressors.count < DecompressorPool.limit, let kept = loan.decompressor {
                idle.decompressors.append(kept)
            }
        }
    }

    /// Carries a context over the edge of the lock. `@unchecked Sendable`: used by one thread.
    private struct Loan: @unchecked Sendable {
        let decompressor: ZstdDecompressor?

        init(_ decompressor: ZstdDecompressor?) { self.decompressor = decompressor }
    }
}

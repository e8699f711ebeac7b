import Glibc
import Primitives

/// A failure of a random test, with what replays it.
package struct SeededFailure: Error, CustomStringConvertible {
    package let seed: UInt64
    package let cause: any Error

    package var description: String { "\(cause) (replay with AISLE_SEED=\(seed))" }
}

/// Runs a random test with several seeds, or with the one named by `AISLE_SEED`.
///
/// Inside, `try #require` stops at the first difference, and the error names the seed.
package func forEachSeed(
    _ count: Int, from first: UInt64 = 1,
    _ body: (inout SeededGenerator) throws -> Void
) throws {
    let chosen = getenv("AISLE_SEED").flatMap { UInt64(String(cString: $0)) }
    for seed in chosen.map({ [$0] }) ?? Array(first..<(first + UInt64(count))) {
        var random = SeededGenerator(seed: seed)
        do {
            try body(&random)
        } catch {
            throw SeededFailure(seed: seed, cause: error)
        }
    }
}

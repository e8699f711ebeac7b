import Primitives
import Segments
import Synchronization

/// Merges segments at random: often, of any sizes, in any combination.
package final class RandomMergePolicy: MergePolicy {
    private let random: Mutex<SeededGenerator>
    private let probability: Double

    /// - Parameter probability: of a merge each time it is asked and there are segments.
    package init(seed: UInt64, probability: Double = 0.5) {
        random = Mutex(SeededGenerator(seed: seed))
        self.probability = probability
    }

    package func merges(of segments: [MergeCandidate]) -> [[Int]] {
        random.withLock { random in
            guard !segments.isEmpty, random.chance(probability) else { return [] }
            let chosen = segments.indices.filter { _ in random.chance(0.6) }
            return chosen.isEmpty ? [] : [chosen]
        }
    }
}

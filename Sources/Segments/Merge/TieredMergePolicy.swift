import Glibc

/// Merges segments of about one size, so that a document is rewritten about once a tier.
///
/// As many segments are allowed as fit tiers of `segmentsPerTier`, each tier ten times the size of
/// the one below; over that, the group of neighbours in size that is most even, smallest and
/// richest in deletes is merged. A segment alone is rewritten when more than `deletesAllowed` of it
/// is deleted.
/// - Source: the behaviour of Lucene's `TieredMergePolicy`.
package struct TieredMergePolicy: MergePolicy {
    /// Smaller segments count as this. Unit: bytes.
    package var floorBytes = 2 << 20
    /// Larger segments are not made. Unit: bytes.
    package var maxMergedBytes = 2 << 30
    package var maxMergedDocuments = 16 << 20
    package var segmentsPerTier = 8
    /// Segments merged at once.
    package var mergeFactor = 10
    package var deletesAllowed = 0.33

    package init() {}

    private struct Sized {
        let index: Int
        /// Without the part of deleted documents. Unit: bytes.
        let size: Int
        let candidate: MergeCandidate
    }

    package func merges(of segments: [MergeCandidate]) -> [[Int]] {
        var eligible = segments.enumerated().map { index, segment in
            let live = segment.documentCount - segment.deletedCount
            let size = segment.size * live / max(1, segment.documentCount)
            return Sized(index: index, size: max(floorBytes, size), candidate: segment)
        }
        eligible = eligible.filter { $0.size <= maxMergedBytes / 2 }
        eligible.sort { ($0.size, $1.index) > ($1.size, $0.index) }
        var found: [[Int]] = []
        var allowed = allowedCount(eligible)
        while eligible.count > allowed, let group = bestGroup(eligible) {
            found.append(group.map { eligible[$0].index }.sorted())
            let taken = Set(group)
            eligible = eligible.indices.filter { !taken.contains($0) }.map { eligible[$0] }
            allowed = max(1, allowed - 1)
        }
        let taken = Set(found.joined())
        for (index, segment) in segments.enumerated()
        where !taken.contains(index) && isRiddled(segment) { found.append([index]) }
        return found
    }

    private func isRiddled(_ segment: MergeCandidate) -> Bool {
        segment.deletedCount > 0
            && Double(segment.deletedCount) > deletesAllowed * Double(segment.documentCount)
    }

    private func allowedCount(_ eligible: [Sized]) -> Int {
        guard let smallest = eligible.last else { return 0 }
        var rest = eligible.reduce(0) { $0 + $1.size }
        var level = smallest.size
        var allowed = 0
        while true {
            let count = (rest + level - 1) / level
            if count < segmentsPerTier || level >= maxMergedBytes { return max(1, allowed + count) }
            allowed += segmentsPerTier
            rest -= segmentsPerTier * level
            level = min(maxMergedBytes, level * mergeFactor)
        }
    }

    /// - Returns: indices into `eligible`, of at least two.
    private func bestGroup(_ eligible: [Sized]) -> [Int]? {
        var best: [Int]?
        var bestScore = Double.infinity
        for start in eligible.indices {
            var group: [Int] = []
            var total = 0
            var documents = 0
            for index in start..<eligible.count where group.count < mergeFactor {
                let live =
                    eligible[index].candidate.documentCount
                    - eligible[index].candidate.deletedCount
                if total + eligible[index].size > maxMergedBytes
                    || documents + live > maxMergedDocuments
                {
                    continue
                }
                group.append(index)
                total += eligible[index].size
                documents += live
            }
            if group.count < 2 { continue }
            let score = score(group.map { eligible[$0] }, total)
            if score < bestScore {
                bestScore = score
                best = group
            }
        }
        return best
    }

    /// Lower is better.
    private func score(_ group: [Sized], _ total: Int) -> Double {
        let largest = group.map(\.size).max() ?? 1
        let whole = group.reduce(0) { $0 + max(floorBytes, $1.candidate.size) }
        let skew = Double(largest) / Double(total)
        let deletes = Double(total) / Double(max(1, whole))
        return skew * pow(Double(total), 0.05) * deletes * deletes
    }
}

import Segments

/// Merges segments of similar size, smallest waste first.
///
/// Segments under `floorSize` count as that large. As many segments are allowed as a stair of tiers
/// holds, each tier with `segmentsPerTier` segments, each step `largestMerge` times the size. When
/// there are more, the best run of up to `largestMerge` segments is merged: the one whose largest
/// member is least of the whole, weighted towards small results and towards deleted documents. A
/// segment with more than `deletedShareAllowed` deleted documents is rewritten alone.
/// - Source: the tiered policy of Lucene (Michael McCandless, 2011).
package struct TieredMergePolicy: MergePolicy, Equatable {
    /// Unit: bytes.
    package var floorSize = 2 << 20
    /// No merge makes a larger segment. Unit: bytes.
    package var largestSegment = 2 << 30
    package var segmentsPerTier = 8
    package var largestMerge = 8
    /// 0 to 1.
    package var deletedShareAllowed = 0.2

    package init() {}

    package func merges(of segments: [MergeCandidate]) -> [[Int]] {
        let sizes = segments.map(liveSize)
        let mergeable = segments.indices
            .filter { sizes[$0] <= largestSegment / 2 }
            .sorted { (sizes[$0], $0) > (sizes[$1], $1) }
        if mergeable.count > allowedCount(mergeable.map { sizes[$0] }),
            let best = bestRun(mergeable, segments, sizes)
        {
            return [best.sorted()]
        }
        return expunging(segments)
    }

    /// Size without deleted documents.
    private func liveSize(_ segment: MergeCandidate) -> Int {
        guard segment.documentCount > 0 else { return 0 }
        let live = Double(segment.documentCount - segment.deletedCount)
        return Int(Double(segment.size) * live / Double(segment.documentCount))
    }

    private func allowedCount(_ sizes: [Int]) -> Int {
        var left = sizes.reduce(0) { $0 + max($1, floorSize) }
        var level = max(sizes.last ?? 0, floorSize)
        var allowed = 0
        while left > 0 {
            let count = (left + level - 1) / level
            if count <= segmentsPerTier || level >= largestSegment {
                return max(allowed + count, segmentsPerTier)
            }
            allowed += segmentsPerTier
            left -= segmentsPerTier * level
            level *= largestMerge
        }
        return max(allowed, segmentsPerTier)
    }

    /// - Parameter order: indices, largest segment first.
    private func bestRun(
        _ order: [Int], _ segments: [MergeCandidate], _ sizes: [Int]
    ) -> [Int]? {
        var best: (run: [Int], score: Double)?
        for start in order.indices {
            var run: [Int] = []
            var total = 0
            for index in order[start...] where run.count < largestMerge {
                if total + sizes[index] > largestSegment { continue }
                run.append(index)
                total += sizes[index]
            }
            guard run.count > 1 else { continue }
            let score = score(run, total, segments, sizes)
            if score < best?.score ?? .infinity { best = (run, score) }
        }
        return best?.run
    }

    private func score(
        _ run: [Int], _ total: Int, _ segments: [MergeCandidate], _ sizes: [Int]
    ) -> Double {
        let floored = run.map { Double(max(sizes[$0], floorSize)) }
        let skew = (floored.max() ?? 1) / floored.reduce(0, +)
        let before = run.reduce(0) { $0 + segments[$1].size }
        let kept = Double(max(total, 1)) / Double(max(before, 1))
        return skew * kept * kept * power(Double(max(total, 1)), 0.05)
    }

    /// x to a small power, near enough to order scores: 2 to the (exponent × log2 x), with the
    /// logarithm taken linear between powers of two.
    private func power(_ x: Double, _ exponent: Double) -> Double {
        let logarithm = Double(x.exponent) + (x.significand - 1)
        let scaled = logarithm * exponent
        let whole = scaled.rounded(.down)
        return (1 + (scaled - whole)) * Double(sign: .plus, exponent: Int(whole), significand: 1)
    }

    private func expunging(_ segments: [MergeCandidate]) -> [[Int]] {
        let total = segments.reduce(0) { $0 + $1.documentCount }
        let deleted = segments.reduce(0) { $0 + $1.deletedCount }
        guard Double(deleted) > Double(total) * deletedShareAllowed else { return [] }
        let worst = segments.indices.max {
            deletedShare(segments[$0]) < deletedShare(segments[$1])
        }
        guard let worst, deletedShare(segments[worst]) > deletedShareAllowed else { return [] }
        return [[worst]]
    }

    private func deletedShare(_ segment: MergeCandidate) -> Double {
        segment.documentCount == 0
            ? 1 : Double(segment.deletedCount) / Double(segment.documentCount)
    }
}

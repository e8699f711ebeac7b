import Glibc

/// Quantiles of a stream of numbers in bounded memory: a merging t-digest.
///
/// Numbers gather in a buffer and are merged, sorted, into centroids that are single numbers at the
/// ends and heavier towards the middle. Up to about `compression` numbers every centroid is one
/// number
/// and answers are exact in the digest's own interpolation.
/// - Source: Dunning & Ertl, "Computing extremely accurate quantiles using t-digests", 2019, with
///   scale function k2; the interpolation is that of the library OpenSearch 3 uses.
final class QuantileSketch {
    private struct Centroid {
        var mean: Double
        var weight: Double
    }

    private let compression: Double
    private var centroids: [Centroid] = []
    private var buffered: [Centroid] = []
    private var total = 0.0
    private(set) var minimum = Double.infinity
    private(set) var maximum = -Double.infinity

    /// Numbers kept between two merges.
    private static let bufferCount = 1024

    init(compression: Double) { self.compression = compression }

    var isEmpty: Bool { total == 0 && buffered.isEmpty }

    /// Memory of a sketch in use, at most. Unit: bytes.
    static func memoryBytes(compression: Double) -> Int {
        (bufferCount + Int(compression) * 2) * MemoryLayout<Centroid>.stride
    }

    func add(_ value: Double) {
        minimum = min(minimum, value)
        maximum = max(maximum, value)
        buffered.append(Centroid(mean: value, weight: 1))
        if buffered.count == QuantileSketch.bufferCount { compress() }
    }

    func merge(_ other: QuantileSketch) {
        minimum = min(minimum, other.minimum)
        maximum = max(maximum, other.maximum)
        buffered += other.centroids + other.buffered
        compress()
    }

    private func compress() {
        if buffered.isEmpty { return }
        total += buffered.reduce(0) { $0 + $1.weight }
        let all = (centroids + buffered).sorted { $0.mean < $1.mean }
        buffered.removeAll(keepingCapacity: true)
        // k2: a centroid around quantile q may weigh total * q * (1 - q) / normalizer.
        let normalizer = compression / (4 * log(max(total / compression, 0.01)) + 24)
        var merged: [Centroid] = []
        var before = 0.0
        for (place, next) in all.enumerated() {
            guard var last = merged.last, place > 1, place < all.count - 1 else {
                if let last = merged.last { before += last.weight }
                merged.append(next)
                continue
            }
            let proposed = last.weight + next.weight
            let low = before / total
            let high = (before + proposed) / total
            if proposed <= total * min(low * (1 - low), high * (1 - high)) / normalizer {
                last.mean += (next.mean - last.mean) * next.weight / proposed
                last.weight = proposed
                merged[merged.count - 1] = last
            } else {
                before += last.weight
                merged.append(next)
            }
        }
        centroids = merged
    }

    /// The number below which a share of all lie; nil without numbers.
    /// - Parameter share: from 0 to 1.
    func quantile(_ share: Double) -> Double? {
        compress()
        guard let first = centroids.first, let last = centroids.last else { return nil }
        if centroids.count == 1 { return first.mean }
        let index = share * total
        if index < 1 { return minimum }
        if first.weight > 1 && index < first.weight / 2 {
            return minimum + (index - 1) / (first.weight / 2 - 1) * (first.mean - minimum)
        }
        if index > total - 1 { return maximum }
        if last.weight > 1 && total - index <= last.weight / 2 {
            return maximum
                - (total - index - 1) / (last.weight / 2 - 1) * (maximum - last.mean)
        }
        var soFar = first.weight / 2
        for place in 0..<(centroids.count - 1) {
            let (left, right) = (centroids[place], centroids[place + 1])
            let step = (left.weight + right.weight) / 2
            if soFar + step > index {
                return between(left, right, index - soFar, soFar + step - index)
            }
            soFar += step
        }
        return maximum
    }

    /// Between two centroids; a single number holds for half a place around it.
    private func between(
        _ left: Centroid, _ right: Centroid, _ fromLeft: Double, _ toRight: Double
    ) -> Double {
        if left.weight == 1 && fromLeft < 0.5 { return left.mean }
        if right.weight == 1 && toRight <= 0.5 { return right.mean }
        let before = fromLeft - (left.weight == 1 ? 0.5 : 0)
        let after = toRight - (right.weight == 1 ? 0.5 : 0)
        let mean = (left.mean * after + right.mean * before) / (before + after)
        return max(left.mean, min(mean, right.mean))
    }

    /// The share of numbers up to a value, from 0 to 1; nil without numbers.
    func share(upTo value: Double) -> Double? {
        compress()
        guard let first = centroids.first, let last = centroids.last else { return nil }
        if value < minimum { return 0 }
        if value > maximum { return 1 }
        if centroids.count == 1 { return 0.5 }
        if value < first.mean {
            if value == minimum { return 0.5 / total }
            let part = (value - minimum) / (first.mean - minimum)
            return (1 + part * (first.weight / 2 - 1)) / total
        }
        if value > last.mean {
            if value == maximum { return 1 - 0.5 / total }
            let part = (maximum - value) / (maximum - last.mean)
            return 1 - (1 + part * (last.weight / 2 - 1)) / total
        }
        return shareInside(value)
    }

    private func shareInside(_ value: Double) -> Double {
        var soFar = 0.0
        for place in 0..<(centroids.count - 1) {
            let (left, right) = (centroids[place], centroids[place + 1])
            if left.mean == value {
                let equal = centroids[place...].prefix { $0.mean == value }
                return (soFar + equal.reduce(0) { $0 + $1.weight } / 2) / total
            }
            if left.mean <= value && value < right.mean {
                if left.weight == 1 && right.weight == 1 { return (soFar + 1) / total }
                let leftExcluded = left.weight == 1 ? 0.5 : 0
                let rightExcluded = right.weight == 1 ? 0.5 : 0
                let step = (left.weight + right.weight) / 2 - leftExcluded - rightExcluded
                let base = soFar + left.weight / 2 + leftExcluded
                return (base + step * (value - left.mean) / (right.mean - left.mean)) / total
            }
            soFar += left.weight
        }
        return 1 - 0.5 / total
    }
}

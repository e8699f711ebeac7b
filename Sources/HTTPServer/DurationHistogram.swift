/// Durations counted in steps that each reach a fifth further than the one before, from 50 µs to
/// over a second: fine enough to compare the tails of two measurements.
package struct DurationHistogram: Sendable, Equatable {
    /// Upper bounds of the steps. Unit: nanoseconds.
    package static let bounds: [UInt64] = {
        var bounds: [UInt64] = [50_000]
        while let last = bounds.last, last < 1_000_000_000 { bounds.append(last / 5 * 6) }
        return bounds
    }()

    /// Durations at most each bound and over the one before; last, those over all.
    package private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    /// Unit: nanoseconds.
    package private(set) var sum: UInt64 = 0

    package init() {}

    package var count: UInt64 { counts.reduce(0, +) }

    package mutating func add(_ nanoseconds: UInt64) {
        var low = 0
        var high = Self.bounds.count
        while low < high {
            let middle = (low + high) / 2
            if nanoseconds <= Self.bounds[middle] { high = middle } else { low = middle + 1 }
        }
        counts[low] += 1
        sum &+= nanoseconds
    }
}

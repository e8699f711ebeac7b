/// Durations counted in fixed steps, as Prometheus reads them.
package struct LatencyHistogram: Sendable, Equatable {
    /// Upper bounds of the steps. Unit: seconds.
    package static let bounds: [Double] = [
        0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10, 30, 60, 300,
    ]

    /// Durations at most each bound and over the one before; last, those over all.
    package private(set) var counts = [UInt64](repeating: 0, count: bounds.count + 1)
    /// Unit: seconds.
    package private(set) var sum = 0.0

    package init() {}

    package var count: UInt64 { counts.reduce(0, +) }

    package mutating func add(_ seconds: Double, times: Int = 1) {
        let step = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        counts[step] += UInt64(times)
        sum += seconds * Double(times)
    }
}

import HTTPServer
import Primitives
import TestSupport
import Testing

@Suite("A histogram of durations")
struct DurationHistogramTests {
    @Test("has steps of a fifth from 50 µs to a second")
    func bounds() {
        let bounds = DurationHistogram.bounds
        #expect(bounds.first == 50_000)
        #expect((bounds.last ?? 0) >= 1_000_000_000)
        for (lower, upper) in zip(bounds, bounds.dropFirst()) {
            let factor = Double(upper) / Double(lower)
            #expect(factor > 1.19 && factor <= 1.2)
        }
    }

    @Test("counts each duration in the first step it is not beyond")
    func counts() {
        var random = SeededGenerator(seed: 5)
        var histogram = DurationHistogram()
        var durations: [UInt64] = DurationHistogram.bounds + [0, 2_000_000_000]
        for _ in 0..<1000 { durations.append(UInt64(random.below(1_500_000_000))) }
        for duration in durations { histogram.add(duration) }
        var wanted = [UInt64](repeating: 0, count: DurationHistogram.bounds.count + 1)
        for duration in durations {
            let step = DurationHistogram.bounds.firstIndex { duration <= $0 }
            wanted[step ?? DurationHistogram.bounds.count] += 1
        }
        #expect(histogram.counts == wanted)
        #expect(histogram.count == UInt64(durations.count))
        #expect(histogram.sum == durations.reduce(0, +))
    }
}

import Synchronization

/// Time that passes when a test says so. Unit: milliseconds.
final class TestClock: Sendable {
    private let time = Atomic<UInt64>(1_000_000)

    var now: UInt64 { time.load(ordering: .relaxed) }

    func advance(_ milliseconds: UInt64) { time.wrappingAdd(milliseconds, ordering: .relaxed) }
}

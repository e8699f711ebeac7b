import Glibc

/// The time of day, which may jump.
package enum WallClock {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package static func milliseconds() -> Int64 {
        Int64(MonotonicClock.read(CLOCK_REALTIME) / 1_000_000)
    }
}

import Glibc

/// Time that only goes forward, for durations and deadlines.
package enum MonotonicClock {
    /// Nanoseconds since an unspecified start (boot).
    package static func nanoseconds() -> UInt64 { read(CLOCK_MONOTONIC) }

    static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}

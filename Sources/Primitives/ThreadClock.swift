import Glibc

/// CPU time, which does not count waiting.
package enum ThreadClock {
    /// CPU time of the calling thread. Unit: nanoseconds.
    package static func cpuNanoseconds() -> UInt64 { MonotonicClock.read(CLOCK_THREAD_CPUTIME_ID) }

    /// CPU time of the whole process. Unit: nanoseconds.
    package static func processCPUNanoseconds() -> UInt64 {
        MonotonicClock.read(CLOCK_PROCESS_CPUTIME_ID)
    }
}

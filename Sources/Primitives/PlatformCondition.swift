import Glibc

/// A pthread condition that waits on the monotonic clock.
package final class PlatformCondition: @unchecked Sendable {
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    package init() {
        condition = .allocate(capacity: 1)
        condition.initialize(to: pthread_cond_t())
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deallocate()
    }

    package func signal() { pthread_cond_signal(condition) }

    package func broadcast() { pthread_cond_broadcast(condition) }

    /// Releases the lock while waiting. May wake without a signal.
    package func wait(_ lock: PlatformLock) { pthread_cond_wait(condition, lock.mutex) }

    /// False when `deadline` passed without a signal.
    /// - Parameter deadline: in the time of `MonotonicClock`. Unit: nanoseconds.
    package func wait(_ lock: PlatformLock, until deadline: UInt64) -> Bool {
        var time = timespec()
        time.tv_sec = Int(deadline / 1_000_000_000)
        time.tv_nsec = Int(deadline % 1_000_000_000)
        return pthread_cond_timedwait(condition, lock.mutex, &time) == 0
    }
}

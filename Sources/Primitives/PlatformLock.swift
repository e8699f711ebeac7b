import Glibc

/// A pthread mutex, for state that is waited on with a `PlatformCondition`. Elsewhere use `Mutex`.
package final class PlatformLock: @unchecked Sendable {
    let mutex: UnsafeMutablePointer<pthread_mutex_t>

    /// - Parameter isAwake: whether whoever waits tries again for a moment before it sleeps: for
    ///   locks held for less than falling asleep takes, by few threads. Turns go to those awake.
    package init(isAwake: Bool = false) {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        var attributes = pthread_mutexattr_t()
        pthread_mutexattr_init(&attributes)
        let kind = isAwake ? PTHREAD_MUTEX_ADAPTIVE_NP : PTHREAD_MUTEX_TIMED_NP
        pthread_mutexattr_settype(&attributes, Int32(kind))
        pthread_mutex_init(mutex, &attributes)
        pthread_mutexattr_destroy(&attributes)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    package func lock() { pthread_mutex_lock(mutex) }

    package func unlock() { pthread_mutex_unlock(mutex) }

    package func withLock<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
        lock()
        defer { unlock() }
        return try body()
    }
}

import Glibc

/// Many operations pass together; whoever needs a moment between operations has it alone.
///
/// A refresh swaps buffers, a commit rolls the log and a failed write is undone with the gate held
/// alone: every operation is then wholly before or wholly after. Whoever waits to have it alone is
/// let in before further operations. `@unchecked Sendable`: a lock of the operating system.
final class WriteGate: @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_rwlock_t>

    init() {
        lock = .allocate(capacity: 1)
        lock.initialize(to: pthread_rwlock_t())
        var attributes = pthread_rwlockattr_t()
        pthread_rwlockattr_init(&attributes)
        pthread_rwlockattr_setkind_np(
            &attributes, Int32(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP))
        pthread_rwlock_init(lock, &attributes)
        pthread_rwlockattr_destroy(&attributes)
    }

    deinit {
        pthread_rwlock_destroy(lock)
        lock.deallocate()
    }

    func enter() { pthread_rwlock_rdlock(lock) }

    func leave() { pthread_rwlock_unlock(lock) }

    /// Not from within an operation.
    func alone<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
        pthread_rwlock_wrlock(lock)
        defer { pthread_rwlock_unlock(lock) }
        return try body()
    }
}

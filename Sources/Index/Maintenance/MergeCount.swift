import Primitives

/// How many merges run, and the moment none does.
///
/// `@unchecked Sendable`: guarded by `lock`.
final class MergeCount: @unchecked Sendable {
    private let lock = PlatformLock()
    private let changed = PlatformCondition()
    private var count = 0

    var running: Int { lock.withLock { count } }

    func begin() { lock.withLock { count += 1 } }

    func end() {
        lock.withLock { count -= 1 }
        changed.broadcast()
    }

    /// Returns when a merge ended, or at the deadline, in the time of `MonotonicClock`. Unit:
    /// nanoseconds.
    func waitForChange(until deadline: UInt64) {
        lock.lock()
        let before = count
        while count == before, changed.wait(lock, until: deadline) {}
        lock.unlock()
    }

    func waitUntilNone() {
        lock.lock()
        while count > 0 { changed.wait(lock) }
        lock.unlock()
    }
}

/// A thread that does one thing again and again, at an interval or when woken.
///
/// `@unchecked Sendable`: all state is guarded by `lock`.
package final class RecurringThread: @unchecked Sendable {
    private let lock = PlatformLock()
    private let changed = PlatformCondition()
    private var woken = false
    private var stopping = false
    private var thread: PlatformThread?

    /// - Parameter interval: from the end of one run to the start of the next. Unit: nanoseconds.
    package init(
        name: String, intervalNanoseconds interval: UInt64, niceness: Int32 = 0,
        _ body: @escaping @Sendable () -> Void
    ) {
        thread = PlatformThread(name: name, niceness: niceness) { [self] in
            while waitForTurn(interval) { body() }
        }
    }

    /// Runs the closure soon, without waiting for the interval.
    package func wake() {
        lock.withLock { woken = true }
        changed.signal()
    }

    /// Ends after the current run and waits for it. Needed before the object can be freed.
    package func stop() {
        lock.lock()
        stopping = true
        let ending = thread
        thread = nil
        changed.signal()
        lock.unlock()
        ending?.join()
    }

    private func waitForTurn(_ interval: UInt64) -> Bool {
        let deadline = MonotonicClock.nanoseconds() &+ interval
        lock.lock()
        defer { lock.unlock() }
        while !stopping && !woken {
            if !changed.wait(lock, until: deadline) { break }
        }
        woken = false
        return !stopping
    }
}

import Primitives

/// Wakes whoever waits for their changes to become visible.
///
/// `@unchecked Sendable`: guarded by `lock`.
final class RefreshSignal: @unchecked Sendable {
    private let lock = PlatformLock()
    private let happened = PlatformCondition()
    private var visibleBelow: Int64 = 0
    private var listeners = 0

    /// Every operation with a lower sequence number is visible.
    func announce(visibleBelow number: Int64) {
        lock.withLock { visibleBelow = max(visibleBelow, number) }
        happened.broadcast()
    }

    /// - Parameter deadline: in the time of `MonotonicClock`. Unit: nanoseconds.
    /// - Returns: false when it is not visible: too many wait, or the deadline passed.
    func wait(for number: Int64, until deadline: UInt64) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        if number < visibleBelow { return true }
        guard listeners < IndexLimits.refreshListeners else { return false }
        listeners += 1
        defer { listeners -= 1 }
        while number >= visibleBelow {
            if !happened.wait(lock, until: deadline) { return number < visibleBelow }
        }
        return true
    }
}

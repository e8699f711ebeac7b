import Primitives

/// Where a consumer writes what it does, and others read it or wait for it.
///
/// `@unchecked Sendable`: guarded by `lock`.
package final class StatusBoard: @unchecked Sendable {
    private let lock = PlatformLock()
    private let changed = PlatformCondition()
    private var status: SourceStatus

    package init(_ status: SourceStatus) { self.status = status }

    package var current: SourceStatus { lock.withLock { status } }

    func update(_ change: (inout SourceStatus) -> Void) {
        lock.withLock { change(&status) }
        changed.broadcast()
    }

    /// - Parameter deadline: in the time of `MonotonicClock`. Unit: nanoseconds.
    /// - Returns: whether the status met the condition before the deadline.
    func wait(until deadline: UInt64, for isMet: (SourceStatus) -> Bool) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        while !isMet(status) {
            if !changed.wait(lock, until: deadline) { return isMet(status) }
        }
        return true
    }
}

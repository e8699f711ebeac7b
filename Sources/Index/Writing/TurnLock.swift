import Primitives

/// A lock that can also be tried: maintenance that finds another at work need not wait.
///
/// `@unchecked Sendable`: the flag is guarded by `lock`.
final class TurnLock: @unchecked Sendable {
    private let lock = PlatformLock()
    private let freed = PlatformCondition()
    private var isTaken = false

    func take() {
        lock.lock()
        while isTaken { freed.wait(lock) }
        isTaken = true
        lock.unlock()
    }

    func tryTake() -> Bool {
        lock.withLock {
            if isTaken { return false }
            isTaken = true
            return true
        }
    }

    func release() {
        lock.withLock { isTaken = false }
        freed.signal()
    }

    func withTurn<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
        take()
        defer { release() }
        return try body()
    }
}

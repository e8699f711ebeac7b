import Primitives

/// An answer one thread waits for and another gives.
///
/// `@unchecked Sendable`: `response` is guarded by `lock`.
final class Handover: @unchecked Sendable {
    private let lock = PlatformLock()
    private let arrived = PlatformCondition()
    private var response: HTTPResponse?

    /// Only the first answer counts.
    func give(_ answer: HTTPResponse) {
        lock.withLock { if response == nil { response = answer } }
        arrived.signal()
    }

    func wait() -> HTTPResponse {
        lock.lock()
        defer { lock.unlock() }
        while true {
            if let response { return response }
            arrived.wait(lock)
        }
    }
}

import CMicrohttpd
import Glibc
import Primitives
import Synchronization

/// One accepted connection, as the sweeper sees it: what it waits for, and since when.
///
/// The library's own timeout starts again with every byte, so a client that sends a byte now and
/// then holds a connection forever; these times do not start again.
final class Connection: Sendable {
    enum Phase: Sendable {
        /// Between requests, or before the first.
        case idle
        case receivingHead
        case receivingBody
        /// Whole and being answered: no limit of the connection applies.
        case answering
        /// Found too slow; nothing it still sends is looked at.
        case expired
    }

    private struct State {
        var phase = Phase.idle
        /// Unit: nanoseconds of `MonotonicClock`.
        var since = MonotonicClock.nanoseconds()
        var bodyBytes = 0
        var exchange: Exchange?
    }

    let descriptor: Int32
    let remoteAddress: String
    private let state = Mutex(State())

    init(_ connection: OpaquePointer) {
        descriptor = cmhd_socket(connection)
        remoteAddress = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
            guard let base = text.baseAddress, cmhd_address(connection, base, text.count) == 0
            else { return "" }
            return String(cString: base)
        }
    }

    /// The request being received or answered.
    var exchange: Exchange? { state.withLock { $0.exchange } }

    func begin(_ exchange: Exchange) {
        state.withLock {
            $0.exchange = exchange
            guard $0.phase != .expired else { return }
            $0.phase = .receivingHead
            $0.since = MonotonicClock.nanoseconds()
        }
    }

    /// False when the connection was already given up.
    func beginBody() -> Bool {
        state.withLock {
            guard $0.phase != .expired else { return false }
            $0.phase = .receivingBody
            $0.since = MonotonicClock.nanoseconds()
            $0.bodyBytes = 0
            return true
        }
    }

    /// False when the connection was already given up.
    func received(_ size: Int) -> Bool {
        state.withLock {
            $0.bodyBytes += size
            return $0.phase != .expired
        }
    }

    /// False when the connection was already given up.
    func beginAnswer() -> Bool {
        state.withLock {
            guard $0.phase != .expired else { return false }
            $0.phase = .answering
            return true
        }
    }

    func end() {
        state.withLock {
            $0.exchange = nil
            guard $0.phase != .expired else { return }
            $0.phase = .idle
            $0.since = MonotonicClock.nanoseconds()
        }
    }

    /// Gives the connection up if it has been too slow.
    /// - Returns: how long it took where it is now given up and a request had begun; nil where it
    ///   may go on.
    func expire(now: UInt64, limits: HTTPServerLimits) -> (milliseconds: Int, inRequest: Bool)? {
        state.withLock { state in
            let elapsed = now > state.since ? Int((now - state.since) / 1_000_000) : 0
            let allowed: Int
            switch state.phase {
            case .idle: allowed = limits.idleSeconds * 1000 + limits.headMilliseconds
            case .receivingHead: allowed = limits.headMilliseconds
            case .receivingBody:
                let earned = state.bodyBytes / max(1, limits.bodyBytesPerSecond / 1000)
                allowed = max(limits.bodyGraceMilliseconds, earned)
            case .answering, .expired: return nil
            }
            guard elapsed > allowed else { return nil }
            let inRequest = state.exchange != nil
            state.phase = .expired
            return (elapsed, inRequest)
        }
    }
}

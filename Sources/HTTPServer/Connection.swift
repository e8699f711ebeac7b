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
        /// Unit: nanoseconds of `MonotonicClock`.
        var lastPiece: UInt64 = 0
        /// What will be said once the body, which is only read to be dropped, ends or pauses.
        var refusal: HTTPRefusal?
        var exchange: Exchange?
    }

    /// What the sweeper has to do with a connection.
    enum Verdict {
        case goOn
        case close
        case refuse(HTTPRefusal)
    }

    let descriptor: Int32
    let remoteAddress: String
    let formerTarget = FormerTarget()
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
            $0.lastPiece = $0.since
            $0.refusal = nil
            return true
        }
    }

    /// False when the connection was already given up.
    func received(_ size: Int) -> Bool {
        state.withLock {
            $0.bodyBytes += size
            if $0.refusal != nil { $0.lastPiece = MonotonicClock.nanoseconds() }
            return $0.phase != .expired
        }
    }

    func refuseAfterBody(_ refusal: HTTPRefusal) {
        state.withLock { $0.refusal = refusal }
    }

    /// Takes the refusal that was not said yet, of a connection that ends now.
    func takeRefusal() -> HTTPRefusal? {
        state.withLock { state in
            guard state.phase == .receivingBody else { return nil }
            defer { state.refusal = nil }
            return state.refusal
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
    func judge(now: UInt64, limits: HTTPServerLimits) -> Verdict {
        state.withLock { state in
            let elapsed = HTTPServerLimits.milliseconds(from: state.since, to: now)
            let allowed: Int
            switch state.phase {
            case .idle: allowed = limits.idleSeconds * 1000 + limits.headMilliseconds
            case .receivingHead: allowed = limits.headMilliseconds
            case .receivingBody:
                let pause = HTTPServerLimits.milliseconds(from: state.lastPiece, to: now)
                if let refusal = state.refusal, pause > limits.refusedPauseMilliseconds {
                    state.phase = .expired
                    return .refuse(refusal)
                }
                let earned = state.bodyBytes / max(1, limits.bodyBytesPerSecond / 1000)
                allowed = max(limits.bodyGraceMilliseconds, earned)
            case .answering, .expired: return .goOn
            }
            guard elapsed > allowed else { return .goOn }
            state.phase = .expired
            return state.exchange == nil ? .close : .refuse(.slow(milliseconds: elapsed))
        }
    }
}

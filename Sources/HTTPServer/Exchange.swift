import CMicrohttpd
import Primitives
import Synchronization

/// One request and its answer, from the request line to the last byte sent.
///
/// `@unchecked Sendable`: until it is parked only the connection's thread touches it; while it is
/// parked the worker reads `request`, and `stage` decides under its lock who answers; afterwards
/// the connection's thread has it alone again.
final class Exchange: @unchecked Sendable {
    enum Stage {
        /// The request line is here.
        case begun
        case receiving
        /// Suspended, waiting for a worker or the drain.
        case parked
        case ready(HTTPResponse)
        case answered
    }

    let connection: Connection
    let rawTarget: String
    /// Known once the head is complete.
    var request: HTTPRequest?
    /// Set when the body is read only to be dropped.
    var refusal: HTTPRefusal?
    var discarded = 0
    private let stageNow = Mutex(Stage.begun)
    private var suspended: OpaquePointer?

    init(connection: Connection, rawTarget: String) {
        self.connection = connection
        self.rawTarget = rawTarget
    }

    var stage: Stage {
        get { stageNow.withLock { $0 } }
        set { stageNow.withLock { $0 = newValue } }
    }

    /// Suspends the connection until `resume`. On the connection's thread.
    func park(_ connection: OpaquePointer) {
        suspended = connection
        stage = .parked
        cmhd_suspend(connection)
    }

    /// Wakes the connection with an answer; does nothing when somebody else was first.
    func resume(with response: HTTPResponse) {
        stageNow.withLock { stage in
            guard case .parked = stage, let suspended else { return }
            stage = .ready(response)
            cmhd_resume(suspended)
        }
    }
}

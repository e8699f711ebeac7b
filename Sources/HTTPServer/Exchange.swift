import Primitives
import Synchronization

/// One request and its answer, from the request line to the last byte sent.
///
/// `@unchecked Sendable`: only the connection's thread touches it, but for what its locks guard.
final class Exchange: @unchecked Sendable {
    enum Stage: Sendable {
        /// The request line is here.
        case begun
        case receiving
        /// Whole, and waiting for its answer or making it.
        case answering
        case answered
        /// Answered past the library while its answer was still being made.
        case abandoned
    }

    let connection: Connection
    let rawTarget: String
    /// Known once the head is complete.
    var request: HTTPRequest?
    /// Set when the body is read only to be dropped.
    var refusal: HTTPRefusal?
    var discarded = 0
    private let stageNow = Mutex(Stage.begun)
    private let handoverNow = Mutex<Handover?>(nil)

    init(connection: Connection, rawTarget: String) {
        self.connection = connection
        self.rawTarget = rawTarget
    }

    var stage: Stage {
        get { stageNow.withLock { $0 } }
        set { stageNow.withLock { $0 = newValue } }
    }

    /// Set where another thread makes the answer.
    var handover: Handover? {
        get { handoverNow.withLock { $0 } }
        set { handoverNow.withLock { $0 = newValue } }
    }

    /// Takes the right to answer; false when the request was abandoned meanwhile.
    func claimAnswer() -> Bool {
        stageNow.withLock { stage in
            if stage == .abandoned { return false }
            stage = .answered
            return true
        }
    }

    /// Gives the request up while its answer is being made; `answer` is called under the lock that
    /// keeps anybody else from answering. False when nothing is being made.
    func abandon(_ answer: () -> Void) -> Bool {
        stageNow.withLock { stage in
            guard stage == .answering else { return false }
            stage = .abandoned
            answer()
            return true
        }
    }
}

import Primitives
import Synchronization

/// Where the requests of one kind are answered, and how many at a time.
final class RequestLane: Sendable {
    private enum Place: Sendable {
        /// On the thread of their connection: nothing is handed over, which costs a short request
        /// more than it takes to answer.
        case inPlace(AdmissionGate)
        /// On threads that yield to others.
        case onOwnThreads(ThreadPool)
    }

    private let place: Place
    private let timesSoFar = Mutex(DurationHistogram())

    init(_ configuration: HTTPServerConfiguration.Lane) {
        if configuration.niceness == 0 {
            place = .inPlace(
                AdmissionGate(
                    name: configuration.name, limit: configuration.threads,
                    queueLimit: configuration.queueLimit))
        } else {
            place = .onOwnThreads(
                ThreadPool(
                    name: configuration.name, threads: configuration.threads,
                    queueLimit: configuration.queueLimit, niceness: configuration.niceness))
        }
    }

    var figures: ThreadPoolFigures {
        switch place {
        case .inPlace(let gate): gate.figures
        case .onOwnThreads(let pool): pool.figures
        }
    }

    /// What each answered request took: its wait for a turn and the CPU of the thread that answered
    /// it, which no other load of the machine adds to.
    var times: DurationHistogram { timesSoFar.withLock { $0 } }

    private func timed(since start: UInt64, _ respond: () -> HTTPResponse) -> HTTPResponse {
        let waited = MonotonicClock.nanoseconds() &- start
        let before = ThreadClock.cpuNanoseconds()
        let response = respond()
        let spent = ThreadClock.cpuNanoseconds() &- before
        timesSoFar.withLock { $0.add(waited &+ spent) }
        return response
    }

    /// Waits for the answer to an exchange, made when its turn has come; at once a refusal when
    /// the queue is full.
    /// - Parameter refuse: turns a refusal into an answer.
    func answer(
        _ exchange: Exchange, refuse: (HTTPRefusal) -> HTTPResponse,
        with respond: @escaping @Sendable () -> HTTPResponse
    ) -> HTTPResponse {
        let start = MonotonicClock.nanoseconds()
        switch place {
        case .inPlace(let gate):
            switch gate.enter() {
            case .admitted: break
            case .full:
                return refuse(.overloaded(lane: gate.name, queueLimit: gate.queueLimit))
            case .closed: return refuse(.draining)
            }
            defer { gate.leave() }
            return timed(since: start, respond)
        case .onOwnThreads(let pool):
            let handover = Handover()
            exchange.handover = handover
            guard pool.submit({ handover.give(self.timed(since: start, respond)) }) else {
                return refuse(.overloaded(lane: pool.name, queueLimit: pool.queueLimit))
            }
            return handover.wait()
        }
    }

    /// Turns away who waits for a place.
    func close() {
        if case .inPlace(let gate) = place { gate.close() }
    }

    /// Ends the lane's own threads. Nobody waits for an answer any more.
    func stop() {
        if case .onOwnThreads(let pool) = place { pool.stop(drain: false) }
    }
}

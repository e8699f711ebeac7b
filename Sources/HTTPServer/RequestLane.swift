import Primitives

/// Where the requests of one kind are answered, and how many at a time.
enum RequestLane: Sendable {
    /// On the thread of their connection: nothing is handed over, which costs a short request more
    /// than it takes to answer.
    case inPlace(AdmissionGate)
    /// On threads that yield to others.
    case onOwnThreads(ThreadPool)

    init(_ configuration: HTTPServerConfiguration.Lane) {
        if configuration.niceness == 0 {
            self = .inPlace(
                AdmissionGate(
                    name: configuration.name, limit: configuration.threads,
                    queueLimit: configuration.queueLimit))
        } else {
            self = .onOwnThreads(
                ThreadPool(
                    name: configuration.name, threads: configuration.threads,
                    queueLimit: configuration.queueLimit, niceness: configuration.niceness))
        }
    }

    var figures: ThreadPoolFigures {
        switch self {
        case .inPlace(let gate): gate.figures
        case .onOwnThreads(let pool): pool.figures
        }
    }

    /// Waits for the answer to an exchange, made when its turn has come; at once a refusal when
    /// the queue is full.
    /// - Parameter refuse: turns a refusal into an answer.
    func answer(
        _ exchange: Exchange, refuse: (HTTPRefusal) -> HTTPResponse,
        with respond: @escaping @Sendable () -> HTTPResponse
    ) -> HTTPResponse {
        switch self {
        case .inPlace(let gate):
            switch gate.enter() {
            case .admitted: break
            case .full:
                return refuse(.overloaded(lane: gate.name, queueLimit: gate.queueLimit))
            case .closed: return refuse(.draining)
            }
            defer { gate.leave() }
            return respond()
        case .onOwnThreads(let pool):
            let handover = Handover()
            exchange.handover = handover
            guard pool.submit({ handover.give(respond()) }) else {
                return refuse(.overloaded(lane: pool.name, queueLimit: pool.queueLimit))
            }
            return handover.wait()
        }
    }

    /// Turns away who waits for a place.
    func close() {
        if case .inPlace(let gate) = self { gate.close() }
    }

    /// Ends the lane's own threads. Nobody waits for an answer any more.
    func stop() {
        if case .onOwnThreads(let pool) = self { pool.stop(drain: false) }
    }
}

import CMicrohttpd
import Glibc
import Primitives
import Synchronization

/// An HTTP/1.1 server that receives whole requests, has them answered and sends the answers.
///
/// Every connection has a thread of the library, which receives, waits for its turn in the lane of
/// the request and answers in place: waking another thread would cost a short search more than the
/// search. How many are answered at a time, and how many may wait, is the lane's to say. What is
/// malformed, too large, too slow or too much never reaches the handler.
///
/// `@unchecked Sendable`: `daemon` is written by `init` and, under `stopping`, by the first `stop`.
package final class HTTPServer: @unchecked Sendable {
    package typealias Handler = @Sendable (HTTPRequest) -> HTTPResponse

    /// The port listened on.
    package let port: UInt16

    let configuration: HTTPServerConfiguration
    let sweeper: ConnectionSweeper
    private let handler: Handler
    private let classify: @Sendable (HTTPRequest) -> Int
    private let refuse: @Sendable (HTTPRefusal) -> HTTPResponse
    private let lanes: [RequestLane]
    private let log = DiagnosticLog("http")

    private var daemon: OpaquePointer?
    private var sweeping: RecurringThread?
    private let stopping = Mutex(false)
    private let draining = Atomic<Bool>(false)
    private let aborting = Atomic<Bool>(false)
    private let inFlight = Atomic<Int>(0)
    private let requests = Atomic<UInt64>(0)
    private let refusals = Atomic<UInt64>(0)
    private let receivedBytes = Atomic<UInt64>(0)
    private let sentBytes = Atomic<UInt64>(0)

    /// Starts listening and answering at once.
    /// - Parameters:
    ///   - classify: the lane a request runs in, an index of `configuration.lanes`; its body is
    ///     whole but, when compressed, not yet decoded.
    ///   - refuse: the answer to a request that no handler will see.
    ///   - handler: runs on many threads at once, as many as the lanes allow.
    package init(
        _ configuration: HTTPServerConfiguration,
        classify: @escaping @Sendable (HTTPRequest) -> Int,
        refuse: @escaping @Sendable (HTTPRefusal) -> HTTPResponse,
        handler: @escaping Handler
    ) throws(HTTPServerError) {
        let address = "\(configuration.host):\(configuration.port)"
        if configuration.tls != nil, cmhd_has_tls() == 0 {
            throw HTTPServerError(
                kind: .cannotStart("the library was built without TLS"), address: address)
        }
        self.configuration = configuration
        self.classify = classify
        self.refuse = refuse
        self.handler = handler
        let socket = try ListenSocket.open(host: configuration.host, port: configuration.port)
        port = socket.port
        sweeper = ConnectionSweeper(
            limits: configuration.limits, isEncrypted: configuration.tls != nil, refuse: refuse)
        lanes = configuration.lanes.map(RequestLane.init)
        daemon = start(listener: socket.descriptor)
        guard daemon != nil else {
            close(socket.descriptor)
            for lane in lanes { lane.stop() }
            throw HTTPServerError(
                kind: .cannotStart("libmicrohttpd refused; the log has its reason"),
                address: address)
        }
        sweeping = RecurringThread(
            name: "http-sweep", intervalNanoseconds: sweeper.intervalNanoseconds
        ) { [sweeper] in sweeper.sweep() }
    }

    deinit {
        precondition(daemon == nil, "the server on port \(port) was not stopped")
    }

    package var isDraining: Bool { draining.load(ordering: .relaxed) }

    package var figures: HTTPServerFigures {
        HTTPServerFigures(
            openConnections: sweeper.openCount, totalConnections: sweeper.totalCount,
            inFlight: inFlight.load(ordering: .relaxed),
            requests: requests.load(ordering: .relaxed),
            refusals: refusals.load(ordering: .relaxed),
            receivedBodyBytes: receivedBytes.load(ordering: .relaxed),
            sentBodyBytes: sentBytes.load(ordering: .relaxed), lanes: lanes.map(\.figures),
            times: lanes.map(\.times))
    }

    private func start(listener: Int32) -> OpaquePointer? {
        var start = cmhd_configuration()
        let limits = configuration.limits
        start.listener = listener
        start.thread_stack = PlatformThread.stackSize
        start.idle_seconds = UInt32(limits.idleSeconds)
        start.connection_limit = UInt32(limits.connections)
        start.connections_per_address = UInt32(limits.connectionsPerAddress)
        // Twice the head: a little over the limit is still read, and refused in our own words.
        start.connection_memory = 2 * max(limits.headSize, limits.targetSize)
        start.context = Unmanaged.passUnretained(self).toOpaque()
        setCallbacks(of: &start)
        guard let tls = configuration.tls else { return cmhd_start(&start) }
        return tls.key.withCString { key in
            tls.certificate.withCString { certificate in
                start.tls_key = key
                start.tls_certificate = certificate
                return cmhd_start(&start)
            }
        }
    }
}

// MARK: - Stopping

extension HTTPServer {
    /// Accepts nothing more, answers what is in flight within the limit and the rest with a
    /// refusal, then ends all threads. Returns when nothing of the server runs any more.
    package func stop() {
        let isFirst = stopping.withLock { stopping in
            defer { stopping = true }
            return !stopping
        }
        guard isFirst, let daemon else { return }
        draining.store(true, ordering: .sequentiallyConsistent)
        cmhd_quiesce(daemon)
        if !waitUntilAnswered(milliseconds: configuration.limits.drainMilliseconds) {
            refuseUnanswered()
        }
        sweeping?.stop()
        cmhd_stop(daemon)
        self.daemon = nil
        for lane in lanes { lane.stop() }
    }

    /// Answers the requests that did not finish in time: who waits for a turn is turned away, who
    /// waits for a lane's thread is told so, and who is being answered in place gets the refusal
    /// past its thread, which goes on to its end.
    private func refuseUnanswered() {
        aborting.store(true, ordering: .sequentiallyConsistent)
        for lane in lanes { lane.close() }
        for _ in 0..<20 {
            if waitUntilAnswered(milliseconds: 50) { return }
            sweeper.cutOff { connection in
                guard let exchange = connection.exchange else { return false }
                if let handover = exchange.handover {
                    handover.give(refusal(.draining))
                    return false
                }
                let isCutOff = exchange.abandon {
                    sweeper.answer(connection, refusal(.draining))
                }
                if isCutOff { inFlight.wrappingSubtract(1, ordering: .sequentiallyConsistent) }
                return isCutOff
            }
        }
    }

    private func waitUntilAnswered(milliseconds: Int) -> Bool {
        let deadline = MonotonicClock.nanoseconds() + UInt64(milliseconds) * 1_000_000
        while inFlight.load(ordering: .sequentiallyConsistent) > 0 {
            if MonotonicClock.nanoseconds() > deadline { return false }
            usleep(2000)
        }
        return true
    }
}

// MARK: - What the library calls

extension HTTPServer {
    private func setCallbacks(of start: inout cmhd_configuration) {
        start.connected = { context, connection in
            guard let server = HTTPServer.at(context), let connection else { return nil }
            let accepted = Connection(connection)
            server.sweeper.add(accepted)
            return Unmanaged.passRetained(accepted).toOpaque()
        }
        start.closed = { context, slot in
            guard let server = HTTPServer.at(context), let slot else { return }
            let connection = Unmanaged<Connection>.fromOpaque(slot).takeRetainedValue()
            server.sweeper.remove(connection)
        }
        start.began = { context, connection, target in
            guard let server = HTTPServer.at(context), let connection, let target,
                let slot = cmhd_slot(connection)
            else { return nil }
            let owner = Unmanaged<Connection>.fromOpaque(slot).takeUnretainedValue()
            let exchange = Exchange(connection: owner, rawTarget: String(cString: target))
            owner.begin(exchange)
            server.inFlight.wrappingAdd(1, ordering: .relaxed)
            server.requests.wrappingAdd(1, ordering: .relaxed)
            return Unmanaged.passRetained(exchange).toOpaque()
        }
        start.step = { context, connection, exchange, method, _, piece, size in
            guard let server = HTTPServer.at(context), let connection, let exchange, let method,
                let size
            else { return 0 }
            let kept = server.step(
                connection, Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue(),
                method, UnsafeRawBufferPointer(start: piece, count: size.pointee))
            size.pointee = 0
            return kept ? 1 : 0
        }
        start.completed = { context, _, exchange in
            guard let server = HTTPServer.at(context), let exchange else { return }
            let ended = Unmanaged<Exchange>.fromOpaque(exchange).takeRetainedValue()
            if let refusal = ended.connection.takeRefusal() {
                server.sweeper.answer(ended.connection, server.refuse(refusal))
            }
            ended.connection.end()
            if ended.stage == .abandoned { return }
            server.inFlight.wrappingSubtract(1, ordering: .sequentiallyConsistent)
        }
        start.message = { context, text in
            guard let server = HTTPServer.at(context), let text else { return }
            server.log.debug(trimmingSpace(String(cString: text)))
        }
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> HTTPServer? {
        context.map { Unmanaged<HTTPServer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The library's one question, asked again for every event of a request.
    /// - Returns: false to drop the connection.
    private func step(
        _ connection: OpaquePointer, _ exchange: Exchange, _ method: UnsafePointer<CChar>,
        _ piece: UnsafeRawBufferPointer
    ) -> Bool {
        switch exchange.stage {
        case .begun:
            exchange.stage = .receiving
            return headIsComplete(connection, exchange, String(cString: method))
        case .receiving where piece.count > 0:
            return received(piece, exchange)
        case .receiving:
            return bodyIsComplete(connection, exchange)
        case .answering, .answered, .abandoned:
            return true
        }
    }
}

// MARK: - A request, step by step

extension HTTPServer {
    private func headIsComplete(
        _ connection: OpaquePointer, _ exchange: Exchange, _ method: String
    ) -> Bool {
        guard exchange.connection.beginBody() else { return false }
        let limits = configuration.limits
        let head = HeadInspection(connection, rawTarget: exchange.rawTarget, limits: limits)
        let target = exchange.connection.formerTarget.target(exchange.rawTarget)
        var refused = head.refusal
        if refused == nil, isDraining { refused = .draining }
        if refused == nil, target == nil {
            refused = .malformed("target [\(exchange.rawTarget)] has a broken escape")
        }
        let length = head.contentLength ?? 0
        exchange.request = HTTPRequest(
            method: method, target: target ?? .root, headers: head.headers,
            body: HTTPBody(
                charge: MemoryCharge(configuration.memory, for: "request body"),
                capacity: refused == nil ? length : 0),
            remoteAddress: exchange.connection.remoteAddress)
        guard let refused else { return true }
        if case .bodyTooLarge = refused, length <= limits.discardSize,
            head.headers["expect"] == nil
        {
            refuse(exchange, with: refused)
            return true
        }
        return answer(refused, over: connection, for: exchange)
    }

    /// From here on the body is only read to be dropped.
    private func refuse(_ exchange: Exchange, with refusal: HTTPRefusal) {
        exchange.refusal = refusal
        exchange.connection.refuseAfterBody(refusal)
    }

    private func received(_ piece: UnsafeRawBufferPointer, _ exchange: Exchange) -> Bool {
        guard exchange.connection.received(piece.count), let request = exchange.request else {
            return false
        }
        receivedBytes.wrappingAdd(UInt64(piece.count), ordering: .relaxed)
        let limits = configuration.limits
        if exchange.refusal == nil, request.body.count + piece.count > limits.bodySize {
            refuse(exchange, with: .bodyTooLarge(limit: limits.bodySize))
        }
        if exchange.refusal == nil {
            do {
                try request.body.append(piece)
                return true
            } catch {
                refuse(exchange, with: .outOfMemory(error))
            }
        }
        request.body.removeAll()
        exchange.discarded += piece.count
        return exchange.discarded <= limits.discardSize
    }

    private func bodyIsComplete(_ connection: OpaquePointer, _ exchange: Exchange) -> Bool {
        guard exchange.connection.beginAnswer(), let request = exchange.request else {
            return false
        }
        if aborting.load(ordering: .sequentiallyConsistent) { exchange.refusal = .draining }
        if let refused = exchange.refusal {
            return answer(refused, over: connection, for: exchange)
        }
        let lane = min(max(classify(request), 0), lanes.count - 1)
        exchange.stage = .answering
        let response = lanes[lane].answer(exchange, refuse: refusal) { [self] in
            respond(to: request)
        }
        guard exchange.claimAnswer() else { return false }
        return send(response, over: connection, for: exchange)
    }

    /// Decodes the body, asks the handler, encodes the answer.
    private func respond(to request: HTTPRequest) -> HTTPResponse {
        defer { request.body.removeAll() }
        if let refused = ContentCoding.decodeBody(
            of: request, limit: configuration.limits.bodySize, memory: configuration.memory)
        {
            return refusal(refused)
        }
        var response = handler(request)
        ContentCoding.encodeBody(
            of: &response, for: request, threshold: configuration.limits.compressionThreshold)
        return response
    }

    private func refusal(_ refusal: HTTPRefusal) -> HTTPResponse {
        refusals.wrappingAdd(1, ordering: .relaxed)
        var response = refuse(refusal)
        if refusal.isTemporary, !response.hasHeader("retry-after") {
            let seconds = configuration.limits.retryAfterSeconds
            response.headers.append(("Retry-After", String(seconds)))
        }
        if refusal.closesConnection { response.headers.append(("Connection", "close")) }
        return response
    }

    private func answer(
        _ refused: HTTPRefusal, over connection: OpaquePointer, for exchange: Exchange
    ) -> Bool {
        guard exchange.connection.beginAnswer() else { return false }
        exchange.stage = .answered
        return send(refusal(refused), over: connection, for: exchange)
    }

    private func send(
        _ response: HTTPResponse, over connection: OpaquePointer, for exchange: Exchange
    ) -> Bool {
        let body = response.body
        let owner = Unmanaged.passRetained(body)
        guard
            let answer = cmhd_response(
                body.bytes.baseAddress, body.count, owner.toOpaque(),
                { owner in
                    guard let owner else { return }
                    Unmanaged<ByteWriter>.fromOpaque(owner).release()
                })
        else {
            owner.release()
            return false
        }
        sentBytes.wrappingAdd(UInt64(body.count), ordering: .relaxed)
        for header in response.headers where cmhd_add_header(answer, header.name, header.value) == 0
        {
            log.error(
                "a response header was refused",
                ["name": .text(header.name), "value": .text(header.value)])
        }
        if isDraining, !response.hasHeader("connection") {
            _ = cmhd_add_header(answer, "Connection", "close")
        }
        return cmhd_answer(connection, UInt32(response.status), answer) != 0
    }
}

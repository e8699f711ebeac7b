import HTTPServer
import Primitives
import Synchronization

/// A server whose handler says what it got: `POST /a?b=c body[5]=hello`.
///
/// `/sleep/N` answers after N milliseconds, `/busy/N` after N milliseconds of CPU, `/held` once
/// `isHeld` is false, `/large/N` with N bytes. Lane 0 has one thread and room for one request in
/// its queue; `/wide…` runs in lane 1; lane 2, for `/yielding…`, is like lane 0 but has threads of
/// its own.
final class EchoServer {
    /// Of all servers: for one test.
    static let isHeld = Atomic(false)

    let server: HTTPServer
    let memory: MemoryBudget
    var port: UInt16 { server.port }

    init(memoryLimit: Int = 1 << 30, _ change: (inout HTTPServerLimits) -> Void = { _ in }) throws {
        memory = MemoryBudget(limit: memoryLimit)
        var configuration = HTTPServerConfiguration(
            lanes: [
                .init(name: "narrow", threads: 1, queueLimit: 1),
                .init(name: "wide", threads: 2, queueLimit: 100),
                .init(name: "yielding", threads: 1, queueLimit: 1, niceness: 5),
            ], memory: memory)
        change(&configuration.limits)
        server = try HTTPServer(
            configuration,
            classify: { EchoServer.lanes[$0.target.segments.first ?? ""] ?? 1 },
            refuse: EchoServer.refuse, handler: EchoServer.handle)
    }

    deinit { server.stop() }

    private static let lanes = ["narrow": 0, "wide": 1, "yielding": 2]

    @Sendable private static func refuse(_ refusal: HTTPRefusal) -> HTTPResponse {
        let status =
            switch refusal {
            case .malformed, .malformedEncoding: 400
            case .targetTooLong: 414
            case .headTooLong: 431
            case .bodyTooLarge: 413
            case .unsupportedEncoding: 415
            case .slow: 408
            case .overloaded, .outOfMemory: 429
            case .draining: 503
            }
        let body = ByteWriter()
        body.write("refused: \(refusal)")
        return HTTPResponse(status: status, body: body)
    }

    @Sendable private static func handle(_ request: HTTPRequest) -> HTTPResponse {
        let body = ByteWriter()
        let segments = request.target.segments
        if segments.contains("sleep"), let time = segments.last.flatMap({ Double($0) }) {
            pause(milliseconds: time)
        }
        while segments.contains("held"), EchoServer.isHeld.load(ordering: .acquiring) {
            pause(milliseconds: 5)
        }
        if segments.contains("busy"), let time = segments.last.flatMap({ UInt64($0) }) {
            let end = ThreadClock.cpuNanoseconds() + time * 1_000_000
            while ThreadClock.cpuNanoseconds() < end {}
        }
        if segments.first == "large", let size = segments.last.flatMap({ Int($0) }) {
            for _ in 0..<size { body.write(UInt8(ascii: "x")) }
        } else {
            body.write("\(request.method) \(request.target.raw) body[\(request.body.count)]=")
            body.write(String(decoding: request.body.padded.prefix(20), as: UTF8.self))
        }
        return HTTPResponse(status: 200, headers: [("Content-Type", "text/plain")], body: body)
    }
}

import HTTPServer
import Primitives
import Synchronization
import Testing

private let host = "Host: x\r\n"

@Suite("An HTTP server")
struct HTTPServerTests {
    @Test("answers with what the handler returns")
    func simple() throws {
        let echo = try EchoServer()
        let answer = try exchange("GET /a/b?c=d HTTP/1.1\r\n\(host)\r\n", port: echo.port)
        #expect(answer.status == 200)
        #expect(answer.body == "GET /a/b?c=d body[0]=")
        #expect(answer.headers["content-type"] == "text/plain")
        #expect(answer.headers["content-length"] == "\(answer.bytes.count)")
    }

    @Test("keeps a connection and answers pipelined requests in order")
    func pipelining() throws {
        let echo = try EchoServer()
        let client = try RawClient(port: echo.port)
        try client.send((1...20).map { "GET /\($0) HTTP/1.1\r\n\(host)\r\n" }.joined())
        for number in 1...20 {
            #expect(try client.answer().body == "GET /\(number) body[0]=")
        }
        #expect(echo.server.figures.totalConnections == 1)
        #expect(echo.server.figures.requests == 20)
    }

    @Test("reads the body of any method", arguments: ["GET", "POST", "PUT", "DELETE", "WEIRD"])
    func bodies(method: String) throws {
        let echo = try EchoServer()
        let answer = try exchange(
            "\(method) /_search HTTP/1.1\r\n\(host)Content-Length: 5\r\n\r\nhello", port: echo.port)
        #expect(answer.body == "\(method) /_search body[5]=hello")
    }

    @Test("answers HEAD with the length of the body it leaves out")
    func head() throws {
        let echo = try EchoServer()
        let client = try RawClient(port: echo.port)
        try client.send("HEAD /abc HTTP/1.1\r\n\(host)\r\nGET /abc HTTP/1.1\r\n\(host)\r\n")
        let head = try client.answer(toHead: true)
        #expect(head.headers["content-length"] == "\("HEAD /abc body[0]=".count)")
        #expect(try client.answer().body == "GET /abc body[0]=")
    }

    @Test("reads chunked bodies with extensions and trailers")
    func chunked() throws {
        let echo = try EchoServer()
        let client = try RawClient(port: echo.port)
        try client.send(
            "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n"
                + "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nX-T: 1\r\n\r\n")
        #expect(try client.answer().body == "POST / body[11]=hello world")
        try client.send("GET /next HTTP/1.1\r\n\(host)\r\n")
        #expect(try client.answer().body == "GET /next body[0]=")
    }

    @Test("tells a client that asks first to go on")
    func expect100() throws {
        let echo = try EchoServer()
        let client = try RawClient(port: echo.port)
        try client.send(
            "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nExpect: 100-continue\r\n\r\n")
        #expect(try client.answer().status == 100)
        try client.send("hello")
        #expect(try client.answer().body == "POST / body[5]=hello")
    }

    @Test("speaks HTTP/1.0, without a Host and with the connection closed after")
    func http10() throws {
        let echo = try EchoServer()
        let client = try RawClient(port: echo.port)
        try client.send("GET /old HTTP/1.0\r\n\r\n")
        #expect(try client.answer().body == "GET /old body[0]=")
        #expect(client.isClosedByServer())
    }

    @Test("takes a large body whole and holds its memory only until it is answered")
    func largeBody() throws {
        let echo = try EchoServer()
        let client = try RawClient(port: echo.port)
        let size = 20 << 20
        try client.send("POST /_bulk HTTP/1.1\r\n\(host)Content-Length: \(size)\r\n\r\n")
        try client.send([UInt8](repeating: UInt8(ascii: "z"), count: size))
        #expect(try client.answer().body.hasPrefix("POST /_bulk body[\(size)]=zzz"))
        #expect(echo.memory.peak >= size)
        #expect(eventually { echo.memory.used == 0 })
    }

    @Test("answers while other requests wait, on as many connections as come")
    func concurrency() throws {
        let echo = try EchoServer()
        let clients = try (0..<50).map { _ in try RawClient(port: echo.port) }
        #expect(eventually { echo.server.figures.openConnections == 50 })
        for (number, client) in clients.enumerated() {
            try client.send("GET /\(number) HTTP/1.1\r\n\(host)\r\n")
        }
        for (number, client) in clients.enumerated() {
            #expect(try client.answer().body == "GET /\(number) body[0]=")
        }
        #expect(eventually { echo.server.figures.inFlight == 0 })
    }

    @Test("counts what a request waits for its turn and its CPU, not what it sleeps")
    func times() throws {
        let echo = try EchoServer()
        let lanes = [("narrow", 0), ("yielding", 2)]
        for (lane, number) in lanes {
            _ = try exchange("GET /\(lane)/busy/30 HTTP/1.1\r\n\(host)\r\n", port: echo.port)
            let busy = echo.server.figures.times[number]
            #expect(busy.count == 1 && busy.sum >= 30_000_000)
            _ = try exchange("GET /\(lane)/sleep/500 HTTP/1.1\r\n\(host)\r\n", port: echo.port)
            let before = echo.server.figures
            let slept = before.times[number]
            #expect(slept.count == 2 && slept.sum - busy.sum < 500_000_000)
            // A thread of a lane's own has its job until after the answer was given.
            #expect(eventually { echo.server.figures.lanes[number].active == 0 })
            let first = try RawClient(port: echo.port)
            let second = try RawClient(port: echo.port)
            EchoServer.isHeld.store(true, ordering: .releasing)
            defer { EchoServer.isHeld.store(false, ordering: .releasing) }
            try first.send("GET /\(lane)/held HTTP/1.1\r\n\(host)\r\n")
            #expect(eventually { echo.server.figures.lanes[number].active == 1 })
            try second.send("GET /\(lane) HTTP/1.1\r\n\(host)\r\n")
            #expect(eventually { echo.server.figures.lanes[number].queued == 1 })
            EchoServer.isHeld.store(false, ordering: .releasing)
            _ = try first.answer()
            _ = try second.answer()
            #expect(eventually { echo.server.figures.times[number].count == 4 })
            let all = echo.server.figures
            let waited =
                all.lanes[number].waitNanoseconds - before.lanes[number].waitNanoseconds
            #expect(waited > 0)
            #expect(all.times[number].sum - slept.sum >= waited)
        }
        #expect(echo.server.figures.times[1].count == 0)
    }

    @Test("names the address it cannot listen on")
    func addressInUse() throws {
        let echo = try EchoServer()
        var configuration = HTTPServerConfiguration(
            lanes: [.init(name: "one", threads: 1, queueLimit: 1)],
            memory: MemoryBudget(limit: 1 << 20))
        configuration.port = echo.port
        let error = #expect(throws: HTTPServerError.self) {
            _ = try HTTPServer(
                configuration, classify: { _ in 0 }, refuse: { _ in HTTPResponse(status: 500) },
                handler: { _ in HTTPResponse(status: 200) })
        }
        #expect(error?.description.contains("127.0.0.1:\(echo.port)") == true)
        #expect(error?.description.contains("Address already in use") == true)
    }
}

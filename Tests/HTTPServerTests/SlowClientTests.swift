import HTTPServer
import Primitives
import Testing

private let host = "Host: x\r\n"

@Suite("A slow client")
struct SlowClientTests {
    private func server() throws -> EchoServer {
        try EchoServer {
            $0.headMilliseconds = 300
            $0.bodyGraceMilliseconds = 300
            $0.idleSeconds = 1
            $0.bodyBytesPerSecond = 1 << 20
        }
    }

    /// Sends the pieces with a pause between them until the server has had enough.
    private func trickle(_ first: String, to echo: EchoServer) throws -> RawClient {
        let client = try RawClient(port: echo.port)
        try client.send(first)
        for _ in 0..<100 where (try? client.send("a")) != nil {
            pause(milliseconds: 20)
            if echo.server.figures.openConnections == 0 { break }
        }
        return client
    }

    @Test("that trickles its header is told so and closed")
    func head() throws {
        let echo = try server()
        let client = try trickle("GET / HTTP/1.1\r\nX: ", to: echo)
        #expect(try client.answer().status == 408)
        #expect(eventually { echo.server.figures.openConnections == 0 })
        #expect(eventually { echo.server.figures.inFlight == 0 })
    }

    @Test("that trickles its body is told so and closed")
    func body() throws {
        let echo = try server()
        let client = try trickle("POST / HTTP/1.1\r\n\(host)Content-Length: 9999\r\n\r\n", to: echo)
        #expect(try client.answer().status == 408)
        #expect(eventually { echo.server.figures.openConnections == 0 })
        #expect(eventually { echo.memory.used == 0 })
    }

    @Test("that trickles its request line is closed")
    func requestLine() throws {
        let echo = try server()
        let client = try trickle("GET /", to: echo)
        #expect(client.isClosedByServer())
    }

    @Test("that stops after half a header, or sends nothing at all, is closed")
    func silent() throws {
        let echo = try server()
        let half = try RawClient(port: echo.port)
        try half.send("GET / HT")
        let none = try RawClient(port: echo.port)
        #expect(half.isClosedByServer())
        #expect(none.isClosedByServer())
    }

    @Test("of an answer that takes its time is not the one at fault")
    func slowHandler() throws {
        let echo = try server()
        let client = try RawClient(port: echo.port)
        try client.send("GET /sleep/1600 HTTP/1.1\r\n\(host)\r\n")
        #expect(try client.answer().status == 200)
    }

    @Test("with a body that keeps its rate is served")
    func steady() throws {
        let echo = try server()
        let client = try RawClient(port: echo.port)
        try client.send("POST / HTTP/1.1\r\n\(host)Content-Length: 6000000\r\n\r\n")
        for _ in 0..<6 {
            try client.send([UInt8](repeating: 65, count: 1_000_000))
            pause(milliseconds: 100)
        }
        #expect(try client.answer().status == 200)
    }
}

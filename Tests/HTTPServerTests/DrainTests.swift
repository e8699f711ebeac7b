import HTTPServer
import Primitives
import Testing

private let host = "Host: x\r\n"

@Suite("A server that stops")
struct DrainTests {
    private func stopping(_ server: HTTPServer, _ body: () throws -> Void) rethrows {
        let thread = PlatformThread(name: "stopper") { server.stop() }
        defer { thread.join() }
        _ = eventually { server.isDraining }
        try body()
    }

    @Test("answers what is in flight and accepts nothing new")
    func finishes() throws {
        let echo = try EchoServer()
        let client = try RawClient(port: echo.port)
        try client.send("GET /sleep/400 HTTP/1.1\r\n\(host)\r\n")
        #expect(eventually { echo.server.figures.lanes[1].active == 1 })
        try stopping(echo.server) {
            #expect(eventually { (try? RawClient(port: echo.port)) == nil })
            let answer = try client.answer()
            #expect(answer.status == 200)
            #expect(answer.headers["connection"]?.lowercased() == "close")
        }
    }

    @Test("refuses further requests on connections it still has")
    func refuses() throws {
        let echo = try EchoServer()
        let kept = try RawClient(port: echo.port)
        try kept.send("GET /first HTTP/1.1\r\n\(host)\r\n")
        #expect(try kept.answer().status == 200)
        let busy = try RawClient(port: echo.port)
        try busy.send("GET /sleep/400 HTTP/1.1\r\n\(host)\r\n")
        #expect(eventually { echo.server.figures.lanes[1].active == 1 })
        try stopping(echo.server) {
            try kept.send("GET /second HTTP/1.1\r\n\(host)\r\n")
            #expect(try kept.answer().status == 503)
            #expect(try busy.answer().status == 200)
        }
    }

    @Test(
        "answers for handlers that do not finish in time",
        arguments: [(1, "wide"), (2, "yielding")])
    func abandons(lane: Int, name: String) throws {
        let echo = try EchoServer { $0.drainMilliseconds = 100 }
        let client = try RawClient(port: echo.port)
        try client.send("GET /\(name)/sleep/1000 HTTP/1.1\r\n\(host)\r\n")
        #expect(eventually { echo.server.figures.lanes[lane].active == 1 })
        try stopping(echo.server) {
            let answer = try client.answer()
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] == "1")
        }
    }

    @Test("turns away who still waits for a turn", arguments: [(0, "narrow"), (2, "yielding")])
    func turnsAway(lane: Int, name: String) throws {
        let echo = try EchoServer { $0.drainMilliseconds = 100 }
        let clients = try (0..<2).map { _ in try RawClient(port: echo.port) }
        for (index, client) in clients.enumerated() {
            try client.send("GET /\(name)/sleep/800 HTTP/1.1\r\n\(host)\r\n")
            #expect(
                eventually {
                    let figures = echo.server.figures.lanes[lane]
                    return figures.active == 1 && figures.queued == index
                })
        }
        try stopping(echo.server) {
            for client in clients {
                let answer = try client.answer()
                #expect(answer.status == 503)
            }
        }
        #expect(echo.server.figures.inFlight == 0)
    }

    @Test("can be stopped again")
    func twice() throws {
        let echo = try EchoServer()
        echo.server.stop()
        echo.server.stop()
        #expect((try? RawClient(port: echo.port)) == nil)
    }
}

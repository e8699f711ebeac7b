import HTTPServer
import Primitives
import Testing

private let host = "Host: x\r\n"

@Suite("The guards of an HTTP server")
struct GuardTests {
    /// Requests whose end or meaning is in doubt: what they send, what must be said.
    static let attacks: [(name: String, request: String, word: String)] = [
        (
            "two lengths",
            "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
            "more than one Content-Length"
        ),
        (
            "the same length twice",
            "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
            "more than one Content-Length"
        ),
        (
            "a length and chunks",
            "POST / HTTP/1.1\r\n\(host)Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\nGET /smuggled HTTP/1.1\r\n\(host)\r\n",
            "Content-Length and Transfer-Encoding"
        ),
        (
            "a space before the colon",
            "POST / HTTP/1.1\r\n\(host)Content-Length : 5\r\n\r\nhello", "space"
        ),
        ("two hosts", "GET / HTTP/1.1\r\n\(host)\(host)\r\n", "more than one Host"),
        ("a broken escape", "GET /a%2 HTTP/1.1\r\n\(host)\r\n", "broken escape"),
        ("an escape that is not UTF-8", "GET /a%FF HTTP/1.1\r\n\(host)\r\n", "broken escape"),
        ("a negative length", "POST / HTTP/1.1\r\n\(host)Content-Length: -5\r\n\r\n", ""),
        ("a signed length", "POST / HTTP/1.1\r\n\(host)Content-Length: +5\r\n\r\nhello", ""),
        ("a missing host", "GET / HTTP/1.1\r\n\r\n", ""),
        ("a length in letters", "POST / HTTP/1.1\r\n\(host)Content-Length: five\r\n\r\n", ""),
    ]

    @Test("refuse what is ambiguous and close the connection", arguments: attacks.indices)
    func ambiguous(row: Int) throws {
        let (name, request, word) = Self.attacks[row]
        let echo = try EchoServer()
        let client = try RawClient(port: echo.port)
        try client.send(request)
        let answer = try client.answer()
        #expect(answer.status == 400, "\(name)")
        #expect(answer.body.contains(word), "\(name): \(answer.body)")
        #expect(client.isClosedByServer(), "\(name)")
        #expect(eventually { echo.server.figures.inFlight == 0 }, "\(name)")
    }

    @Test("refuse a head over its limit, however far over", arguments: [33_000, 100_000])
    func largeHead(size: Int) throws {
        let echo = try EchoServer()
        let answer = try exchange(
            "GET / HTTP/1.1\r\n\(host)X: \(String(repeating: "a", count: size))\r\n\r\n",
            port: echo.port)
        #expect(answer.status == 431)
        #expect(eventually { echo.server.figures.inFlight == 0 })
    }

    @Test("pass a head just under its limit")
    func fittingHead() throws {
        let echo = try EchoServer()
        let answer = try exchange(
            "GET / HTTP/1.1\r\n\(host)X: \(String(repeating: "a", count: 30_000))\r\n\r\n",
            port: echo.port)
        #expect(answer.status == 200)
    }

    @Test("refuse a target over its limit and pass one under it")
    func largeTarget() throws {
        let echo = try EchoServer()
        let long = String(repeating: "a", count: 17_000)
        #expect(try exchange("GET /\(long) HTTP/1.1\r\n\(host)\r\n", port: echo.port).status == 414)
        let short = String(repeating: "a", count: 15_000)
        let fits = try exchange("GET /\(short) HTTP/1.1\r\n\(host)\r\n", port: echo.port)
        #expect(fits.status == 200)
    }

    @Test("refuse a declared body over the limit after reading it, so that the refusal arrives")
    func largeDeclared() throws {
        let echo = try EchoServer { $0.bodySize = 1000 }
        let client = try RawClient(port: echo.port)
        try client.send("POST / HTTP/1.1\r\n\(host)Content-Length: 2000000\r\n\r\n")
        try client.send([UInt8](repeating: 65, count: 2_000_000))
        let answer = try client.answer()
        #expect(answer.status == 413)
        #expect(answer.body.contains("1000"))
        #expect(echo.memory.peak < 1_000_000)
    }

    @Test("refuse a declared body over the limit that never comes")
    func largeAbsent() throws {
        let echo = try EchoServer { $0.bodySize = 1000 }
        let waiting = try RawClient(port: echo.port)
        try waiting.send("POST / HTTP/1.1\r\n\(host)Content-Length: 2000000\r\n\r\n")
        let ending = try RawClient(port: echo.port)
        try ending.send("POST / HTTP/1.1\r\n\(host)Content-Length: 2000000\r\n\r\nabc")
        ending.finishSending()
        #expect(try ending.answer().status == 413)
        #expect(try waiting.answer().status == 413)
    }

    @Test("refuse a declared body over the limit at once where the client asks first")
    func largeExpected() throws {
        let echo = try EchoServer { $0.bodySize = 1000 }
        let answer = try exchange(
            "POST / HTTP/1.1\r\n\(host)Content-Length: 1001\r\nExpect: 100-continue\r\n\r\n",
            port: echo.port)
        #expect(answer.status == 413)
    }

    @Test("refuse a chunked body when it passes the limit")
    func largeChunked() throws {
        let echo = try EchoServer { $0.bodySize = 1000 }
        let client = try RawClient(port: echo.port)
        try client.send("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n")
        for _ in 0..<20 {
            try client.send("64\r\n\(String(repeating: "b", count: 100))\r\n")
        }
        try client.send("0\r\n\r\n")
        #expect(try client.answer().status == 413)
    }

    @Test("cut off a refused body that never ends")
    func endless() throws {
        let echo = try EchoServer {
            $0.bodySize = 1000
            $0.discardSize = 100_000
        }
        let client = try RawClient(port: echo.port)
        try client.send("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\n\r\n")
        let chunk = "3E8\r\n\(String(repeating: "b", count: 1000))\r\n"
        #expect(throws: (any Error).self) {
            for _ in 0..<10_000 { try client.send(chunk) }
        }
    }

    @Test("refuse a body the memory budget has no room for, and go on")
    func memory() throws {
        let echo = try EchoServer(memoryLimit: 256 << 10)
        let client = try RawClient(port: echo.port)
        try client.send("POST / HTTP/1.1\r\n\(host)Content-Length: 1000000\r\n\r\n")
        try client.send([UInt8](repeating: 65, count: 1_000_000))
        let answer = try client.answer()
        #expect(answer.status == 429)
        #expect(answer.headers["retry-after"] == "1")
        try client.send("GET /next HTTP/1.1\r\n\(host)\r\n")
        #expect(try client.answer().status == 200)
        #expect(eventually { echo.memory.used == 0 })
    }

    @Test("refuse a coding they do not know")
    func coding() throws {
        let echo = try EchoServer()
        let answer = try exchange(
            "POST / HTTP/1.1\r\n\(host)Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}",
            port: echo.port)
        #expect(answer.status == 415)
    }

    @Test(
        "refuse at once what a full queue cannot take, and only in its lane",
        arguments: [(0, "narrow"), (2, "yielding")])
    func overload(number: Int, name: String) throws {
        let echo = try EchoServer()
        let busy = try (0..<2).map { _ in try RawClient(port: echo.port) }
        for (index, client) in busy.enumerated() {
            try client.send("GET /\(name)/sleep/500 HTTP/1.1\r\n\(host)\r\n")
            #expect(
                eventually {
                    let lane = echo.server.figures.lanes[number]
                    return lane.active + lane.queued == index + 1 && lane.active == 1
                })
        }
        let refused = try exchange("GET /\(name) HTTP/1.1\r\n\(host)\r\n", port: echo.port)
        #expect(refused.status == 429)
        #expect(refused.headers["retry-after"] == "1")
        #expect(refused.body.contains(name))
        let other = try exchange("GET /wide HTTP/1.1\r\n\(host)\r\n", port: echo.port)
        #expect(other.status == 200)
        for client in busy { #expect(try client.answer().status == 200) }
    }

    @Test("survive noise")
    func noise() throws {
        let echo = try EchoServer {
            $0.headMilliseconds = 200
            $0.idleSeconds = 1
        }
        for seed in 0..<200 as Range<UInt64> {
            var generator = SystemRandomNumberGenerator()
            let size = Int(seed % 40) * 20 + 1
            let client = try RawClient(port: echo.port)
            var bytes = Array("GET / HTTP/1.1\r\n\(host)\r\n".utf8)
            if seed % 2 == 0 {
                bytes = (0..<size).map { _ in UInt8.random(in: 0...255, using: &generator) }
            }
            for _ in 0..<3 {
                bytes[Int.random(in: bytes.indices, using: &generator)] =
                    UInt8.random(in: 0...255, using: &generator)
            }
            try client.send(bytes)
        }
        #expect(try exchange("GET /ok HTTP/1.1\r\n\(host)\r\n", port: echo.port).status == 200)
        #expect(eventually { echo.server.figures.openConnections <= 1 })
        #expect(eventually { echo.server.figures.inFlight == 0 })
    }
}

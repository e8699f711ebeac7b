import Compression
import HTTPServer
import Primitives
import Testing

private let host = "Host: x\r\n"

@Suite("Compressed bodies")
struct ContentCodingTests {
    private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
        let output = ByteWriter()
        try bytes.withUnsafeBytes { try DeflateStream.compress($0, .gzip, into: output) }
        return Array(output.bytes)
    }

    private func post(
        _ body: [UInt8], to echo: EchoServer, headers: String = ""
    ) throws -> RawClient.Answer {
        let client = try RawClient(port: echo.port)
        let head = "POST / HTTP/1.1\r\n\(host)Content-Encoding: gzip\r\n\(headers)"
        try client.send("\(head)Content-Length: \(body.count)\r\n\r\n")
        try client.send(body)
        return try client.answer()
    }

    @Test("reach the handler decoded")
    func decoded() throws {
        let echo = try EchoServer()
        let answer = try post(gzip(Array("hello world".utf8)), to: echo)
        #expect(answer.body == "POST / body[11]=hello world")
        let large = try post(gzip([UInt8](repeating: 97, count: 5_000_000)), to: echo)
        #expect(large.body.hasPrefix("POST / body[5000000]=aaaa"))
        #expect(eventually { echo.memory.used == 0 })
    }

    @Test("that unpack beyond the limit are refused, with little memory taken")
    func bomb() throws {
        let echo = try EchoServer { $0.bodySize = 1 << 20 }
        let answer = try post(gzip([UInt8](repeating: 0, count: 50 << 20)), to: echo)
        #expect(answer.status == 413)
        #expect(echo.memory.peak < 8 << 20)
    }

    @Test("that unpack beyond the memory budget are refused")
    func budget() throws {
        let echo = try EchoServer(memoryLimit: 8 << 20)
        let answer = try post(gzip([UInt8](repeating: 0, count: 50 << 20)), to: echo)
        #expect(answer.status == 429)
        #expect(eventually { echo.memory.used == 0 })
    }

    @Test("that are cut off or no gzip at all are refused")
    func broken() throws {
        let echo = try EchoServer()
        let whole = try gzip(Array("hello world".utf8))
        #expect(try post(Array(whole.dropLast(6)), to: echo).status == 400)
        #expect(try post(Array("{}".utf8), to: echo).status == 400)
    }

    @Test("are sent to a client that accepts them, where the answer is long enough")
    func encoded() throws {
        let echo = try EchoServer()
        let accept = "Accept-Encoding: deflate, gzip;q=0.5\r\n"
        let long = try exchange(
            "GET /large/100000 HTTP/1.1\r\n\(host)\(accept)\r\n", port: echo.port)
        #expect(long.headers["content-encoding"] == "gzip")
        #expect(long.bytes.count < 2000)
        let output = ByteWriter()
        let stream = try InflateStream(.gzip, limit: 1 << 20)
        try long.bytes.withUnsafeBytes { try stream.feed($0, into: output) }
        try stream.finish()
        #expect(output.count == 100_000)
        let short = try exchange(
            "GET /large/1000 HTTP/1.1\r\n\(host)\(accept)\r\n", port: echo.port)
        #expect(short.headers["content-encoding"] == nil && short.bytes.count == 1000)
    }

    @Test("are not sent to others", arguments: ["", "Accept-Encoding: gzip;q=0, *\r\n"])
    func plain(accept: String) throws {
        let echo = try EchoServer()
        let answer = try exchange(
            "GET /large/100000 HTTP/1.1\r\n\(host)\(accept)\r\n", port: echo.port)
        #expect(answer.headers["content-encoding"] == nil && answer.bytes.count == 100_000)
    }
}

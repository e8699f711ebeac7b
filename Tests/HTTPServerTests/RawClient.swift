import Glibc

/// A socket that sends exactly what it is told and reads whatever comes back.
final class RawClient {
    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard code == 0 else { throw ClientError.refused(errno) }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    enum ClientError: Error { case refused(Int32), closed, timedOut, notHTTP(String) }

    deinit { close(descriptor) }

    private var received: [UInt8] = []

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.send(
                    descriptor, buffer.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw ClientError.closed }
            sent += count
        }
    }

    func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// True when bytes came, false at the end of the stream.
    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 { throw errno == EAGAIN ? ClientError.timedOut : ClientError.closed }
        received.append(contentsOf: buffer[..<count])
        return count > 0
    }

    struct Answer {
        var status: Int
        var headers: [String: String]
        var bytes: [UInt8]
        var body: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// The next response on the connection; interim ones (100) are answers of their own.
    func answer(toHead: Bool = false) throws -> Answer {
        while true {
            if let end = headEnd() {
                let head = String(decoding: received[..<end], as: UTF8.self)
                var answer = try parse(head)
                let length = toHead ? 0 : Int(answer.headers["content-length"] ?? "0") ?? 0
                while received.count < end + 4 + length {
                    guard try receive() else { throw ClientError.closed }
                }
                answer.bytes = Array(received[(end + 4)..<(end + 4 + length)])
                received.removeFirst(end + 4 + length)
                return answer
            }
            guard try receive() else { throw ClientError.closed }
        }
    }

    private func headEnd() -> Int? {
        guard received.count >= 4 else { return nil }
        return (0...(received.count - 4)).first {
            received[$0..<($0 + 4)].elementsEqual("\r\n\r\n".utf8)
        }
    }

    private func parse(_ head: String) throws -> Answer {
        let lines = head.split(separator: "\r\n")
        let parts = lines.first?.split(separator: " ") ?? []
        guard parts.count >= 2, let status = Int(parts[1]) else { throw ClientError.notHTTP(head) }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2 else { continue }
            headers[field[0].lowercased()] = String(field[1].drop { $0 == " " })
        }
        return Answer(status: status, headers: headers, bytes: [])
    }

    /// True when the server ends the connection before the socket's own limit.
    func isClosedByServer() -> Bool {
        while true {
            do {
                guard try receive() else { return true }
            } catch ClientError.timedOut {
                return false
            } catch {
                return true
            }
        }
    }
}

/// Sends one request on a connection of its own and returns the answer.
func exchange(_ request: String, port: UInt16, toHead: Bool = false) throws -> RawClient.Answer {
    let client = try RawClient(port: port)
    try client.send(request)
    return try client.answer(toHead: toHead)
}

import Glibc
import Primitives

/// Opens the socket a server accepts on, so that a failure names the address and the cause.
enum ListenSocket {
    /// Connections the kernel completes while all threads are busy.
    private static let backlog: Int32 = 1024

    /// - Returns: a listening socket and the port it got.
    static func open(
        host: String, port: UInt16
    ) throws(HTTPServerError) -> (descriptor: Int32, port: UInt16) {
        let address = "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &found)
        guard code == 0, let first = found else {
            throw HTTPServerError(
                kind: .unknownHost(String(cString: gai_strerror(code))), address: address)
        }
        defer { freeaddrinfo(found) }
        do {
            let descriptor = try listen(on: first.pointee)
            return (descriptor, boundPort(of: descriptor))
        } catch {
            throw HTTPServerError(kind: .cannotListen(error), address: address)
        }
    }

    private static func listen(on info: addrinfo) throws(SystemError) -> Int32 {
        let kind = info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(info.ai_family, kind, info.ai_protocol)
        guard descriptor >= 0 else { throw SystemError(call: "socket", code: errno) }
        var yes: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
        guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0 else {
            throw failure(of: "bind", closing: descriptor)
        }
        guard Glibc.listen(descriptor, backlog) == 0 else {
            throw failure(of: "listen", closing: descriptor)
        }
        return descriptor
    }

    private static func failure(of call: String, closing descriptor: Int32) -> SystemError {
        let error = SystemError(call: call, code: errno)
        close(descriptor)
        return error
    }

    private static func boundPort(of descriptor: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { bytes in
            guard let base = bytes.baseAddress,
                getsockname(descriptor, base.assumingMemoryBound(to: sockaddr.self), &size) == 0
            else { return 0 }
            // sin_port and sin6_port stand at the same offset, after the family.
            return UInt16(bigEndian: base.load(fromByteOffset: 2, as: UInt16.self))
        }
    }
}

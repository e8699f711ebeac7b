import Glibc
import Primitives
import Synchronization

/// Holds the open connections and gives up those that send too slowly.
final class ConnectionSweeper: Sendable {
    private struct Table {
        var open: [ObjectIdentifier: Connection] = [:]
        var total: UInt64 = 0
    }

    private let limits: HTTPServerLimits
    private let isEncrypted: Bool
    private let refuse: @Sendable (HTTPRefusal) -> HTTPResponse
    private let table = Mutex(Table())

    init(
        limits: HTTPServerLimits, isEncrypted: Bool,
        refuse: @escaping @Sendable (HTTPRefusal) -> HTTPResponse
    ) {
        self.limits = limits
        self.isEncrypted = isEncrypted
        self.refuse = refuse
    }

    /// Often enough to be on time for the shortest limit. Unit: nanoseconds.
    var intervalNanoseconds: UInt64 {
        let shortest = min(limits.headMilliseconds, limits.bodyGraceMilliseconds, 1000)
        return UInt64(max(10, shortest / 4)) * 1_000_000
    }

    var openCount: Int { table.withLock { $0.open.count } }
    var totalCount: UInt64 { table.withLock { $0.total } }

    func add(_ connection: Connection) {
        table.withLock {
            $0.open[ObjectIdentifier(connection)] = connection
            $0.total += 1
        }
    }

    /// Before the connection's socket is closed: afterwards its number may be another's.
    func remove(_ connection: Connection) {
        table.withLock { _ = $0.open.removeValue(forKey: ObjectIdentifier(connection)) }
    }

    /// Answers past the library and closes, of those open for which `answer` has words.
    /// - Parameter answer: called with the table locked.
    func cutOff(_ answer: (Connection) -> Bool) {
        table.withLock { table in
            for connection in table.open.values where answer(connection) {
                shutdown(connection.descriptor, Int32(SHUT_RDWR))
            }
        }
    }

    /// One round. The table stays locked, so that no socket is closed while it is written to.
    func sweep() {
        let now = MonotonicClock.nanoseconds()
        table.withLock { table in
            for connection in table.open.values {
                switch connection.judge(now: now, limits: limits) {
                case .goOn: continue
                case .close: break
                case .refuse(let refusal): answer(connection, refuse(refusal))
                }
                shutdown(connection.descriptor, Int32(SHUT_RDWR))
            }
        }
    }

    /// Writes an answer past the library, which would wait for the rest of the request first.
    func answer(_ connection: Connection, _ response: HTTPResponse) {
        if isEncrypted { return }
        let bytes = ByteWriter()
        bytes.write("HTTP/1.1 \(response.status) Refused\r\nConnection: close\r\n")
        bytes.write("Content-Length: \(response.body.count)\r\n")
        for header in response.headers where header.name != "Connection" {
            bytes.write("\(header.name): \(header.value)\r\n")
        }
        bytes.write("\r\n")
        bytes.write(contentsOf: response.body.bytes)
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        withExtendedLifetime(bytes) {
            _ = send(connection.descriptor, bytes.bytes.baseAddress, bytes.count, flags)
        }
    }
}

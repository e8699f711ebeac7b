import CPostgres
import ChangeCapture
import Glibc
import Primitives

/// The replication protocol's copy stream: messages in, status updates out.
final class ReplicationStream {
    private let connection: PostgresConnection
    /// Everything before this is durable with us: the server may forget it. Unit: log position.
    private(set) var flushed: UInt64
    /// How far the server says its log reaches, and when it last said anything.
    private(set) var serverEnd: UInt64
    private var lastStatus: UInt64 = 0
    private var lastHeard = MonotonicClock.nanoseconds()

    /// Starts streaming after `position`.
    init(
        _ conninfo: String, slot: String, publication: String, after position: UInt64
    ) throws(SourceError) {
        connection = try PostgresConnection(conninfo, replication: true)
        flushed = position
        serverEnd = position
        try connection.execute(
            "START_REPLICATION SLOT \(slot) LOGICAL \(LogPosition.text(position)) "
                + "(proto_version '1', publication_names '\(publication)')")
    }

    /// Gives the next plugin message to `body`.
    /// - Returns: false when none came in time.
    func next(
        deadline: UInt64, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Bool {
        while true {
            try sendStatusIfDue()
            var copied: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(connection.handle, &copied, 1)
            if length > 0, let copied {
                defer { PQfreemem(copied) }
                let message = UnsafeRawBufferPointer(start: copied, count: Int(length))
                if try received(message, body) { return true }
                continue
            }
            guard length == 0 else { throw ended() }
            guard try waitForInput(until: deadline) else { return false }
        }
    }

    /// - Returns: whether the message came from the plugin.
    private func received(
        _ message: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Bool {
        lastHeard = MonotonicClock.nanoseconds()
        var reader = NetworkReader(message)
        switch try reader.byte() {
        case UInt8(ascii: "w"):
            _ = try reader.integer(UInt64.self)
            serverEnd = max(serverEnd, try reader.integer(UInt64.self))
            _ = try reader.integer(Int64.self)
            try body(reader.rest())
            return true
        case UInt8(ascii: "k"):
            serverEnd = max(serverEnd, try reader.integer(UInt64.self))
            _ = try reader.integer(Int64.self)
            if try reader.byte() == 1 { try sendStatus() }
            return false
        default:
            return false
        }
    }

    /// How long the server has said nothing. After a restart it may read a long history again
    /// first, so that silence alone says little.
    private var silence: UInt64 { MonotonicClock.nanoseconds() &- lastHeard }

    /// Takes what the socket has, and waits for it where there is time.
    /// - Returns: false when nothing came before the deadline.
    private func waitForInput(until deadline: UInt64) throws(SourceError) -> Bool {
        let now = MonotonicClock.nanoseconds()
        let left = deadline > now ? (deadline - now) / 1_000_000 + 1 : 0
        let wait = min(left, PostgresSourceLimits.pollMilliseconds)
        var descriptor = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
        if poll(&descriptor, 1, Int32(wait)) == 0 {
            if silence > PostgresSourceLimits.silenceNanoseconds {
                try connection.checkPeer()
                lastHeard = MonotonicClock.nanoseconds()
            }
            return MonotonicClock.nanoseconds() < deadline
        }
        guard PQconsumeInput(connection.handle) == 1 else {
            throw connection.failure("replication")
        }
        return true
    }

    private func ended() -> SourceError {
        if let result = PQgetResult(connection.handle) {
            defer { PQclear(result) }
            let state = PQresultErrorField(result, 67).map { String(cString: $0) } ?? ""
            let message = PostgresConnection.line(PQresultErrorMessage(result))
            if !message.isEmpty {
                return PostgresFailure.statement(
                    message, state: state, connection: connection.handle)
            }
        }
        return SourceError(
            .unavailable, "the server ended the replication stream",
            remedy: "the connection is opened again")
    }

    func acknowledge(_ position: UInt64) throws(SourceError) {
        guard position > flushed else { return }
        flushed = position
        try sendStatus()
    }

    func sendStatusIfDue() throws(SourceError) {
        let due = lastStatus + PostgresSourceLimits.statusNanoseconds
        if MonotonicClock.nanoseconds() >= due { try sendStatus() }
    }

    /// `r`, positions written, flushed and applied, the time, and whether a reply is wished: when
    /// the server has been silent since the last update.
    private func sendStatus() throws(SourceError) {
        let wishesReply = lastHeard < lastStatus
        lastStatus = MonotonicClock.nanoseconds()
        let message = ByteWriter(capacity: 34)
        message.write(UInt8(ascii: "r"))
        for _ in 0..<3 { message.write(flushed.bigEndian) }
        let now = Int64(WallClock.milliseconds()) * 1000 - OutputMessage.epochMicroseconds
        message.write(now.bigEndian)
        message.write(UInt8(wishesReply ? 1 : 0))
        let sent = message.bytes.withMemoryRebound(to: CChar.self) {
            PQputCopyData(connection.handle, $0.baseAddress, Int32($0.count))
        }
        guard sent == 1, PQflush(connection.handle) >= 0 else {
            throw connection.failure("status update")
        }
    }
}

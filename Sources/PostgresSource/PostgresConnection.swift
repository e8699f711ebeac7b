import CPostgres
import ChangeCapture
import Glibc
import Primitives

/// One connection to a PostgreSQL server. One thread at a time: not Sendable.
final class PostgresConnection {
    let handle: OpaquePointer
    private let conninfo: String
    /// Called about once a second while a statement takes its time.
    var onWait: (() throws(SourceError) -> Void)?

    /// - Parameters:
    ///   - conninfo: `key=value` pairs or a `postgresql://` address.
    ///   - replication: a logical replication connection, which takes few statements.
    init(_ conninfo: String, replication: Bool = false) throws(SourceError) {
        let opened = Self.withParameters(conninfo, replication) { PQconnectdbParams($0, $1, 1) }
        guard let opened else {
            throw SourceError(
                .unavailable, "no memory for a connection", remedy: "free some memory")
        }
        guard PQstatus(opened) == CONNECTION_OK else {
            let message = PostgresConnection.line(PQerrorMessage(opened))
            PQfinish(opened)
            throw PostgresFailure.connecting(message)
        }
        handle = opened
        self.conninfo = conninfo
    }

    deinit { PQfinish(handle) }

    var socket: Int32 { PQsocket(handle) }

    /// What is asked of every connection: `conninfo` may say otherwise, but not that it is for
    /// replication. The kernel ends a connection whose peer vanished within half a minute.
    private static func withParameters<T>(
        _ conninfo: String, _ replication: Bool,
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>
        ) -> T
    ) -> T {
        var parameters = [
            ("application_name", "aisle"),
            ("connect_timeout", String(PostgresSourceLimits.connectSeconds)),
            ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "4"),
            ("tcp_user_timeout", "30000"), ("dbname", conninfo),
        ]
        if replication { parameters.append(("replication", "database")) }
        let names = parameters.map { strdup($0.0) }
        let values = parameters.map { strdup($0.1) }
        defer { for text in names + values { free(text) } }
        return body(
            names.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil])
    }

    /// Runs one statement, or without parameters several, and returns the rows of the last.
    /// - Parameter parameters: in text form; nil is NULL.
    func rows(_ sql: String, _ parameters: [String?] = []) throws(SourceError) -> PostgresRows {
        guard send(sql, parameters) else { throw failure(sql) }
        var last: PostgresRows?
        var refusal: SourceError?
        while let result = try nextResult(sql) {
            let rows = PostgresRows(result)
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK: last = rows
            case PGRES_COPY_BOTH: return rows
            default:
                let state = PQresultErrorField(result, 67).map { String(cString: $0) } ?? ""
                let message = PostgresConnection.line(PQresultErrorMessage(result))
                refusal = PostgresFailure.statement(message, state: state, connection: handle)
            }
        }
        if let refusal { throw refusal }
        guard let last else { throw failure(sql) }
        return last
    }

    private func send(_ sql: String, _ parameters: [String?]) -> Bool {
        if parameters.isEmpty { return PQsendQuery(handle, sql) == 1 }
        let copies = parameters.map { text in text.flatMap { strdup($0) } }
        defer { for copy in copies { free(copy) } }
        let values = copies.map { UnsafePointer($0) }
        return PQsendQueryParams(
            handle, sql, Int32(values.count), nil, values, nil, nil, 0) == 1
    }

    /// The next result of what was sent; nil after the last.
    private func nextResult(_ sql: String) throws(SourceError) -> OpaquePointer? {
        var silentSince = MonotonicClock.nanoseconds()
        while PQisBusy(handle) == 1 {
            var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
            if poll(&descriptor, 1, Int32(PostgresSourceLimits.pollMilliseconds)) > 0 {
                guard PQconsumeInput(handle) == 1 else { throw failure(sql) }
                silentSince = MonotonicClock.nanoseconds()
                continue
            }
            try onWait?()
            let silence = MonotonicClock.nanoseconds() &- silentSince
            if silence >= PostgresSourceLimits.silenceNanoseconds {
                try checkPeer()
                silentSince = MonotonicClock.nanoseconds()
            }
        }
        return PQgetResult(handle)
    }

    /// Tells a server that is slow from one that cannot be reached any more.
    func checkPeer() throws(SourceError) {
        let answer = Self.withParameters(conninfo, false) { PQpingParams($0, $1, 1) }
        guard answer == PQPING_NO_RESPONSE else { return }
        throw SourceError(
            .unavailable, "the server has stopped answering and accepts no connection",
            remedy: "check the network between here and the server; it is tried again")
    }

    func execute(_ sql: String) throws(SourceError) { _ = try rows(sql) }

    func failure(_ sql: String) -> SourceError {
        PostgresFailure.statement(
            PostgresConnection.line(PQerrorMessage(handle)), state: "", connection: handle)
    }

    /// The server's message without its line breaks.
    static func line(_ message: UnsafePointer<CChar>?) -> String {
        guard let message else { return "" }
        return String(cString: message).split(whereSeparator: \.isNewline)
            .joined(separator: ", ")
    }
}

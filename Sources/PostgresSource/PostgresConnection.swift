import CPostgres
import ChangeCapture
import Glibc

/// One connection to a PostgreSQL server. One thread at a time: not Sendable.
final class PostgresConnection {
    let handle: OpaquePointer

    /// - Parameter replication: a logical replication connection, which takes few statements.
    init(_ conninfo: String, replication: Bool = false) throws(SourceError) {
        let options =
            " application_name=aisle connect_timeout=10"
            + (replication ? " replication=database" : "")
        guard let opened = PQconnectdb(conninfo + options) else {
            throw SourceError(
                .unavailable, "no memory for a connection", remedy: "free some memory")
        }
        guard PQstatus(opened) == CONNECTION_OK else {
            let message = PostgresConnection.line(PQerrorMessage(opened))
            PQfinish(opened)
            throw PostgresFailure.connecting(message)
        }
        handle = opened
    }

    deinit { PQfinish(handle) }

    var socket: Int32 { PQsocket(handle) }

    /// Runs one statement with parameters in text form; nil is NULL.
    func rows(_ sql: String, _ parameters: [String?] = []) throws(SourceError) -> PostgresRows {
        var copies: [UnsafeMutablePointer<CChar>?] = parameters.map { text in
            text.flatMap { strdup($0) }
        }
        defer { for copy in copies { free(copy) } }
        let values = copies.map { UnsafePointer($0) }
        copies.append(nil)
        let result =
            parameters.isEmpty
            ? PQexec(handle, sql)
            : PQexecParams(handle, sql, Int32(values.count), nil, values, nil, nil, 0)
        guard let result else { throw failure(sql) }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_COPY_BOTH, PGRES_SINGLE_TUPLE:
            return PostgresRows(result)
        default:
            let state = PQresultErrorField(result, 67).map { String(cString: $0) } ?? ""
            let message = PostgresConnection.line(PQresultErrorMessage(result))
            PQclear(result)
            throw PostgresFailure.statement(message, state: state, connection: handle)
        }
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

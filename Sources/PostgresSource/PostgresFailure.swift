import CPostgres
import ChangeCapture

/// The server's errors in the terms of a source, each with what to do about it.
enum PostgresFailure {
    static func connecting(_ message: String) -> SourceError {
        if message.contains("authentication failed") || message.contains("pg_hba.conf")
            || message.contains("no password supplied")
        {
            return SourceError(
                .forbidden, message, remedy: "check the user, the password and pg_hba.conf")
        }
        if message.contains("must be superuser or replication role")
            || message.contains("permission denied")
        {
            return SourceError(
                .forbidden, message,
                remedy: "run ALTER ROLE with REPLICATION, and grant CONNECT on the database")
        }
        if let full = exhausted(message) { return full }
        if message.contains("does not exist") {
            return SourceError(.misconfigured, message, remedy: "correct the connection string")
        }
        return SourceError(
            .unavailable, message, remedy: "check that the server runs and can be reached")
    }

    /// The server allows no further slot or sender.
    private static func exhausted(_ message: String) -> SourceError? {
        for setting in ["max_replication_slots", "max_wal_senders"]
        where message.contains(setting) || message.contains("all replication slots are in use") {
            return SourceError(
                .misconfigured, message,
                remedy: "drop slots nobody uses, or raise \(setting) and restart the server")
        }
        return nil
    }

    /// - Parameter state: the five characters of SQLSTATE, empty when the server gave none.
    static func statement(
        _ message: String, state: String, connection: OpaquePointer
    ) -> SourceError {
        if PQstatus(connection) != CONNECTION_OK || state.hasPrefix("57P") {
            return SourceError(.unavailable, message, remedy: "the connection is opened again")
        }
        if message.contains("cannot read from logical replication slot")
            || message.contains("can no longer get changes")
        {
            return SourceError(
                .historyLost, message,
                remedy: "run: aisle cdc resync; raise max_slot_wal_keep_size to keep more")
        }
        if let full = exhausted(message) { return full }
        switch state {
        case "42P01":
            return SourceError(
                .misconfigured, message,
                remedy: "create the table again, or correct the configuration; "
                    + "then: aisle cdc init, aisle cdc resync")
        case "42703":
            return SourceError(
                .misconfigured, message,
                remedy: "restore the column, or correct the document query and restart")
        case "55006":
            return SourceError(
                .unavailable, message,
                remedy: "another consumer uses the slot: stop it, or give this one its own slot")
        case "42501", "28000", "28P01":
            return SourceError(
                .forbidden, message, remedy: "grant the role SELECT on the tables, and REPLICATION")
        case "42704", "42601", "55000", "22023":
            return SourceError(
                .misconfigured, message,
                remedy: "correct the configuration, or run: aisle cdc init")
        case let state where state.hasPrefix("22") || state.hasPrefix("23"):
            return SourceError(
                .badRow, message, remedy: "correct the row or the document query")
        case let state where state.hasPrefix("53") || state.hasPrefix("40") || state == "57014":
            return SourceError(.unavailable, message, remedy: "the statement is tried again")
        default:
            return SourceError(.misconfigured, message, remedy: "correct the statement")
        }
    }
}

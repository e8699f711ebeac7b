/// Limits of following a PostgreSQL catalog.
enum PostgresSourceLimits {
    /// Longest wait for a connection. Unit: seconds.
    static let connectSeconds = 5
    /// Longest single wait for the socket. Unit: milliseconds.
    static let pollMilliseconds: UInt64 = 1_000
    /// How long an unfinished transaction of the stream may be silent before requests to pause or
    /// stop are looked at.
    static let transactionNanoseconds: UInt64 = 1_000_000_000
    /// Pause between two status updates; the server gives up after `wal_sender_timeout`, 60 s.
    static let statusNanoseconds: UInt64 = 2_000_000_000
    /// How long the server may say nothing, though asked, before it is looked for.
    static let silenceNanoseconds: UInt64 = 5_000_000_000
    /// How long a committed transaction may stay invisible to a re-read before that is an error:
    /// a synchronous standby that does not answer can hold it back for good.
    static let visibilityNanoseconds: UInt64 = 30_000_000_000
    static let visibilityPauseMicroseconds: UInt32 = 500
    /// An idle source moves its position past history without changes once it is this long, or
    /// this long after it did so last.
    static let idleBytes: UInt64 = 1 << 20
    static let idleNanoseconds: UInt64 = 200_000_000
    /// How long creating a slot may wait for open write transactions to end.
    static let slotCreationMilliseconds = 60_000
    /// Rows counted one by one; of more, the server's own estimate is taken.
    static let countedRows = 100_000
    /// How often it is checked that tables and publication are still as they must be.
    static let setupNanoseconds: UInt64 = 5_000_000_000
}

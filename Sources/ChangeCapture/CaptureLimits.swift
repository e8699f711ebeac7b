/// Bounds of following change sources.
package enum CaptureLimits {
    /// Longest name of a source. Unit: bytes.
    static let sourceNameBytes = 40
    /// Changes taken from a source at once.
    static let changesAtOnce = 2_000
    /// Documents one query reads again.
    static let keysPerRead = 500
    /// Changed documents and bytes beyond which a transaction is applied in several records.
    static let documentsPerRecord = 20_000
    static let bytesPerRecord = 32 << 20
    /// Documents whose fence against older row images is kept before the passed ones are dropped.
    static let fences = 4_096
    /// Documents of a snapshot or a fan-out between two looks at the stream.
    static let bulkKeys = 250
    /// The same while the stream is silent.
    static let quietBulkKeys = 500
    /// Keys of long work read ahead from the source.
    static let keysAhead = 5_000
    /// Changed values one fan-out carries; further ones begin another.
    static let fanOutValues = 1_000
    /// Changes that come within this time after a batch share the next. Unit: microseconds.
    static let gatherMicroseconds: UInt64 = 8_000
    /// Shortest time between two refreshes. Unit: nanoseconds.
    static let refreshNanoseconds: UInt64 = 100_000_000
    /// Longest time an applied change is not durable. Unit: nanoseconds.
    static let syncNanoseconds: UInt64 = 250_000_000
    /// Longest wait for a change, so that requests to pause or stop are heard. Unit: milliseconds.
    static let waitMilliseconds = 50
    /// Times a document is tried before it is set aside.
    static let tries = 3
    /// Documents set aside since the start beyond which the source is held: the schema is wrong,
    /// not a row.
    static let deadLetters = 1_000
    /// Pause before a change that the index has no room for is offered again, and how long that
    /// goes on before it is told as a failure. Unit: nanoseconds.
    static let fullPauseMicroseconds: UInt32 = 50_000
    static let fullNanoseconds: UInt64 = 2_000_000_000
    /// Pause before a source that failed is tried again, doubled up to the longest. Unit:
    /// milliseconds.
    static let firstBackOff = 200
    static let longestBackOff = 10_000
    /// How often long work under way is told. Unit: nanoseconds.
    static let workNanoseconds: UInt64 = 200_000_000
    /// How often the distance to the source's end is asked. Unit: nanoseconds.
    static let lagNanoseconds: UInt64 = 1_000_000_000
    /// Seconds behind beyond which health says so.
    package static let healthyLagSeconds = 60.0
    /// Documents a verification compares at once.
    static let verifyKeys = 500
    /// Looks at a differing document before it counts: a change under way is no difference.
    static let verifyRounds = 8
    /// Differences one verification names.
    static let namedDifferences = 10_000
    /// How long a search waits for its position unless it says. Unit: milliseconds.
    package static let positionWait = 5_000
    /// Requests to a consumer that may wait.
    static let waitingActions = 1_000
}

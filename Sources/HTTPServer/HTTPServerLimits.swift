/// Every bound the server keeps, by name.
package struct HTTPServerLimits: Sendable {
    /// A request's body, as sent and after decompression. Unit: bytes.
    package var bodySize = 100 << 20
    /// Request line and header fields together. Unit: bytes.
    package var headSize = 32 << 10
    /// The target of the request line, query included. Unit: bytes.
    package var targetSize = 16 << 10
    /// A refused body up to this size is read and dropped, so that a client that is still sending
    /// gets to read the refusal; a larger one is cut off. Unit: bytes.
    package var discardSize = 1 << 30
    /// A refused body that stops coming for so long is answered without its end.
    /// Unit: milliseconds.
    package var refusedPauseMilliseconds = 250
    package var connections = 4096
    /// Connections from one address; 0 for no limit of its own.
    package var connectionsPerAddress = 0
    /// Time for request line and header fields to arrive. Unit: milliseconds.
    package var headMilliseconds = 10_000
    /// Time for a body to arrive before its rate is looked at. Unit: milliseconds.
    package var bodyGraceMilliseconds = 30_000
    /// Slowest acceptable body after the grace. Unit: bytes per second.
    package var bodyBytesPerSecond = 16 << 10
    /// A connection without traffic is closed after this. Unit: seconds.
    package var idleSeconds = 75
    /// Time for requests in flight to finish when the server stops. Unit: milliseconds.
    package var drainMilliseconds = 30_000
    /// Answers smaller than this are not compressed. Unit: bytes.
    package var compressionThreshold = 1024
    /// Advice to a client that was refused for load. Unit: seconds.
    package var retryAfterSeconds = 1

    package init() {}

    /// - Parameters: in nanoseconds of `MonotonicClock`.
    static func milliseconds(from start: UInt64, to end: UInt64) -> Int {
        end > start ? Int((end - start) / 1_000_000) : 0
    }
}

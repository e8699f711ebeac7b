import Primitives

/// What a server has done since it started, and what it is doing.
package struct HTTPServerFigures: Sendable {
    package var openConnections = 0
    package var totalConnections: UInt64 = 0
    /// Requests that have begun and are not yet answered.
    package var inFlight = 0
    package var requests: UInt64 = 0
    /// Requests the server turned away itself.
    package var refusals: UInt64 = 0
    package var receivedBodyBytes: UInt64 = 0
    package var sentBodyBytes: UInt64 = 0
    /// By the lanes' order in the configuration.
    package var lanes: [ThreadPoolFigures] = []
    /// Wait for a turn plus CPU of each answered request, by the same order.
    package var times: [DurationHistogram] = []
}

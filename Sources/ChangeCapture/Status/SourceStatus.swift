/// What a source's consumer is doing, at one moment.
package struct SourceStatus: Sendable {
    package enum State: String, Sendable {
        /// Connecting, or connecting again after a failure that may pass.
        case starting
        /// Reading documents that were there before, beside the changes.
        case snapshot
        case following
        case paused
        /// Waits for the operator, or for the source to come back; tried again by itself.
        case failed
        case stopped
    }

    /// All long work of one sort.
    package struct Work: Sendable, Equatable {
        package let title: String
        package var count: Int
        /// Documents done by those that have not ended.
        package var done: Int
        /// Documents there are to do, about; nil where nobody knows.
        package var total: Int?
        /// How long the rest takes at the pace so far; nil until there is one. Unit: seconds.
        package var remainingSeconds: Double?
        /// Where the oldest goes on.
        package let after: String?
    }

    package struct Index: Sendable {
        package let name: String
        /// The generation searches go to first, then one being built.
        package let generations: [String]
        package let position: SourcePosition?
        package let works: [Work]
        package let pendingKeys: Int
    }

    package let name: String
    package let kind: String
    package var state = State.starting
    package var error: SourceError?
    /// Milliseconds until the next try.
    package var retryMilliseconds: Int?
    /// Changes up to here are in the index, can be found, and survive a power cut.
    package var applied: SourcePosition?
    package var searchable: SourcePosition?
    package var durable: SourcePosition?
    package var lag: SourceLag?
    /// How old the newest applied change is while there are newer ones. Unit: seconds.
    package var lagSeconds = 0.0
    package var indexes: [Index] = []
    package var changes: UInt64 = 0
    package var batches: UInt64 = 0
    /// Documents read again and applied.
    package var documents: UInt64 = 0
    /// Documents whose numbers were set in place.
    package var setInPlace: UInt64 = 0
    package var deadLetters = 0
    package var failures: UInt64 = 0
    /// Requests carried out.
    package var requests: UInt64 = 0
    /// From commit at the source to searchable here.
    package var latency = LatencyHistogram()
    /// CPU of the consumer's thread. Unit: nanoseconds.
    package var cpuNanoseconds: UInt64 = 0

    package init(name: String, kind: String) {
        self.name = name
        self.kind = kind
    }

    /// Whether the index keeps up with the source.
    package var isHealthy: Bool {
        switch state {
        case .starting, .snapshot, .following: lagSeconds <= CaptureLimits.healthyLagSeconds
        case .paused, .failed, .stopped: false
        }
    }
}

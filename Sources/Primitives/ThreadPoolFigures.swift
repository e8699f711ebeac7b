/// What a pool has done since it started, and what waits in it now.
package struct ThreadPoolFigures: Sendable, Equatable {
    package var threads = 0
    /// Jobs waiting now.
    package var queued = 0
    /// Jobs running now.
    package var active = 0
    package var completed: UInt64 = 0
    /// Jobs refused because the queue was full or the pool was stopping.
    package var rejected: UInt64 = 0
    /// Most jobs that ever waited at once.
    package var largestQueue = 0
    /// Time jobs spent in the queue, summed. Unit: nanoseconds.
    package var waitNanoseconds: UInt64 = 0
    /// Longest time a job spent in the queue. Unit: nanoseconds.
    package var longestWaitNanoseconds: UInt64 = 0

    package init() {}
}

import Primitives
import Synchronization

/// When a search has to give up: at a time, or when somebody cancels it.
package final class Deadline: Sendable {
    private let limit: UInt64
    private let isCancelledFlag = Atomic<Bool>(false)

    /// - Parameter nanoseconds: time on `MonotonicClock` after which the search stops; nil never.
    package init(nanoseconds: UInt64? = nil) { limit = nanoseconds ?? .max }

    package convenience init(millisecondsFromNow: Int) {
        let delta = UInt64(max(0, millisecondsFromNow)) &* 1_000_000
        self.init(nanoseconds: MonotonicClock.nanoseconds() &+ delta)
    }

    package static var none: Deadline { Deadline() }

    package var isCancelled: Bool { isCancelledFlag.load(ordering: .relaxed) }

    package func cancel() { isCancelledFlag.store(true, ordering: .relaxed) }

    package func check() throws(SearchError) {
        if isCancelled { throw SearchError(.cancelled, "the search was cancelled") }
        if limit != .max, MonotonicClock.nanoseconds() > limit {
            throw SearchError(.timedOut, "the search passed its deadline")
        }
    }
}

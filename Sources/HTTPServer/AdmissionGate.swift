import Primitives

/// Lets a fixed number of threads through at a time and a bounded number wait for their turn, first
/// in, first out; the next one is turned away at once.
///
/// What a pool of threads does for jobs, for threads that are there already: nothing is handed from
/// one thread to another, and without contention no system call is made. `@unchecked Sendable`: all
/// state is guarded by `lock`.
package final class AdmissionGate: @unchecked Sendable {
    package enum Admission: Sendable {
        /// `leave` is owed.
        case admitted
        /// As many wait as may.
        case full
        case closed
    }

    private final class Waiter {
        let turn = PlatformCondition()
        let since = MonotonicClock.nanoseconds()
        /// Guarded by the gate's lock; nil while waiting.
        var admission: Admission?
    }

    package let name: String
    /// Most threads that may wait. One there is room for never waits and is never turned away.
    package let queueLimit: Int
    private let lock = PlatformLock()
    private var queue: [Waiter?]
    private var head = 0
    private var figuresSoFar = ThreadPoolFigures()
    private var isClosed = false

    /// - Parameter limit: threads inside at a time.
    package init(name: String, limit: Int, queueLimit: Int) {
        precondition(limit > 0, "gate for \(limit) threads")
        precondition(queueLimit > 0, "queue of \(queueLimit) threads")
        self.name = name
        self.queueLimit = queueLimit
        queue = Array(repeating: nil, count: queueLimit)
        figuresSoFar.threads = limit
    }

    package var figures: ThreadPoolFigures { lock.withLock { figuresSoFar } }

    /// Returns when it is this thread's turn, or at once when it may not wait.
    package func enter() -> Admission {
        lock.lock()
        defer { lock.unlock() }
        if isClosed { return turnAway(.closed) }
        if figuresSoFar.active < figuresSoFar.threads {
            figuresSoFar.active += 1
            return .admitted
        }
        guard figuresSoFar.queued < queueLimit else { return turnAway(.full) }
        return waitForTurn()
    }

    /// Gives the place to the thread that has waited longest.
    package func leave() {
        lock.lock()
        figuresSoFar.completed += 1
        let next = takeFirst()
        if let next {
            next.admission = .admitted
        } else {
            figuresSoFar.active -= 1
        }
        lock.unlock()
        next?.turn.signal()
    }

    /// Turns away who waits and who comes; who is inside goes on.
    package func close() {
        lock.lock()
        isClosed = true
        var turnedAway: [Waiter] = []
        while let waiter = takeFirst() {
            waiter.admission = turnAway(.closed)
            turnedAway.append(waiter)
        }
        lock.unlock()
        for waiter in turnedAway { waiter.turn.signal() }
    }

    /// With the lock held, like all below.
    private func waitForTurn() -> Admission {
        let waiter = Waiter()
        queue[(head + figuresSoFar.queued) % queue.count] = waiter
        figuresSoFar.queued += 1
        figuresSoFar.largestQueue = max(figuresSoFar.largestQueue, figuresSoFar.queued)
        while true {
            if let admission = waiter.admission {
                let waited = MonotonicClock.nanoseconds() &- waiter.since
                figuresSoFar.waitNanoseconds &+= waited
                figuresSoFar.longestWaitNanoseconds = max(
                    figuresSoFar.longestWaitNanoseconds, waited)
                return admission
            }
            waiter.turn.wait(lock)
        }
    }

    private func takeFirst() -> Waiter? {
        guard figuresSoFar.queued > 0 else { return nil }
        guard let first = queue[head] else {
            fatalError("gate \(name): place \(head) of \(queue.count) is empty")
        }
        queue[head] = nil
        head = (head + 1) % queue.count
        figuresSoFar.queued -= 1
        return first
    }

    private func turnAway(_ admission: Admission) -> Admission {
        figuresSoFar.rejected += 1
        return admission
    }
}

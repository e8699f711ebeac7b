import CLinux
import Glibc

/// A fixed number of threads that take jobs from one bounded queue, first in, first out.
///
/// A full queue refuses at once: the caller answers, nobody waits. A job that blocks on disk blocks
/// its own thread only. `@unchecked Sendable`: all state is guarded by `lock`.
package final class ThreadPool: @unchecked Sendable {
    package typealias Job = @Sendable () -> Void

    package let name: String
    package let threadCount: Int
    /// Most jobs that may wait. A job a thread is free for never waits and is never refused.
    package let queueLimit: Int
    private let niceness: Int32

    private struct Waiting {
        let job: Job
        let since: UInt64
    }

    private let lock = PlatformLock()
    private let jobArrived = PlatformCondition()
    private let becameIdle = PlatformCondition()
    private var queue: [Waiting?]
    private var head = 0
    private var figuresSoFar = ThreadPoolFigures()
    private var stopping = false
    private var threads: [PlatformThread] = []

    /// - Parameters:
    ///   - name: shown by `top`, cut to 15 bytes.
    ///   - niceness: 0 is normal, 19 yields to all others.
    package init(name: String, threads threadCount: Int, queueLimit: Int, niceness: Int32 = 0) {
        precondition(threadCount > 0, "pool of \(threadCount) threads")
        precondition(queueLimit > 0, "queue of \(queueLimit) jobs")
        self.name = name
        self.threadCount = threadCount
        self.queueLimit = queueLimit
        self.niceness = niceness
        self.queue = Array(repeating: nil, count: queueLimit + threadCount)
        figuresSoFar.threads = threadCount
        for _ in 0..<threadCount {
            threads.append(PlatformThread(name: name, niceness: niceness) { [self] in work() })
        }
    }

    /// Queues a job; false when the queue is full or the pool is stopping, and the job never runs.
    package func submit(_ job: @escaping Job) -> Bool {
        let isQueued = enqueue(Waiting(job: job, since: MonotonicClock.nanoseconds()))
        // After the lock is free: the woken thread takes it first of all.
        if isQueued { jobArrived.signal() }
        return isQueued
    }

    private func enqueue(_ waiting: Waiting) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        let free = threadCount - figuresSoFar.active
        guard !stopping && figuresSoFar.queued < queueLimit + free else {
            figuresSoFar.rejected += 1
            return false
        }
        queue[(head + figuresSoFar.queued) % queue.count] = waiting
        figuresSoFar.queued += 1
        figuresSoFar.largestQueue = max(figuresSoFar.largestQueue, figuresSoFar.queued)
        return true
    }

    package var figures: ThreadPoolFigures { lock.withLock { figuresSoFar } }

    package var queueDepth: Int { lock.withLock { figuresSoFar.queued } }

    /// Waits until no job is queued or running. Jobs submitted meanwhile are waited for too.
    package func waitUntilIdle() {
        lock.lock()
        while figuresSoFar.queued > 0 || figuresSoFar.active > 0 { becameIdle.wait(lock) }
        lock.unlock()
    }

    /// Takes no more jobs, runs the queued ones first when `drain` is true and drops them
    /// otherwise,
    /// and returns when the last thread has ended. May be called twice, never from a job.
    package func stop(drain: Bool) {
        lock.lock()
        stopping = true
        var dropped: [Waiting?] = []
        if !drain {
            dropped = queue
            queue = Array(repeating: nil, count: queue.count)
            figuresSoFar.rejected += UInt64(figuresSoFar.queued)
            figuresSoFar.queued = 0
            head = 0
        }
        let ending = threads
        threads = []
        jobArrived.broadcast()
        lock.unlock()
        withExtendedLifetime(dropped) {}
        for thread in ending { thread.join() }
    }

    private func work() {
        while let job = nextJob() {
            job()
            lock.lock()
            figuresSoFar.active -= 1
            figuresSoFar.completed += 1
            if figuresSoFar.active == 0 && figuresSoFar.queued == 0 { becameIdle.broadcast() }
            lock.unlock()
        }
    }

    private func nextJob() -> Job? {
        lock.lock()
        defer { lock.unlock() }
        while figuresSoFar.queued == 0 {
            if stopping {
                becameIdle.broadcast()
                return nil
            }
            jobArrived.wait(lock)
        }
        guard let waiting = queue[head] else {
            fatalError("pool \(name): slot \(head) of \(queue.count) is empty")
        }
        queue[head] = nil
        head = (head + 1) % queue.count
        figuresSoFar.queued -= 1
        figuresSoFar.active += 1
        let waited = MonotonicClock.nanoseconds() &- waiting.since
        figuresSoFar.waitNanoseconds &+= waited
        figuresSoFar.longestWaitNanoseconds = max(figuresSoFar.longestWaitNanoseconds, waited)
        return waiting.job
    }
}

import Engine
import Primitives
import Segments

/// The thread that follows one source, for as long as the daemon runs: connects, follows, and after
/// a failure connects again.
///
/// `@unchecked Sendable`: requests and flags are guarded by `lock`; the follower belongs to the
/// thread.
final class SourceConsumer: @unchecked Sendable {
    let name: String
    let configuration: SourceConfiguration
    let indexes: [IndexConfiguration]
    let board: StatusBoard
    private let engine: Engine
    private let registry: ChangeSourceRegistry
    let directory: any Directory
    private let lock = PlatformLock()
    private let changed = PlatformCondition()
    private var actions: [CaptureAction] = []
    private var isStopping = false
    private var isPaused: Bool
    /// Asked to try again at once.
    private var isNudged = false
    private var thread: PlatformThread?
    /// Pause after the next failure; the thread's own. Unit: milliseconds.
    private var backOff = CaptureLimits.firstBackOff
    /// Since when the source is followed; nil while it is not. The thread's own. Unit: nanoseconds.
    private var followedSince: UInt64?
    /// A second connection, for questions that must not disturb the thread's.
    private var probe: (any ChangeSource)?
    private let probing = PlatformLock()
    private let log = DiagnosticLog("cdc")

    /// - Parameter directory: where dead letters and pauses are kept.
    init(
        _ source: CaptureConfiguration.Source, _ indexes: [IndexConfiguration], _ engine: Engine,
        _ registry: ChangeSourceRegistry, _ directory: any Directory
    ) {
        name = source.name
        configuration = source.configuration
        self.indexes = indexes
        self.engine = engine
        self.registry = registry
        self.directory = directory
        isPaused = directory.exists(SourceConsumer.pauseFile(source.name))
        board = StatusBoard(SourceStatus(name: source.name, kind: source.configuration.kind))
    }

    private static func pauseFile(_ name: String) -> String { name + ".paused" }

    func start() {
        lock.withLock {
            thread = PlatformThread(name: "cdc-\(name)", niceness: 5) { [self] in run() }
        }
    }

    /// Shows and saves what was applied, and ends the thread.
    func stop() {
        let ending = lock.withLock {
            isStopping = true
            return thread
        }
        changed.broadcast()
        ending?.join()
        board.update { $0.state = .stopped }
    }

    var isFollowing: Bool {
        let state = board.current.state
        return state == .following || state == .snapshot
    }

    // MARK: - Requests

    /// Kept across restarts.
    func pause() throws {
        try directory.writeAtomically(
            Self.pauseFile(name), UnsafeRawBufferPointer(start: nil, count: 0))
        lock.withLock { isPaused = true }
        changed.broadcast()
    }

    /// Goes on, or tries again at once.
    func resume() throws {
        if directory.exists(Self.pauseFile(name)) {
            try directory.delete(Self.pauseFile(name))
            try directory.sync()
        }
        lock.withLock {
            isPaused = false
            isNudged = true
        }
        changed.broadcast()
    }

    func request(_ action: CaptureAction) throws(CaptureError) {
        try lock.withLock { () throws(CaptureError) in
            guard actions.count < CaptureLimits.waitingActions else {
                throw .conflict("too many requests wait for the change source [\(name)]")
            }
            actions.append(action)
        }
        changed.broadcast()
    }

    /// Runs `body` with a connection of its own, one caller at a time.
    func withProbe<T>(_ body: (any ChangeSource) throws -> T) throws -> T {
        try probing.withLock {
            // One that was kept may have lost its connection meanwhile.
            if let kept = probe, let result = try? body(kept) { return result }
            probe?.stop()
            probe = nil
            let source = try registry.make(name, configuration)
            let result = try body(source)
            probe = source
            return result
        }
    }

    // MARK: - The thread

    private enum Duty { case follow, pause, stop }

    private var duty: Duty {
        lock.withLock { isStopping ? .stop : isPaused ? .pause : .follow }
    }

    private func run() {
        while true {
            switch duty {
            case .stop: return
            case .pause:
                board.update { status in
                    status.state = .paused
                    status.error = nil
                    status.retryMilliseconds = nil
                }
                waitForChange(milliseconds: 1_000, whilePaused: true)
            case .follow:
                lock.withLock { isNudged = false }
                do {
                    try follow()
                } catch {
                    recover(from: SourceError(wrapping: error))
                }
            }
        }
    }

    private func follow() throws {
        let source = try registry.make(name, configuration)
        defer { source.stop() }
        let follower = SourceFollower(
            name: name, source: source, feeds: indexes.map { IndexFeed($0, engine) },
            letters: try DeadLetters(directory, source: name), board: board)
        follower.isEnding = { [weak self] in self?.duty != .follow }
        try follower.begin()
        log.info(
            "following",
            ["source": .text(name), "position": .text(follower.applied?.description ?? "none")])
        followedSince = MonotonicClock.nanoseconds()
        while duty == .follow {
            for action in takeActions() { perform(action, follower) }
            try follower.step()
        }
        try follower.finish()
    }

    private func perform(_ action: CaptureAction, _ follower: SourceFollower) {
        do {
            try follower.perform(action)
        } catch {
            log.error(
                "a request failed",
                ["source": .text(name), "request": .text("\(action)"), "error": .text("\(error)")])
        }
        board.update { $0.requests += 1 }
    }

    private func takeActions() -> [CaptureAction] {
        lock.withLock {
            defer { actions = [] }
            return actions
        }
    }

    /// Says what is wrong and waits before the next try.
    private func recover(from error: SourceError) {
        // What breaks as soon as it is followed is not tried at the shortest pause for ever.
        let longest = UInt64(CaptureLimits.longestBackOff) * 1_000_000
        if let since = followedSince, MonotonicClock.nanoseconds() &- since >= longest {
            backOff = CaptureLimits.firstBackOff
        }
        followedSince = nil
        let isPassing = error.kind == .unavailable
        let wait = isPassing ? backOff : CaptureLimits.longestBackOff
        log.warning(
            "not following",
            [
                "source": .text(name), "reason": .text(error.reason),
                "remedy": .text(error.remedy), "retry_ms": .init(wait),
            ])
        board.update { status in
            status.state = .failed
            status.error = error
            status.retryMilliseconds = wait
            status.failures += 1
        }
        waitForChange(milliseconds: wait, whilePaused: false)
        backOff = min(backOff * 2, CaptureLimits.longestBackOff)
    }

    /// Returns when it is asked to stop, to try again or for the other of pausing and following;
    /// after a while at the latest.
    private func waitForChange(milliseconds: Int, whilePaused: Bool) {
        let deadline = MonotonicClock.nanoseconds() &+ UInt64(milliseconds) * 1_000_000
        lock.lock()
        defer { lock.unlock() }
        while !isStopping, whilePaused || !isNudged, isPaused == whilePaused {
            if !changed.wait(lock, until: deadline) { break }
        }
    }
}

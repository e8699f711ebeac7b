import Engine
import Index
import Primitives
import Segments
import Synchronization

/// Every change source of a daemon: starts and stops their consumers, answers for them, and carries
/// out what an operator asks.
package final class CaptureService: Sendable {
    private let consumers: [SourceConsumer]
    private let engine: Engine?
    private let registry: ChangeSourceRegistry
    private let verifications = Mutex<[String: Running]>([:])

    private struct Running: Sendable {
        let works: [Verification]
        let thread: PlatformThread
    }

    /// Knows no source.
    package static let none = CaptureService()

    private init() {
        consumers = []
        engine = nil
        registry = ChangeSourceRegistry([])
    }

    /// Follows nothing until `start`.
    package init(
        _ configuration: CaptureConfiguration, registry: ChangeSourceRegistry, engine: Engine
    ) throws {
        self.engine = engine
        self.registry = registry
        guard !configuration.sources.isEmpty else {
            consumers = []
            return
        }
        let directory = try FileSystemDirectory(
            path: engine.configuration.dataFolder + "/cdc")
        consumers = configuration.sources.map { source in
            SourceConsumer(
                source, configuration.indexes(of: source.name), engine, registry, directory)
        }
    }

    package func start() { for consumer in consumers { consumer.start() } }

    /// Saves what was applied and ends every thread. Call before the engine closes.
    package func stop() {
        for consumer in consumers { consumer.stop() }
        let running = verifications.withLock { Array($0.values) }
        for run in running {
            for work in run.works { work.cancel() }
            run.thread.join()
        }
    }

    // MARK: - Status

    package var statuses: [SourceStatus] { consumers.map { $0.board.current } }

    package func status(of name: String) throws(CaptureError) -> SourceStatus {
        try consumer(name).board.current
    }

    /// The dead letters of a source as JSON lines, newest last.
    package func deadLetters(of name: String) throws -> [String] {
        let consumer = try consumer(name)
        return try DeadLetters(consumer.directory, source: name).letters.map { $0.line }
    }

    private func consumer(_ name: String) throws(CaptureError) -> SourceConsumer {
        if let found = consumers.first(where: { $0.name == name }) { return found }
        throw .unknownSource(name, known: consumers.map { $0.name })
    }

    // MARK: - Requests

    package func pause(_ name: String) throws { try consumer(name).pause() }

    package func resume(_ name: String) throws { try consumer(name).resume() }

    /// Begins a new generation of one index, or of all the source feeds.
    package func resync(_ name: String, index: String?) throws(CaptureError) {
        let consumer = try consumer(name)
        _ = try indexes(of: consumer, index)
        try consumer.request(.resync(index: index))
    }

    package func rollBack(_ name: String, index: String?) throws(CaptureError) {
        let consumer = try consumer(name)
        let configurations = try indexes(of: consumer, index)
        guard let engine else { return }
        for configuration in configurations {
            let feed = IndexFeed(configuration, engine)
            guard feed.numbered.count > 1 else {
                throw .conflict("\(configuration.name) has no former generation")
            }
        }
        try consumer.request(.rollBack(index: index))
    }

    /// Reads every document that was set aside again.
    package func retryDeadLetters(_ name: String) throws(CaptureError) {
        try consumer(name).request(.retryDeadLetters)
    }

    private func indexes(
        of consumer: SourceConsumer, _ index: String?
    ) throws(CaptureError) -> [IndexConfiguration] {
        let found = consumer.indexes.filter { index == nil || $0.name == index }
        if let index, found.isEmpty { throw .unknownIndex(index, source: consumer.name) }
        return found
    }

    // MARK: - Positions

    /// Where a source's history ends now: what a search waits for to see everything committed.
    package func currentPosition(of name: String) throws -> SourcePosition {
        try consumer(name).withProbe { try $0.currentPosition() }
    }

    /// Returns when searches find everything up to a position. Several sources may count in one
    /// history, as two slots of one server do: those count that feed what is searched, or all.
    /// - Parameters:
    ///   - text: as `SourcePosition` shows it.
    ///   - indices: the names that are searched.
    package func wait(
        for text: String, in indices: [String], milliseconds: Int
    ) throws(CaptureError) {
        guard let position = SourcePosition(text) else { throw .unknownPosition(text) }
        let all = consumers.filter {
            $0.board.current.applied?.incarnation == position.incarnation
        }
        guard !all.isEmpty else { throw .unknownPosition(text) }
        let feeding = all.filter { $0.indexes.contains { indices.contains($0.name) } }
        let deadline = MonotonicClock.nanoseconds() &+ UInt64(max(0, milliseconds)) * 1_000_000
        for consumer in feeding.isEmpty ? all : feeding {
            let isMet = consumer.board.wait(until: deadline) {
                $0.searchable?.covers(position) ?? false
            }
            if !isMet { throw .behind(position: text, milliseconds: milliseconds) }
        }
    }

    // MARK: - Verification

    /// Begins to compare the source's indices with it.
    /// - Throws: `.conflict` while another comparison of the source runs, or when it is to repair
    ///   and the source is not followed.
    package func verify(_ name: String, index: String?, repairs: Bool) throws {
        let consumer = try consumer(name)
        if repairs, !consumer.isFollowing {
            throw CaptureError.conflict(
                "the change source [\(name)] is not followed, so nothing can be repaired")
        }
        let works = try indexes(of: consumer, index).map { configuration in
            guard let engine, let active = IndexFeed(configuration, engine).active,
                let live = engine.state.indices[active]?.index
            else {
                throw CaptureError.conflict("the index [\(configuration.name)] does not exist yet")
            }
            return Verification(consumer, configuration, live, repairs: repairs)
        }
        try verifications.withLock { running in
            if let other = running[name],
                other.works.contains(where: { $0.report.state == .running })
            {
                throw CaptureError.conflict("a verification of [\(name)] is running")
            }
            running[name]?.thread.join()
            let registry = registry
            let thread = PlatformThread(name: "verify-\(name)", niceness: 10) {
                for work in works { Self.run(work, consumer, registry) }
            }
            running[name] = Running(works: works, thread: thread)
        }
    }

    private static func run(
        _ work: Verification, _ consumer: SourceConsumer, _ registry: ChangeSourceRegistry
    ) {
        do {
            let source = try registry.make(consumer.name, consumer.configuration)
            defer { source.stop() }
            work.run(with: source)
        } catch {
            work.fail(error)
        }
    }

    /// The last comparison of each index of a source; none before the first.
    package func verifications(of name: String) throws(CaptureError) -> [VerificationReport] {
        _ = try consumer(name)
        return verifications.withLock { ($0[name]?.works ?? []).map { $0.report } }
    }
}

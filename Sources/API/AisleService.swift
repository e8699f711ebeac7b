import ChangeCapture
import Engine
import Glibc
import HTTPServer
import Primitives
import Synchronization

/// The daemon: an engine behind an HTTP server.
///
/// `start` opens the data folder and begins to listen; `drainAndStop` answers what is under way,
/// then
/// commits and closes every index.
package final class AisleService: Sendable {
    package struct Configuration: Sendable {
        package var dataFolder: String
        package var host = "127.0.0.1"
        /// 0 takes a free one.
        package var port: UInt16 = 9200
        package var nodeName = "aisle"
        package var clusterName = "aisle"
        /// Unit: bytes.
        package var memoryLimit = MemoryBudget.defaultLimit()
        /// Nil: two more than processors, since a page fault blocks its thread.
        package var searchThreads: Int?
        /// Nil: as many as processors.
        package var writeThreads: Int?
        package var httpLimits = HTTPServerLimits()
        package var tls: HTTPServerConfiguration.TLS?
        /// The change sources to follow, and the kinds there are.
        package var capture = CaptureConfiguration.none
        package var sourceKinds = ChangeSourceRegistry([])

        package init(dataFolder: String) { self.dataFolder = dataFolder }
    }

    package let engine: Engine
    package let sources: CaptureService
    private let server: HTTPServer

    private init(engine: Engine, sources: CaptureService, server: HTTPServer) {
        self.engine = engine
        self.sources = sources
        self.server = server
    }

    /// Opens the folder and listens.
    /// - Throws: `EngineError` (`.lockHeld`) when another daemon has the folder; what an index
    /// that does
    ///   not open says; `HTTPServerError` when the address cannot be listened on.
    package static func start(_ configuration: Configuration) throws -> AisleService {
        let budget = MemoryBudget(limit: configuration.memoryLimit)
        var settings = EngineConfiguration(dataFolder: configuration.dataFolder)
        settings.nodeName = configuration.nodeName
        settings.clusterName = configuration.clusterName
        settings.publishAddress = "\(configuration.host):\(configuration.port)"
        let engine = try Engine(settings, budget: budget)
        do {
            let sources = try CaptureService(
                configuration.capture, registry: configuration.sourceKinds, engine: engine)
            let server = try listen(configuration, engine, sources, budget)
            sources.start()
            return AisleService(engine: engine, sources: sources, server: server)
        } catch {
            engine.close()
            throw error
        }
    }

    /// The port listened on.
    package var port: UInt16 { server.port }

    package var figures: HTTPServerFigures { server.figures }

    /// Answers what is under way, then closes everything. Returns when nothing runs any more.
    package func drainAndStop() {
        server.stop()
        sources.stop()
        engine.close()
    }

    private static func listen(
        _ configuration: Configuration, _ engine: Engine, _ sources: CaptureService,
        _ budget: MemoryBudget
    ) throws -> HTTPServer {
        var http = HTTPServerConfiguration(lanes: lanes(configuration), memory: budget)
        http.host = configuration.host
        http.port = configuration.port
        http.limits = configuration.httpLimits
        http.tls = configuration.tls
        let running = RunningServer()
        let router = RequestRouter(
            engine: engine, sources: sources, serverFigures: { running.figures })
        let server = try HTTPServer(
            http,
            classify: { laneNumber(of: router.lane(of: $0)) },
            refuse: { RefusalTable.response(to: $0) },
            handler: { router.respond(to: $0) })
        running.begin(server)
        return server
    }

    /// The server as its own requests see it: there once it listens.
    private final class RunningServer: Sendable {
        private struct Reference: Sendable {
            weak var server: HTTPServer?
        }

        private let reference = Mutex(Reference())

        func begin(_ server: HTTPServer) { reference.withLock { $0.server = server } }

        var figures: HTTPServerFigures? { reference.withLock { $0.server?.figures } }
    }

    /// Searches, writes and everything else wait in queues of their own.
    private static func lanes(_ configuration: Configuration) -> [HTTPServerConfiguration.Lane] {
        let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        return [
            .init(
                name: "search", threads: configuration.searchThreads ?? processors + 2,
                queueLimit: ServiceLimits.searchQueue),
            .init(
                name: "write", threads: configuration.writeThreads ?? processors,
                queueLimit: ServiceLimits.writeQueue, niceness: 5),
            .init(name: "admin", threads: 2, queueLimit: ServiceLimits.adminQueue),
        ]
    }

    private static func laneNumber(of lane: Route.Lane) -> Int {
        switch lane {
        case .search: 0
        case .write: 1
        case .admin: 2
        }
    }
}

/// Requests that may wait for a thread of their lane; the next one is answered 429 at once.
package enum ServiceLimits {
    package static let searchQueue = 1000
    package static let writeQueue = 1000
    package static let adminQueue = 1000
}

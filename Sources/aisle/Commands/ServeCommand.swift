import API
import Engine
import Glibc
import HTTPServer
import JSON
import Primitives

enum ServeCommand: Command {
    static let name = "serve"
    static let summary = "Run the daemon"
    static let options = ServeOptions.all + [Option.config]
    static let notes = [
        "Answers OpenSearch's HTTP API until SIGTERM or SIGINT, then finishes what is under way.",
        "The log goes to standard error, one JSON object a line.",
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        DiagnosticLog.level =
            arguments.text("log-level").flatMap(DiagnosticLevel.init(named:)) ?? .info
        let configuration = try configuration(arguments)
        HeapRetention.bound()
        OpenFileLimit.raise()
        // Blocked before any thread starts, so that they are taken below and nowhere else.
        let signals = StopSignals()
        let log = DiagnosticLog("serve")
        let service: AisleService
        do {
            service = try AisleService.start(configuration)
        } catch let error as HTTPServerError {
            throw CommandError(.unavailable, "\(error)")
        } catch let error as EngineError {
            throw failure(error, configuration.dataFolder)
        } catch let error as SystemError {
            throw CommandError(.inputOutput, "\(configuration.dataFolder): \(error)")
        }
        log.info(
            "listening",
            [
                "url": .text(url(configuration, service.port)),
                "data": .text(configuration.dataFolder),
                "memory_bytes": .init(configuration.memoryLimit), "version": .text(Version.text),
            ])
        signals.wait()
        log.info("stopping")
        service.drainAndStop()
        log.info("stopped")
        return .success
    }

    private static func failure(_ error: EngineError, _ folder: String) -> CommandError {
        if case .lockHeld(let path) = error.kind {
            return CommandError(
                .unavailable, "\(path) is held by another daemon",
                hint: "each daemon needs a --data folder of its own")
        }
        return CommandError(.data, "\(folder): \(error)", hint: "aisle check \(folder) says more")
    }

    private static func url(_ configuration: AisleService.Configuration, _ port: UInt16) -> String {
        let scheme = configuration.tls == nil ? "http" : "https"
        let host = configuration.host.contains(":") ? "[\(configuration.host)]" : configuration.host
        return "\(scheme)://\(host):\(port)"
    }

    private static func configuration(
        _ arguments: Arguments
    ) throws(CommandError) -> AisleService.Configuration {
        var configuration = AisleService.Configuration(dataFolder: try arguments.required("data"))
        configuration.host = try arguments.required("host")
        guard isLocal(configuration.host) || arguments.isSet("insecure") else {
            throw CommandError(
                .configuration,
                "listening on \(configuration.host) lets others in, and there are no keys yet",
                hint: "--insecure says that this is meant")
        }
        configuration.port = UInt16(arguments.number("port") ?? 9200)
        if let memory = arguments.bytes("memory") {
            guard memory >= smallestMemory else {
                throw CommandError(.configuration, "--memory: less than 64mb is too little")
            }
            configuration.memoryLimit = memory
        }
        configuration.searchThreads = arguments.number("search-threads")
        configuration.writeThreads = arguments.number("write-threads")
        let limits = arguments
        configuration.httpLimits.bodySize = limits.bytes("max-body") ?? 100 << 20
        if let deadline = limits.milliseconds("request-deadline") {
            configuration.httpLimits.bodyGraceMilliseconds = deadline
            configuration.httpLimits.headMilliseconds = min(
                deadline, configuration.httpLimits.headMilliseconds)
        }
        if let drain = limits.milliseconds("drain") {
            configuration.httpLimits.drainMilliseconds = drain
        }
        configuration.tls = try tls(arguments)
        configuration.sourceKinds = ChangeSources.registry
        configuration.capture = try ChangeSources.configuration(arguments)
        return configuration
    }

    /// Unit: bytes.
    private static let smallestMemory = 64 << 20

    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    private static func tls(
        _ arguments: Arguments
    ) throws(CommandError) -> HTTPServerConfiguration.TLS? {
        switch (arguments.text("tls-cert"), arguments.text("tls-key")) {
        case (nil, nil): return nil
        case (let certificate?, let key?):
            return .init(certificate: try pem(certificate), key: try pem(key))
        default:
            throw CommandError(.configuration, "--tls-cert and --tls-key are given together")
        }
    }

    private static func pem(_ path: String) throws(CommandError) -> String {
        if let text = try ArgumentParser.readFile(path) { return text }
        throw CommandError(.inputOutput, "\(path): no such file")
    }
}

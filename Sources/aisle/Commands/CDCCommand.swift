import ChangeCapture
import Glibc
import JSON
import Primitives

enum CDCCommand: Command {
    static let name = "cdc"
    static let summary = "Follow a catalog database: set up, look after and verify change sources"
    static let operands = ["ACTION", "[SOURCE]"]
    static let options = [
        Option.url, .trusted, .config, .json,
        Option(
            "index", .text, "NAME", configurable: false,
            "Only this index of the source (resync, verify)"),
        Option(
            "print", .flag, configurable: false,
            "Print the SQL that is missing instead of running it (init)"),
        Option(
            "repair", .flag, configurable: false, "Read what differs again (verify)"),
        Option(
            "rollback", .flag, configurable: false,
            "Back to the generation before (resync)"),
        Option(
            "retry", .flag, configurable: false,
            "Read what was set aside again (dead-letters)"),
    ]
    static let notes = [
        "init          install what the databases need; reads the configuration file, no daemon",
        "status        say how far each source is followed, and what is wrong where it is not",
        "pause         stop following; kept across restarts",
        "resume        go on, or try again at once",
        "resync        read everything into a new index beside the old, then switch",
        "verify        compare index and source document by document",
        "dead-letters  list documents that could not be indexed",
        "Without SOURCE every source of the file, or of the daemon, is meant.",
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let action = arguments.operands[0]
        if action == "init" { return try prepare(arguments) }
        let client = try HTTPClient(arguments)
        switch action {
        case "status": return try status(arguments, client)
        case "pause", "resume":
            for name in try sources(arguments, client) {
                _ = try client.ask("POST", path(name, "_" + action))
                Terminal.print("\(name): \(action == "pause" ? "paused" : "resumed")")
            }
            return .success
        case "resync": return try resync(arguments, client)
        case "verify": return try CDCVerification(arguments, client).run()
        case "dead-letters": return try deadLetters(arguments, client)
        default:
            let known = [
                "init", "status", "pause", "resume", "resync", "verify", "dead-letters",
            ]
            throw CommandError(.usage, Suggestion.message("action", action, among: known))
        }
    }

    static func path(_ source: String, _ action: String) -> String {
        "/_cdc/sources/\(HTTPClient.escaped(source))/\(action)"
    }

    static func sources(_ arguments: Arguments, _ client: HTTPClient) throws -> [String] {
        if arguments.operands.count > 1 { return [arguments.operands[1]] }
        let answer = try client.ask("GET", "/_cdc/sources")
        return (answer["sources"]?.array ?? []).compactMap { $0["name"]?.string }
    }

    // MARK: init

    private static func prepare(_ arguments: Arguments) throws -> ExitCode {
        let configuration = try ChangeSources.configuration(arguments)
        let wanted = arguments.operands.dropFirst().first
        let sources = configuration.sources.filter { wanted == nil || $0.name == wanted }
        guard !sources.isEmpty else {
            throw CommandError(
                .configuration,
                wanted.map { "the configuration has no source \($0)" }
                    ?? "the configuration has no sources",
                hint: "aisle.yml in the current folder is read, or --config FILE")
        }
        var code = ExitCode.success
        for source in sources {
            do {
                let made = try ChangeSources.registry.make(source.name, source.configuration)
                defer { made.stop() }
                if arguments.isSet("print") {
                    for step in try made.preparation() {
                        Terminal.print(step.sql.hasSuffix(";") ? step.sql : step.sql + ";")
                    }
                    continue
                }
                let done = try made.prepare()
                for step in done { Terminal.print("\(source.name): \(step.title)") }
                if done.isEmpty { Terminal.print("\(source.name): nothing to do") }
            } catch {
                Terminal.complain("aisle cdc init: \(source.name): \(error.reason)")
                Terminal.complain("  \(error.remedy)")
                code = error.kind == .unavailable ? .unavailable : .configuration
            }
        }
        return code
    }

    // MARK: status

    private static func status(_ arguments: Arguments, _ client: HTTPClient) throws -> ExitCode {
        var found: [JSONValue] = []
        for name in try sources(arguments, client) {
            found.append(try client.ask("GET", "/_cdc/sources/\(HTTPClient.escaped(name))"))
        }
        let isHealthy = found.allSatisfy { $0["healthy"]?.boolean == true }
        if arguments.wantsJSON {
            Terminal.print((["sources": .array(found)] as JSONValue).serialized())
            return isHealthy ? .success : .unavailable
        }
        if found.isEmpty { Terminal.print("the daemon follows no sources") }
        for source in found { printStatus(source) }
        return isHealthy ? .success : .unavailable
    }

    private static func printStatus(_ source: JSONValue) {
        let name = source["name"]?.string ?? ""
        Terminal.print(
            "\(name) (\(source["kind"]?.string ?? "")) is \(source["state"]?.string ?? "unknown")")
        if let error = source["error"] {
            Terminal.print("  because: \(error["reason"]?.string ?? "")")
            Terminal.print("  remedy:  \(error["remedy"]?.string ?? "")")
        }
        let position = source["position"]?["searchable"]?.string ?? "none yet"
        let behind = source["lag"]?["behind"]?.integer ?? 0
        let seconds = Units.oneDecimal(source["lag"]?["seconds"]?.double ?? 0)
        Terminal.print("  searchable up to \(position), \(behind) behind, \(seconds) s")
        let retained = Int(source["lag"]?["retained_bytes"]?.integer ?? 0)
        Terminal.print(
            "  \(Units.grouped(Int(source["changes"]?.integer ?? 0))) changes, "
                + "\(Units.grouped(Int(source["documents"]?.integer ?? 0))) documents read, "
                + "\(source["dead_letters"]?.integer ?? 0) dead letters, "
                + "\(Units.describe(bytes: retained)) kept by the source")
        for index in source["indexes"]?.array ?? [] {
            let generations = (index["generations"]?.array ?? []).compactMap { $0.string }
            Terminal.print(
                "  \(index["name"]?.string ?? ""): \(generations.joined(separator: ", "))")
            for work in index["works"]?.array ?? [] { printWork(work) }
        }
    }

    private static func printWork(_ work: JSONValue) {
        let count = work["count"]?.integer ?? 1
        let title = work["work"]?.string ?? ""
        var line = "    \(title)\(count > 1 ? " × \(count)" : ""): "
        line += Units.grouped(Int(work["done"]?.integer ?? 0))
        if let total = work["total"]?.integer { line += " of about \(Units.grouped(Int(total)))" }
        line += " documents done"
        if let seconds = work["eta_seconds"]?.double {
            line += ", about \(Units.grouped(Int(seconds.rounded(.up)))) s left"
        }
        Terminal.print(line)
    }

    // MARK: resync and dead letters

    private static func resync(_ arguments: Arguments, _ client: HTTPClient) throws -> ExitCode {
        var query = arguments.isSet("rollback") ? ["rollback=true"] : []
        if let index = arguments.text("index") {
            query.append("index=\(HTTPClient.escaped(index))")
        }
        let suffix = query.isEmpty ? "" : "?" + query.joined(separator: "&")
        for name in try sources(arguments, client) {
            _ = try client.ask("POST", path(name, "_resync") + suffix)
            Terminal.print(
                arguments.isSet("rollback")
                    ? "\(name): back to the generation before"
                    : "\(name): a new generation is being read; aisle cdc status tells how far")
        }
        return .success
    }

    private static func deadLetters(
        _ arguments: Arguments, _ client: HTTPClient
    ) throws -> ExitCode {
        var count = 0
        for name in try sources(arguments, client) {
            let answer = try client.ask("GET", path(name, "_dead_letters"))
            for letter in answer["dead_letters"]?.array ?? [] {
                count += 1
                Terminal.print(letter.serialized())
            }
            if arguments.isSet("retry") { _ = try client.ask("POST", path(name, "_retry")) }
        }
        if arguments.isSet("retry") {
            Terminal.complain("\(count) documents are read again")
            return .success
        }
        return count == 0 ? .success : .partial
    }
}

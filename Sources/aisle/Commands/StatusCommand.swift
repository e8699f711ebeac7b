import JSON

enum StatusCommand: Command {
    static let name = "status"
    static let summary = "Say how a daemon is"
    static let options = [Option.url, .trusted, .config, .json]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let client = try HTTPClient(arguments)
        let health = try client.ask("GET", "/_cluster/health")
        let indices = try client.ask("GET", "/_cat/indices?format=json")
        if arguments.wantsJSON {
            Terminal.print((["health": health, "indices": indices] as JSONValue).serialized())
            return .success
        }
        Terminal.print("\(client.base) is \(health["status"]?.string ?? "unknown")")
        let rows = (indices.array ?? []).map { index in
            ["index", "health", "docs.count", "store.size"].map { index[$0]?.string ?? "-" }
        }
        if rows.isEmpty {
            Terminal.print("no indices")
        } else {
            Terminal.print(TextTable.render(header: ["index", "health", "docs", "size"], rows))
        }
        return .success
    }
}

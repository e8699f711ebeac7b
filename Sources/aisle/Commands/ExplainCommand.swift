import JSON

enum ExplainCommand: Command {
    static let name = "explain"
    static let summary = "Show how a score comes about, or where a search's time goes"
    static let operands = ["TEXT"]
    static let options = [
        Option.index,
        Option("id", .text, "ID", configurable: false, "The document whose score to explain"),
        Option(
            "profile", .flag, configurable: false,
            "Instead of a score, show the time of each part of the query"),
        Option(
            "fields", .text, "LIST", default: "title^3,description", configurable: false,
            "Fields to look in, with their weights"),
        Option.url, .trusted, .config, .json,
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let index = HTTPClient.escaped(try arguments.required("index"))
        let fields = (arguments.text("fields") ?? "").split(separator: ",")
        var match = JSONObject()
        match["query"] = .string(arguments.operands[0])
        match["fields"] = .array(fields.map { .string(String($0)) })
        let query: JSONValue = ["multi_match": .object(match)]
        if arguments.isSet("profile") { return try profile(query, index, arguments) }
        let id = HTTPClient.escaped(try arguments.required("id"))
        let answer = try HTTPClient(arguments).ask(
            "POST", "/\(index)/_explain/\(id)", ["query": query])
        if arguments.wantsJSON {
            Terminal.print(answer.serialized())
        } else if answer["matched"]?.boolean == true, let explanation = answer["explanation"] {
            Terminal.print(tree(explanation, depth: 0).joined(separator: "\n"))
        } else {
            Terminal.print("the document does not match")
        }
        return .success
    }

    private static func profile(
        _ query: JSONValue, _ index: String, _ arguments: Arguments
    ) throws -> ExitCode {
        let answer = try HTTPClient(arguments).ask(
            "POST", "/\(index)/_search", ["profile": true, "query": query])
        if arguments.wantsJSON {
            Terminal.print((answer["profile"] ?? .null).serialized())
            return .success
        }
        for shard in answer["profile"]?["shards"]?.array ?? [] {
            Terminal.print(shard["id"]?.string ?? "")
            let search = shard["searches"]?[0]
            for part in search?["query"]?.array ?? [] {
                Terminal.print(times(part, depth: 1).joined(separator: "\n"))
            }
            for part in search?["collector"]?.array ?? [] {
                Terminal.print(
                    "  \(microseconds(part["time_in_nanos"]))  \(part["reason"]?.string ?? "")")
            }
        }
        return .success
    }

    /// One line a node and one a segment of it, in microseconds.
    private static func times(_ node: JSONValue, depth: Int) -> [String] {
        let indent = String(repeating: "  ", count: depth)
        var lines = [
            "\(indent)\(microseconds(node["time_in_nanos"]))  \(node["type"]?.string ?? "") "
                + (node["description"]?.string ?? "")
        ]
        for segment in node["segments"]?.array ?? [] {
            let time = microseconds(segment["next_doc"])
            lines.append(
                "\(indent)    \(time)  segment \(segment["segment"]?.string ?? ""): "
                    + "\(segment["matches"]?.integer ?? 0) of "
                    + "\(segment["documents"]?.integer ?? 0)")
        }
        return lines + (node["children"]?.array ?? []).flatMap { times($0, depth: depth + 1) }
    }

    private static func microseconds(_ nanoseconds: JSONValue?) -> String {
        "\((nanoseconds?.integer ?? 0) / 1000) µs"
    }

    /// One line a part, its parts below it.
    static func tree(_ node: JSONValue, depth: Int) -> [String] {
        let value = node["value"]?.serialized() ?? "?"
        let indent = String(repeating: "  ", count: depth)
        let line = "\(indent)\(value)  \(node["description"]?.string ?? "")"
        return [line] + (node["details"]?.array ?? []).flatMap { tree($0, depth: depth + 1) }
    }
}

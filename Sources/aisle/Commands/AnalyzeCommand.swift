import JSON

enum AnalyzeCommand: Command {
    static let name = "analyze"
    static let summary = "Show the terms that a text becomes"
    static let operands = ["TEXT"]
    static let options = [
        Option.index,
        Option("field", .text, "FIELD", configurable: false, "As this field of the index does"),
        Option(
            "analyzer", .text, "NAME", configurable: false,
            "With this analyzer (standard where neither is given)"),
        Option.url, .trusted, .config, .json,
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        var body = JSONObject()
        body["text"] = .string(arguments.operands[0])
        if let field = arguments.text("field") { body["field"] = .string(field) }
        if let analyzer = arguments.text("analyzer") { body["analyzer"] = .string(analyzer) }
        let path = arguments.text("index").map { "/\(HTTPClient.escaped($0))/_analyze" }
        let answer = try HTTPClient(arguments).ask("POST", path ?? "/_analyze", .object(body))
        if arguments.wantsJSON {
            Terminal.print(answer.serialized())
            return .success
        }
        let rows = (answer["tokens"]?.array ?? []).map { token in
            [
                token["position"]?.serialized() ?? "", token["token"]?.string ?? "",
                (token["start_offset"]?.serialized() ?? "") + "-"
                    + (token["end_offset"]?.serialized() ?? ""),
                token["type"]?.string ?? "",
            ]
        }
        Terminal.print(TextTable.render(header: ["position", "term", "offsets", "type"], rows))
        return .success
    }
}

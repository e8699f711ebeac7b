import JSON

enum ExplainCommand: Command {
    static let name = "explain"
    static let summary = "Show how the score of one document comes about"
    static let operands = ["TEXT"]
    static let options = [
        Option.index,
        Option("id", .text, "ID", configurable: false, "The document"),
        Option(
            "fields", .text, "LIST", default: "title^3,description", configurable: false,
            "Fields to look in, with their weights"),
        Option.url, .trusted, .config, .json,
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let index = HTTPClient.escaped(try arguments.required("index"))
        let id = HTTPClient.escaped(try arguments.required("id"))
        let fields = (arguments.text("fields") ?? "").split(separator: ",")
        var match = JSONObject()
        match["query"] = .string(arguments.operands[0])
        match["fields"] = .array(fields.map { .string(String($0)) })
        let answer = try HTTPClient(arguments).ask(
            "POST", "/\(index)/_explain/\(id)", ["query": ["multi_match": .object(match)]])
        if arguments.wantsJSON {
            Terminal.print(answer.serialized())
        } else if answer["matched"]?.boolean == true, let explanation = answer["explanation"] {
            Terminal.print(tree(explanation, depth: 0).joined(separator: "\n"))
        } else {
            Terminal.print("the document does not match")
        }
        return .success
    }

    /// One line a part, its parts below it.
    static func tree(_ node: JSONValue, depth: Int) -> [String] {
        let value = node["value"]?.serialized() ?? "?"
        let indent = String(repeating: "  ", count: depth)
        let line = "\(indent)\(value)  \(node["description"]?.string ?? "")"
        return [line] + (node["details"]?.array ?? []).flatMap { tree($0, depth: depth + 1) }
    }
}

import JSON

enum SearchCommand: Command {
    static let name = "search"
    static let summary = "Find documents of an index"
    static let operands = ["TEXT"]
    static let options = [
        Option.index,
        Option(
            "fields", .text, "LIST", default: "title^3,description", configurable: false,
            "Fields to look in, with their weights"),
        Option(
            "fuzziness", .choice(["AUTO", "0", "1", "2"]), "EDITS", default: "AUTO",
            configurable: false, "Letters a word may differ by"),
        Option(
            "operator", .choice(["and", "or"]), "OPERATOR", default: "and", configurable: false,
            "Whether every word has to be found"),
        Option(
            "filter", .text, "FIELD:VALUE", configurable: false,
            "Only documents with this value; several between commas"),
        Option("sort", .text, "FIELD:ORDER", configurable: false, "Other than by score"),
        Option(
            "size", .number(0...10_000), "N", default: "10", configurable: false, "How many to show"
        ),
        Option(
            "body", .text, "FILE", configurable: false,
            "Send this JSON instead of a request made from the flags"),
        Option.url, .trusted, .config, .json,
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let index = try arguments.required("index")
        let body = try arguments.text("body").map(file) ?? request(arguments)
        let client = try HTTPClient(arguments)
        let answer = try client.ask("POST", "/\(HTTPClient.escaped(index))/_search", body)
        if arguments.wantsJSON {
            Terminal.print(answer.serialized())
            return .success
        }
        show(answer)
        return .success
    }

    private static func file(_ path: String) throws -> JSONValue {
        guard let text = try ArgumentParser.readFile(path) else {
            throw CommandError(.inputOutput, "\(path): no such file")
        }
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw CommandError(.data, "\(path): \(error)")
        }
    }

    private static func request(_ arguments: Arguments) throws -> JSONValue {
        let fields = (arguments.text("fields") ?? "").split(separator: ",")
        var match = JSONObject()
        match["query"] = .string(arguments.operands[0])
        match["fields"] = .array(fields.map { .string(String($0)) })
        match["operator"] = .string(arguments.text("operator") ?? "and")
        if let fuzziness = arguments.text("fuzziness"), fuzziness != "0" {
            match["fuzziness"] = .string(fuzziness)
        }
        var bool = JSONObject()
        bool["must"] = ["multi_match": .object(match)]
        if let filters = try arguments.text("filter").map(terms) { bool["filter"] = filters }
        var body = JSONObject()
        body["query"] = ["bool": .object(bool)]
        body["size"] = .integer(Int64(arguments.number("size") ?? 10))
        if let sort = arguments.text("sort") {
            let parts = try pair(sort, flag: "--sort")
            var key = JSONObject()
            key[parts.0] = .string(parts.1)
            body["sort"] = [.object(key)]
        }
        return .object(body)
    }

    private static func terms(_ text: String) throws -> JSONValue {
        .array(
            try text.split(separator: ",").map { part in
                let (field, value) = try pair(String(part), flag: "--filter")
                var term = JSONObject()
                term[field] = .string(value)
                return ["term": .object(term)]
            })
    }

    private static func pair(_ text: String, flag: String) throws -> (String, String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else {
            throw CommandError(.usage, "\(flag): [\(text)] has no colon")
        }
        return (String(parts[0]), String(parts[1]))
    }

    private static func show(_ answer: JSONValue) {
        let hits = answer["hits"]?["hits"]?.array ?? []
        let rows = hits.map { hit in
            [
                hit["_score"]?.double.map { Units.oneDecimal($0) } ?? "-",
                hit["_id"]?.string ?? "",
                hit["_source"]?["title"]?.string ?? hit["_source"]?["name"]?.string ?? "",
                hit["_source"]?["brand"]?.string ?? "",
                hit["_source"]?["price"]?.serialized() ?? "",
            ]
        }
        if !rows.isEmpty {
            Terminal.print(
                TextTable.render(header: ["score", "id", "title", "brand", "price"], rows))
        }
        let total = answer["hits"]?["total"]
        let least = total?["relation"]?.string == "gte" ? "at least " : ""
        let count = Int(total?["value"]?.integer ?? 0)
        let took = answer["took"]?.integer ?? 0
        Terminal.print("\(least)\(Units.grouped(count)) found in \(took) ms")
    }
}

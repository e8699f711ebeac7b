import JSON

enum IndexCommand: Command {
    static let name = "index"
    static let summary = "Send the documents of a file to an index"
    static let operands = ["FILE"]
    static let options = [
        Option.index, .url, .trusted,
        Option("id-field", .text, "FIELD", default: "id", "The field that holds a document's id"),
        Option(
            "mapping", .text, "FILE", configurable: false,
            "Create the index with this JSON (mappings, settings), or extend its mapping"),
        Option(
            "format", .choice(["auto"] + RowFormat.allCases.map(\.rawValue)), "FORMAT",
            default: "auto", configurable: false, "How the input is written"),
        Option(
            "separator", .text, "CHARACTER", configurable: false,
            "Between the fields of a CSV (found in its header)"),
        Option(
            "keep-text", .flag, configurable: false,
            "Leave numbers and true or false in a CSV as text"),
        Option("batch-size", .size, "SIZE", default: "5mb", "Most bytes in one request"),
        Option(
            "batch-docs", .number(1...1_000_000), "N", default: "5000", "Most rows in one request"),
        Option("connections", .number(1...64), "N", default: "2", "Requests under way at once"),
        Option(
            "retries", .number(0...1000), "N", default: "8",
            "Tries again where the daemon is too busy"),
        Option(
            "rejects", .text, "FILE", configurable: false,
            "Where rejected rows go (FILE.rejects.ndjson in the current folder)"),
        Option(
            "no-refresh", .flag, configurable: false, "Do not make the documents visible at the end"
        ),
        Option.config, .json,
    ]
    static let notes = [
        "FILE may be - for standard input, and gzip is unpacked. NDJSON, one JSON array, or CSV",
        "with a header line. Exit code 1 says that rows were rejected; each is in the rejects file",
        "with its reason.",
    ]

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let path = arguments.operands[0]
        let job = try job(arguments, path)
        if let mapping = arguments.text("mapping") { try prepare(job, mapping, arguments) }
        let result = try job.run(path)
        report(result, job, arguments)
        return result.rejected > 0 ? .partial : .success
    }

    private static func job(
        _ arguments: Arguments, _ path: String
    ) throws(CommandError) -> IndexJob {
        let stem = path == "-" ? "stdin" : path.split(separator: "/").last.map(String.init) ?? path
        var job = IndexJob(
            index: try arguments.required("index"), url: try arguments.required("url"),
            rejectsPath: arguments.text("rejects") ?? stem + ".rejects.ndjson")
        job.trusted = arguments.text("ca-file")
        job.idField = try arguments.required("id-field")
        job.format = arguments.text("format").flatMap(RowFormat.init(rawValue:))
        if let text = arguments.text("separator") {
            let bytes = Array((text == "\\t" ? "\t" : text).utf8)
            guard bytes.count == 1 else {
                throw CommandError(.usage, "--separator: [\(text)] is not one ASCII character")
            }
            job.csvSeparator = bytes[0]
        }
        job.csvKeepsText = arguments.isSet("keep-text")
        job.batchSize = arguments.bytes("batch-size") ?? job.batchSize
        job.batchCount = arguments.number("batch-docs") ?? job.batchCount
        job.connections = arguments.number("connections") ?? job.connections
        job.retries = arguments.number("retries") ?? job.retries
        job.refreshes = !arguments.isSet("no-refresh")
        return job
    }

    /// Creates the index, or adds the mapping to one that exists.
    private static func prepare(_ job: IndexJob, _ path: String, _ arguments: Arguments) throws {
        guard let text = try ArgumentParser.readFile(path) else {
            throw CommandError(.inputOutput, "\(path): no such file")
        }
        var body: JSONValue
        do {
            body = try JSONValue(parsing: text)
        } catch {
            throw CommandError(.data, "\(path): \(error)")
        }
        if body["mappings"] == nil, body["settings"] == nil { body = ["mappings": body] }
        let client = try HTTPClient(arguments)
        let index = "/" + HTTPClient.escaped(job.index)
        let exists: Bool
        do {
            exists = try client.send("HEAD", index).isSuccess
        } catch {
            throw CommandError(.unavailable, "\(error)", hint: "is aisle serve running there?")
        }
        if !exists {
            _ = try client.ask("PUT", index, body)
        } else if let mappings = body["mappings"] {
            _ = try client.ask("PUT", index + "/_mapping", mappings)
        }
    }

    private static func report(
        _ result: IndexJob.Result, _ job: IndexJob, _ arguments: Arguments
    ) {
        let rate = Int(Double(result.accepted) / max(0.001, result.seconds))
        guard arguments.wantsJSON || !Terminal.isOutputInteractive else {
            var text = "\(Units.grouped(result.accepted)) documents in \(job.index)"
            text += ", \(Units.oneDecimal(result.seconds)) s, \(Units.grouped(rate))/s"
            Terminal.print(text)
            if let path = result.rejectsPath {
                Terminal.print("\(Units.grouped(result.rejected)) rows rejected: see \(path)")
            }
            return
        }
        let writer = JSONWriter()
        writer.beginObject()
        writer.member("index", job.index)
        writer.member("accepted", result.accepted)
        writer.member("rejected", result.rejected)
        writer.member("retried", result.retried)
        writer.member("milliseconds", Int(result.seconds * 1000))
        writer.member("docs_per_second", rate)
        if let path = result.rejectsPath { writer.member("rejects_file", path) }
        writer.endObject()
        Terminal.print(String(decoding: writer.bytes, as: UTF8.self))
    }
}

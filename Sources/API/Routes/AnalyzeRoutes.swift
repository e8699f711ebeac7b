import Engine
import JSON

/// What analysis makes of a text.
enum AnalyzeRoutes {
    static let all: [Route] = [
        Route(
            "indices.analyze", ["GET", "POST"], ["/_analyze", "/{index}/_analyze"], lane: .search,
            parameters: Parameter.honoured("index"), handler: analyze)
    ]

    private static func analyze(_ call: Call) throws -> Reply {
        guard call.hasBody else { throw APIError(.bodyRequired) }
        let request = try AnalyzeRequest(call.value())
        let outcome = try call.engine.analyze(
            request, index: call.capture("index") ?? call.parameters["index"])
        return Reply.object { writer in
            guard request.explains else {
                writer.list("tokens") {
                    for token in outcome.tokens { write(token, nil, to: writer) }
                }
                return
            }
            writer.object("detail") { writeDetail(outcome, request, to: writer) }
        }
    }

    private static func writeDetail(
        _ outcome: AnalyzeOutcome, _ request: AnalyzeRequest, to writer: JSONWriter
    ) {
        writer.put("custom_analyzer", outcome.analyzer == nil)
        if let analyzer = outcome.analyzer {
            writer.object("analyzer") { writeStage(analyzer, request.attributes, to: writer) }
            return
        }
        if !outcome.charFilters.isEmpty {
            writer.list("charfilters") {
                for (name, texts) in outcome.charFilters {
                    writer.object {
                        writer.put("name", name)
                        writer.put("filtered_text", texts: texts)
                    }
                }
            }
        }
        if let tokenizer = outcome.tokenizer {
            writer.object("tokenizer") { writeStage(tokenizer, request.attributes, to: writer) }
        }
        writer.list("tokenfilters") {
            for stage in outcome.filters {
                writer.object { writeStage(stage, request.attributes, to: writer) }
            }
        }
    }

    private static func writeStage(
        _ stage: AnalyzeOutcome.Stage, _ attributes: [String], to writer: JSONWriter
    ) {
        writer.put("name", stage.name)
        writer.list("tokens") {
            for token in stage.tokens { write(token, attributes, to: writer) }
        }
    }

    /// - Parameter attributes: nil for a plain answer; else which attributes show, all when empty.
    private static func write(
        _ token: AnalyzedToken, _ attributes: [String]?, to writer: JSONWriter
    ) {
        writer.object {
            writer.put("token", String(decoding: token.term, as: UTF8.self))
            writer.put("start_offset", token.start)
            writer.put("end_offset", token.end)
            writer.put("type", token.type)
            writer.put("position", token.position)
            if token.positionLength > 1, attributes == nil {
                writer.put("positionLength", token.positionLength)
            }
            guard let attributes else { return }
            let shows = { (name: String) in
                attributes.isEmpty || attributes.contains { $0.lowercased() == name.lowercased() }
            }
            if shows("bytes") { writer.put("bytes", hexadecimal(token.term)) }
            if shows("positionLength") { writer.put("positionLength", token.positionLength) }
            if shows("termFrequency") { writer.put("termFrequency", 1) }
        }
    }

    /// `[66 6f 6f]`
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        "[" + bytes.map { String($0, radix: 16) }.joined(separator: " ") + "]"
    }
}

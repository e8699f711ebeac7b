import Engine
import JSON
import Primitives

/// Suggestions while somebody types.
enum AutocompleteRoutes {
    static let all: [Route] = [
        Route(
            "autocomplete", ["GET", "POST"], ["/{index}/_autocomplete"], lane: .search,
            parameters: SharedParameters.indices + Parameter.honoured("q", "fields", "size"),
            handler: autocomplete)
    ]

    private static func autocomplete(_ call: Call) throws -> Reply {
        let began = MonotonicClock.nanoseconds()
        guard let text = call.parameters["q"] else {
            throw APIError(.validation(["[q] is missing"]))
        }
        var request = AutocompleteRequest(
            text: text, fields: call.parameters.list("fields") ?? ["title"])
        if let size = try call.parameters.integer("size") {
            guard (1...EngineLimits.suggestions).contains(size) else {
                throw APIError(
                    .illegalArgument(
                        "[size] must be between 1 and \(EngineLimits.suggestions), found [\(size)]")
                )
            }
            request.size = size
        }
        let found = try call.engine.autocomplete(
            call.indices, call.indicesOptions(.search), request)
        return Reply.object { writer in
            writer.put("took", (MonotonicClock.nanoseconds() - began) / 1_000_000)
            writer.list("suggestions") {
                for suggestion in found {
                    writer.object {
                        writer.put("text", suggestion.text)
                        writer.put("_index", suggestion.index)
                        writer.put("_id", suggestion.id)
                        writer.put("_score", float: suggestion.score)
                    }
                }
            }
        }
    }
}

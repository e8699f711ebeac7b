import Engine
import JSON

/// Scrolls and points in time.
enum ScrollRoutes {
    static let all: [Route] = [
        Route(
            "scroll", ["GET", "POST"], ["/_search/scroll", "/_search/scroll/{scroll_id}"],
            lane: .search,
            parameters: Parameter.honoured("scroll", "scroll_id", "rest_total_hits_as_int"),
            handler: scroll),
        Route(
            "clear_scroll", ["DELETE"], ["/_search/scroll", "/_search/scroll/{scroll_id}"],
            parameters: Parameter.honoured("scroll_id"), handler: clear),
        Route(
            "create_pit", ["POST"], ["/{index}/_search/point_in_time"], lane: .search,
            parameters: SharedParameters.indices + Parameter.honoured("keep_alive")
                + Parameter.ignored(
                    "allow_partial_pit_creation", "preference", "routing",
                    because: "each index is one store, so a point in time holds all or nothing"),
            handler: open),
        Route("get_all_pits", ["GET"], ["/_search/point_in_time/_all"], handler: list),
        Route("delete_pit", ["DELETE"], ["/_search/point_in_time"], handler: delete),
        Route("delete_all_pits", ["DELETE"], ["/_search/point_in_time/_all"], handler: deleteAll),
    ]

    // MARK: scroll

    private static func scroll(_ call: Call) throws -> Reply {
        let body = try call.value()
        for key in body.object?.keys ?? [] where key != "scroll_id" && key != "scroll" {
            throw APIError(
                .illegalArgument(
                    "Unknown parameter [\(key)] in request body or parameter is of the wrong type"))
        }
        let id =
            body["scroll_id"]?.string ?? call.capture("scroll_id")
            ?? call.parameters["scroll_id"]
        guard let id, !id.isEmpty else { throw APIError(.validation(["scrollId is missing"])) }
        var keepAlive = try call.parameters.milliseconds("scroll")
        if let text = body["scroll"]?.string {
            guard let time = TimeSpan.milliseconds(text) else {
                throw APIError(.notTime(parameter: "scroll", value: text))
            }
            keepAlive = time
        }
        let outcome = try call.engine.scroll(id, keepAlive: keepAlive)
        let asInteger = try call.parameters.flag("rest_total_hits_as_int")
        return Reply.object { writer in
            writer.put("_scroll_id", id)
            SearchAnswer.writeMembers(of: outcome, totalAsInteger: asInteger, to: writer)
        }
    }

    private static func clear(_ call: Call) throws -> Reply {
        let body = try call.value()
        for key in body.object?.keys ?? [] where key != "scroll_id" {
            throw APIError(
                .illegalArgument(
                    "Unknown parameter [\(key)] in request body or parameter is of the wrong type"))
        }
        var ids = names(body["scroll_id"])
        if ids.isEmpty {
            let text = call.capture("scroll_id") ?? call.parameters["scroll_id"] ?? ""
            ids = text.split(separator: ",").map(String.init)
        }
        guard !ids.isEmpty else { throw APIError(.validation(["no scroll ids specified"])) }
        let contexts = call.engine.contexts
        if ids == ["_all"] { ids = contexts.all(scrolls: true).map(\.id) }
        let freed = ids.count { contexts.remove($0) }
        let isMissing = freed == 0 && !ids.isEmpty
        return Reply.object(status: isMissing ? 404 : 200) { writer in
            writer.put("succeeded", true)
            writer.put("num_freed", freed)
        }
    }

    private static func names(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let id)?: [id]
        case .array(let list)?: list.compactMap(\.string)
        default: []
        }
    }

    // MARK: points in time

    private static func open(_ call: Call) throws -> Reply {
        guard let keepAlive = try call.parameters.milliseconds("keep_alive") else {
            throw APIError(.validation(["keep alive not specified"]))
        }
        let context = try call.engine.openPointInTime(
            call.indices, call.indicesOptions(.search), keepAlive: keepAlive)
        return Reply.object { writer in
            writer.put("pit_id", context.id)
            ShardFigures.write(
                of: context.targets.map(\.entry), countingReplicas: false, skipped: true, to: writer
            )
            writer.put("creation_time", context.created)
        }
    }

    private static func list(_ call: Call) throws -> Reply {
        Reply.object { writer in
            writer.list("pits") {
                for context in call.engine.contexts.all(scrolls: false) {
                    writer.object {
                        writer.put("pit_id", context.id)
                        writer.put("creation_time", context.created)
                        writer.put("keep_alive", context.keepAlive)
                    }
                }
            }
        }
    }

    private static func delete(_ call: Call) throws -> Reply {
        let ids = try names(call.value()["pit_id"])
        guard !ids.isEmpty else { throw APIError(.validation(["no pit ids specified"])) }
        return removal(of: ids, call)
    }

    private static func deleteAll(_ call: Call) throws -> Reply {
        removal(of: call.engine.contexts.all(scrolls: false).map(\.id), call)
    }

    private static func removal(of ids: [String], _ call: Call) -> Reply {
        let results = ids.map { ($0, call.engine.contexts.remove($0)) }
        let isMissing = !results.isEmpty && !results.contains { $0.1 }
        return Reply.object(status: isMissing ? 404 : 200) { writer in
            writer.list("pits") {
                for (id, isGone) in results {
                    writer.object {
                        writer.put("successful", isGone)
                        writer.put("pit_id", id)
                    }
                }
            }
        }
    }
}

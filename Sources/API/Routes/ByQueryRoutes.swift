import Engine
import JSON
import QueryDSL

/// Deleting and re-indexing the matches of a query.
enum ByQueryRoutes {
    private static let parameters =
        SharedParameters.indices + SharedParameters.queryString
        + SharedParameters.waiting + SharedParameters.shards + SharedParameters.copies
        + SharedParameters.pipelines
        + Parameter.honoured(
            "conflicts", "refresh", "max_docs", "scroll_size", "size", "terminate_after", "slices",
            "requests_per_second", "wait_for_completion", "from", "sort")
        + Parameter.ignored(
            "scroll", "search_type", "search_timeout", "request_cache", "routing", "stats",
            "version", "version_type", "_source", "_source_includes", "_source_excludes",
            because: "matches are taken from one snapshot and worked off at once")

    static let all: [Route] = [
        Route(
            "delete_by_query", ["POST"], ["/{index}/_delete_by_query"], lane: .write,
            parameters: parameters
        ) { try run($0, .delete) },
        Route(
            "update_by_query", ["POST"], ["/{index}/_update_by_query"], lane: .write,
            parameters: parameters
        ) { try run($0, .reindexInPlace) },
    ]

    private static func run(_ call: Call, _ action: ByQueryRequest.Action) throws -> Reply {
        if try !call.parameters.flag("wait_for_completion", default: true) {
            throw APIError(
                .refusedParameter(
                    "wait_for_completion", because: "requests by query run to their end"))
        }
        let request = try self.request(call, action)
        let outcome = try call.engine.byQuery(
            call.indices, call.indicesOptions(.search), request)
        let conflicts = outcome.failures.contains { ErrorTable.answer(for: $0.error).status == 409 }
        let status = outcome.failures.isEmpty ? 200 : (conflicts ? 409 : 500)
        return Reply.object(status: status) { write(outcome, action, to: $0) }
    }

    private static func request(
        _ call: Call, _ action: ByQueryRequest.Action
    ) throws -> ByQueryRequest {
        let body = try call.value()
        var query = JSONObject()
        for (key, value) in body.object ?? JSONObject() {
            switch key {
            case "query": query["query"] = value
            case "max_docs", "conflicts", "size": break
            case "slice":
                throw APIError(.illegalArgument("[slice] is not supported: a request runs as one"))
            case "script":
                throw APIError(
                    .illegalArgument("[script] is not supported: there is no script language"))
            default: throw APIError(.parsing("Unknown key for a VALUE in [\(key)]."))
            }
        }
        if action == .delete, query.isEmpty, !call.parameters.has("q") {
            throw APIError(.validation(["query is missing"]))
        }
        let document = try JSONDocument.parse(JSONValue.object(query).serialized())
        let parsed = try SearchRequest.parseQuery(document, parameters: call.parameters.pairs)
        var request = ByQueryRequest(action, parsed)
        request.maxDocuments = try limit(call, body)
        if let size = try call.parameters.integer("scroll_size") {
            guard size > 0 else {
                throw APIError(
                    .validation(["scroll_size must be greater than 0 but was [\(size)]"]))
            }
            request.batchSize = min(size, EngineLimits.byQueryBatch)
        }
        try checkThrottle(call.parameters)
        let conflicts = call.parameters["conflicts"] ?? body["conflicts"]?.string ?? "abort"
        guard conflicts == "abort" || conflicts == "proceed" else {
            throw APIError(
                .illegalArgument(
                    "conflicts may only be \"proceed\" or \"abort\" but was [\(conflicts)]"))
        }
        request.proceedsOnConflicts = conflicts == "proceed"
        request.refresh = try DocumentRoutes.refreshPolicy(call.parameters) != .none
        return request
    }

    /// Requests by query are neither throttled nor sliced; what says so must still make sense.
    private static func checkThrottle(_ parameters: QueryParameters) throws {
        if let text = parameters["requests_per_second"] {
            guard let rate = Double(text), rate > 0 || rate == -1 else {
                throw APIError(
                    .illegalArgument(
                        "[requests_per_second] must be a float greater than 0. Use -1 to disable "
                            + "throttling."))
            }
        }
        if let text = parameters["slices"], text != "auto" {
            guard let slices = Int(text) else {
                throw APIError(
                    .illegalArgument(
                        "[slices] must be a positive integer or the string \"auto\", but was "
                            + "[\(text)]"))
            }
            guard slices > 0 else {
                throw APIError(
                    .illegalArgument(
                        "[slices] must be greater than or equal to 1, but was [\(text)]"))
            }
        }
    }

    private static func limit(_ call: Call, _ body: JSONValue) throws -> Int? {
        let inBody = (body["max_docs"] ?? body["size"])?.integer.map { Int($0) }
        let inAddress = try call.parameters.integer("max_docs") ?? call.parameters.integer("size")
        guard let limit = inAddress ?? inBody else { return nil }
        guard limit > 0 else {
            throw APIError(
                .validation([
                    "maxDocs should be greater than 0 if the request is limited to some "
                        + "number of documents or -1 if it isn't but it was [\(limit)]"
                ]))
        }
        return limit
    }

    private static func write(
        _ outcome: ByQueryOutcome, _ action: ByQueryRequest.Action, to writer: JSONWriter
    ) {
        writer.put("took", outcome.took)
        writer.put("timed_out", false)
        writer.put("total", outcome.total)
        if action == .reindexInPlace { writer.put("updated", outcome.updated) }
        writer.put("deleted", outcome.deleted)
        writer.put("batches", outcome.batches)
        writer.put("version_conflicts", outcome.conflicts)
        writer.put("noops", outcome.noops)
        writer.object("retries") {
            writer.put("bulk", 0)
            writer.put("search", 0)
        }
        writer.put("throttled_millis", 0)
        writer.put("requests_per_second", -1.0)
        writer.put("throttled_until_millis", 0)
        writer.list("failures") {
            for failure in outcome.failures {
                let answer = ErrorTable.answer(for: failure.error)
                writer.object {
                    writer.put("index", failure.index)
                    writer.put("id", failure.id)
                    writer.object("cause") { answer.writeMembers(to: writer, withRootCause: false) }
                    writer.put("status", answer.status)
                }
            }
        }
    }
}

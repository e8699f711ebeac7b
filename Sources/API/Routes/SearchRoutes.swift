import ChangeCapture
import Engine
import Fetch
import HTTPServer
import Index
import JSON
import Primitives
import QueryDSL
import Schema
import Search

/// Search, multi-search, count, explain, validate.
enum SearchRoutes {
    private static let oneNode = "there is one node, and each index is searched whole"

    static let shaping =
        Parameter.honoured(
            "explain", "from", "size", "sort", "stored_fields", "docvalue_fields", "track_scores",
            "track_total_hits", "typed_keys", "version", "seq_no_primary_term", "terminate_after",
            "timeout", "stats", "rest_total_hits_as_int")
        + SharedParameters.queryString + SharedParameters.sourceFilter

    private static let steering =
        Parameter.ignored(
            "search_type", "allow_partial_search_results", "batched_reduce_size",
            "ccs_minimize_roundtrips", "max_concurrent_shard_requests", "pre_filter_shard_size",
            "routing", "phase_took", "cancel_after_time_interval", because: oneNode)
        + Parameter.ignored("request_cache", because: "there is no request cache")
        + SharedParameters.copies + SharedParameters.throttled
        + Parameter.refused(
            "suggest_field", "suggest_mode", "suggest_size", "suggest_text", "search_pipeline",
            "include_named_queries_score", because: "the feature does not exist here")

    static let all: [Route] = [
        Route(
            "search", ["GET", "POST"], ["/_search", "/{index}/_search"], lane: .search,
            parameters: shaping + steering + SharedParameters.indices
                + Parameter.honoured("scroll", "min_position", "min_position_timeout"),
            handler: search),
        Route(
            "msearch", ["GET", "POST"], ["/_msearch", "/{index}/_msearch"], lane: .search,
            parameters: steering + Parameter.honoured("typed_keys", "rest_total_hits_as_int")
                + Parameter.ignored(
                    "max_concurrent_searches", because: "one request runs on one thread"),
            handler: MultiSearch.reply),
        Route(
            "count", ["GET", "POST"], ["/_count", "/{index}/_count"], lane: .search,
            parameters: SharedParameters.indices + SharedParameters.queryString
                + SharedParameters.copies + SharedParameters.throttled
                + Parameter.honoured("min_score", "terminate_after")
                + Parameter.ignored("routing", because: oneNode), handler: count),
        Route(
            "explain", ["GET", "POST"], ["/{index}/_explain/{id}"], lane: .search,
            parameters: SharedParameters.queryString + SharedParameters.sourceFilter
                + SharedParameters.copies + Parameter.honoured("stored_fields")
                + Parameter.ignored("routing", because: oneNode), handler: explain),
        Route(
            "indices.validate_query", ["GET", "POST"],
            ["/_validate/query", "/{index}/_validate/query"], lane: .search,
            parameters: SharedParameters.indices + SharedParameters.queryString
                + Parameter.honoured("explain", "rewrite")
                + Parameter.ignored("all_shards", because: oneNode), handler: validate),
    ]

    // MARK: search

    /// Parameters that say nothing of what is searched for.
    private static let own: Set = ["scroll", "min_position", "min_position_timeout"]

    private static func search(_ call: Call) throws -> Reply {
        let options = try call.indicesOptions(.search)
        try awaitPosition(call)
        let shaping = call.parameters.pairs.filter { !Self.own.contains($0.0) }
        let read = try SearchCall(call.body, call.hasBody, shaping)
        if let pit = read.pointInTime {
            guard call.indices.names.isEmpty else {
                throw APIError(
                    .validation(["[indices] cannot be used with point in time"]))
            }
            let outcome = try call.engine.search(
                pointInTime: pit.id, keepAlive: pit.keepAlive, read.request)
            return SearchAnswer.reply(outcome, read.request, pointInTime: pit.id)
        }
        guard let scroll = try call.parameters.milliseconds("scroll") else {
            let outcome = try call.engine.search(call.indices, options, read.request)
            return SearchAnswer.reply(outcome, read.request)
        }
        let (outcome, id) = try call.engine.beginScroll(
            call.indices, options, read.request, keepAlive: scroll)
        return SearchAnswer.reply(outcome, read.request, scrollID: id)
    }

    /// To read one's own write: waits until the source's position is searchable.
    private static func awaitPosition(_ call: Call) throws {
        guard let position = call.parameters["min_position"] else { return }
        let wait = try call.parameters.milliseconds("min_position_timeout")
        try call.sources.wait(
            for: position, in: call.indices.names, milliseconds: wait ?? CaptureLimits.positionWait)
    }

    // MARK: count

    private static func count(_ call: Call) throws -> Reply {
        let body = call.hasBody ? try JSONDocument.parse(call.body) : nil
        var request = try SearchRequest.parseQuery(body, parameters: call.parameters.pairs)
        if let text = call.parameters["min_score"] {
            guard let score = Float(text) else {
                throw APIError(.notInteger(parameter: "min_score", value: text, type: "float"))
            }
            request.minScore = score
        }
        if let limit = try call.parameters.integer("terminate_after"), limit > 0 {
            request.terminateAfter = limit
        }
        let (count, targets) = try call.engine.count(
            call.indices, call.indicesOptions(.search), request)
        return Reply.object { writer in
            writer.put("count", count)
            ShardFigures.write(
                of: targets.map(\.entry), countingReplicas: false, skipped: true, to: writer)
        }
    }

    // MARK: explain

    private static func explain(_ call: Call) throws -> Reply {
        let body = call.hasBody ? try JSONDocument.parse(call.body) : nil
        let request = try SearchRequest.parseQuery(body, parameters: call.parameters.pairs)
        guard request.query != nil else {
            throw APIError(.validation(["query is missing"]))
        }
        let id = try call.part("id")
        let (entry, document, explanation) = try call.engine.explain(
            call.part("index"), id: id, request)
        let showsSource = ["_source", "_source_includes", "_source_excludes", "stored_fields"]
            .contains { call.parameters.has($0) }
        let selection = try SourceSelection(
            parameters: call.parameters, body: nil, default: false)
        return try Reply.object(status: document == nil ? 404 : 200) { writer in
            writer.put("_index", entry.name)
            writer.put("_id", id)
            writer.put("matched", explanation?.matched ?? false)
            guard let document, let explanation else { return }
            writer.key("explanation")
            ExplanationWriter.write(explanation, to: writer)
            guard showsSource else { return }
            try writer.object("get") {
                writer.put("_seq_no", document.sequenceNumber)
                writer.put("_primary_term", document.primaryTerm)
                writer.put("found", true)
                if selection.isShown {
                    try DocumentAnswer.writeSource(document.source, selection, to: writer)
                }
            }
        }
    }

    // MARK: validate

    private static func validate(_ call: Call) throws -> Reply {
        let options = try call.indicesOptions(.search)
        let explains =
            try call.parameters.flag("explain")
            || call.parameters.flag("rewrite")
        let request: SearchRequest
        do {
            let body = call.hasBody ? try JSONDocument.parse(call.body) : nil
            request = try SearchRequest.parseQuery(body, parameters: call.parameters.pairs)
        } catch let error where error is RequestError || error is JSONError {
            return invalid(error, explains: explains)
        }
        let found = try call.engine.validate(call.indices, options, request)
        let isValid = found.allSatisfy { $0.error == nil }
        return Reply.object { writer in
            ShardFigures.write(
                of: found.map(\.entry).prefixOne, countingReplicas: false, to: writer)
            writer.put("valid", isValid)
            guard explains else { return }
            writer.list("explanations") {
                for (entry, query, error) in found {
                    writer.object {
                        writer.put("index", entry.name)
                        writer.put("valid", error == nil)
                        if let query { writer.put("explanation", query) }
                        if let error { writer.put("error", words(for: error, in: entry.name)) }
                    }
                }
            }
        }
    }

    private static func invalid(_ error: any Error, explains: Bool) -> Reply {
        Reply.object { writer in
            writer.put("valid", false)
            if explains { writer.put("error", words(for: error, in: nil)) }
        }
    }

    private static func words(for error: any Error, in index: String?) -> String {
        let answer = ErrorTable.answer(for: error)
        let words = "\(answer.cause.type): \(answer.cause.reason ?? "")"
        return index.map { "[\($0)] " + words } ?? words
    }
}

extension [IndexEntry] {
    /// Validation asks one shard of each index at most; OpenSearch counts one of all.
    fileprivate var prefixOne: [IndexEntry] { Array(prefix(1)) }
}

/// A search as one body and the parameters of its address give it.
struct SearchCall {
    let request: SearchRequest
    /// Set when the body names a point in time.
    let pointInTime: (id: String, keepAlive: Int?)?

    init(_ body: UnsafeRawBufferPointer, _ hasBody: Bool, _ parameters: [(String, String)]) throws {
        let document = hasBody ? try JSONDocument.parse(body) : nil
        pointInTime = try document?.root["pit"].map(Self.pointInTime)
        request = try SearchRequest.parse(document, parameters: parameters)
    }

    private static func pointInTime(_ node: JSONNode) throws -> (id: String, keepAlive: Int?) {
        guard let id = node["id"]?.string else {
            throw APIError(.illegalArgument("Required [id] of [pit]"))
        }
        guard let text = node["keep_alive"]?.string else { return (id, nil) }
        guard let time = TimeSpan.milliseconds(text) else {
            throw APIError(.notTime(parameter: "keep_alive", value: text))
        }
        return (id, time)
    }
}

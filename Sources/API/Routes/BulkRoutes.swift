import Engine
import Fetch
import Index
import JSON
import Primitives

/// Many writes in one request.
enum BulkRoutes {
    static let all: [Route] = [
        Route(
            "bulk", ["POST", "PUT"], ["/_bulk", "/{index}/_bulk"], lane: .write,
            parameters: Parameter.honoured("refresh", "routing", "require_alias")
                + SharedParameters.sourceFilter + SharedParameters.waiting
                + SharedParameters.shards + SharedParameters.pipelines
                + Parameter.ignored("type", because: "mapping types no longer exist")
                + Parameter.ignored(
                    "batch_size", because: "a body is always worked off as one batch"),
            handler: bulk)
    ]

    private static func bulk(_ call: Call) throws -> Reply {
        let began = MonotonicClock.nanoseconds()
        var defaults = BulkRequest.Defaults()
        defaults.index = call.capture("index")
        defaults.routing = call.parameters["routing"]
        if call.parameters.has("require_alias") {
            defaults.requiresAlias = try call.parameters.flag("require_alias")
        }
        let hasSelection = ["_source", "_source_includes", "_source_excludes"]
            .contains { call.parameters.has($0) }
        if hasSelection { defaults.returnsSource = true }
        let request = try BulkRequest(call.body, defaults: defaults)
        let outcomes = call.engine.bulk(
            request.items, body: call.body,
            refresh: try DocumentRoutes.refreshPolicy(call.parameters))
        let selection = try SourceSelection(
            parameters: call.parameters, body: nil, default: true)
        let hasErrors = outcomes.contains { if case .failed = $0 { true } else { false } }
        // Who asks for nothing but `errors` spares both sides the list.
        let showsItems =
            call.parameters["filter_path"].flatMap { ResponseFilter($0) }?
            .mayKeep(member: "items") ?? true
        return try Reply.object { writer in
            writer.put("took", (MonotonicClock.nanoseconds() - began) / 1_000_000)
            writer.put("errors", hasErrors)
            if !showsItems { return }
            try writer.list("items") {
                for (item, outcome) in zip(request.items, outcomes) {
                    try writer.object {
                        try writer.object(item.action.rawValue) {
                            try write(outcome, item, selection, to: writer)
                        }
                    }
                }
            }
        }
    }

    private static func write(
        _ outcome: BulkOutcome, _ item: BulkItem, _ selection: SourceSelection,
        to writer: JSONWriter
    ) throws {
        switch outcome {
        case .done(let done):
            DocumentAnswer.writeMembers(of: done, to: writer)
            writer.put("status", status(of: done.outcome.result))
            guard let source = done.source else { return }
            try writer.object("get") {
                writer.put("_seq_no", done.outcome.sequenceNumber)
                writer.put("_primary_term", done.outcome.primaryTerm)
                writer.put("found", true)
                let own = try item.returnsSource.map {
                    try SourceSelection(parameters: QueryParameters([]), body: $0, default: true)
                }
                try DocumentAnswer.writeSource(
                    source, selection.filter.showsEverything ? own ?? selection : selection,
                    to: writer)
            }
        case .failed(let index, let id, let error):
            let answer = ErrorTable.answer(for: error)
            writer.put("_index", index)
            writer.put("_id", id)
            writer.put("status", answer.status)
            writer.object("error") { answer.writeMembers(to: writer, withRootCause: false) }
        }
    }

    private static func status(of result: WriteOutcome.Result) -> Int {
        switch result {
        case .created: 201
        case .notFound: 404
        default: 200
        }
    }
}

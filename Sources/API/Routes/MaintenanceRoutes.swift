import Engine
import JSON

/// Refresh, flush, merge: what keeps indices in shape.
enum MaintenanceRoutes {
    static let all: [Route] = [
        Route(
            "indices.refresh", ["POST", "GET"], ["/_refresh", "/{index}/_refresh"], lane: .write,
            parameters: SharedParameters.indices
        ) { call in try run(call) { try $0.refresh($1) } },
        Route(
            "indices.flush", ["POST", "GET"], ["/_flush", "/{index}/_flush"], lane: .write,
            parameters: SharedParameters.indices + Parameter.honoured("force")
                + Parameter.ignored(
                    "wait_if_ongoing", because: "a flush waits for the one before it")
        ) { call in try run(call) { try $0.flush($1) } },
        Route(
            "indices.forcemerge", ["POST"], ["/_forcemerge", "/{index}/_forcemerge"], lane: .write,
            parameters: SharedParameters.indices
                + Parameter.honoured("flush", "max_num_segments", "only_expunge_deletes")
                + Parameter.honoured("primary_only")
                + Parameter.ignored(
                    "wait_for_completion", because: "a merge ends before the answer"),
            handler: merge),
        Route(
            "indices.clear_cache", ["POST"], ["/_cache/clear", "/{index}/_cache/clear"],
            parameters: SharedParameters.indices
                + Parameter.ignored(
                    "fielddata", "fields", "query", "request", "file", "index",
                    because: "there are no such caches, so clearing them is done")
        ) { call in try run(call) { _, _ in } },
    ]

    private static func merge(_ call: Call) throws -> Reply {
        let segments = try call.parameters.integer("max_num_segments")
        let expunges = try call.parameters.flag("only_expunge_deletes")
        if segments != nil, expunges {
            throw APIError(
                .validation([
                    "cannot set only_expunge_deletes and max_num_segments at the same time, "
                        + "those two "
                        + "parameters are mutually exclusive"
                ]))
        }
        if let segments, segments < 1 {
            throw APIError(.illegalArgument("[max_num_segments] must be at least 1"))
        }
        let flushes = try call.parameters.flag("flush", default: true)
        let primaryOnly = try call.parameters.flag("primary_only")
        return try run(call, countingReplicas: !primaryOnly) { engine, entry in
            try engine.forceMerge(
                entry, maxSegments: segments, onlyExpungeDeletes: expunges, flush: flushes)
        }
    }

    private static func run(
        _ call: Call, countingReplicas: Bool = true,
        _ body: (Engine, IndexEntry) throws -> Void
    ) throws -> Reply {
        let state = call.engine.state
        let options = try call.indicesOptions(.search)
        let entries = try call.indices.resolve(in: state, options: options)
            .compactMap { state.indices[$0.name] }
        for entry in entries { try body(call.engine, entry) }
        return Reply.object {
            ShardFigures.write(of: entries, countingReplicas: countingReplicas, to: $0)
        }
    }
}

/// `_shards` of an answer. Each index is one store; it counts as many shards as it was created
/// with.
enum ShardFigures {
    static func write(
        of entries: [IndexEntry], countingReplicas: Bool, skipped: Bool = false,
        to writer: JSONWriter
    ) {
        let primaries = entries.reduce(0) { $0 + $1.shardCount }
        let total =
            countingReplicas
            ? entries.reduce(0) { $0 + $1.shardCount * ($1.replicaCount + 1) } : primaries
        writer.object("_shards") {
            writer.put("total", total)
            writer.put("successful", primaries)
            if skipped { writer.put("skipped", 0) }
            writer.put("failed", 0)
        }
    }
}

import Engine
import JSON

/// Creating, showing, deleting, opening and closing indices.
enum IndexRoutes {
    static let all: [Route] = [
        Route(
            "indices.create", ["PUT"], ["/{index}"],
            parameters: SharedParameters.shards + SharedParameters.waiting, handler: create),
        Route(
            "indices.get", ["GET"], ["/{index}"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + Parameter.honoured("flat_settings", "include_defaults"), handler: show),
        Route(
            "indices.exists", ["HEAD"], ["/{index}"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + Parameter.honoured("flat_settings", "include_defaults"), handler: exists),
        Route(
            "indices.delete", ["DELETE"], ["/{index}"],
            parameters: SharedParameters.indices + SharedParameters.waiting, handler: delete),
        Route(
            "indices.open", ["POST"], ["/{index}/_open"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + SharedParameters.shards
                + Parameter.honoured("wait_for_completion")
                + Parameter.ignored(
                    "task_execution_timeout", because: "opening ends before the answer"),
            handler: open),
        Route(
            "indices.close", ["POST"], ["/{index}/_close"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + SharedParameters.shards, handler: close),
    ]

    private static func create(_ call: Call) throws -> Reply {
        let name = try call.part("index")
        let creation = try IndexCreation(call.value())
        try call.engine.createIndex(name, creation)
        return Reply.object { writer in
            writer.put("acknowledged", true)
            writer.put("shards_acknowledged", true)
            writer.put("index", name)
        }
    }

    private static func show(_ call: Call) throws -> Reply {
        let state = call.engine.state
        let options = try call.indicesOptions(.strictReading)
        let reached = try call.indices.resolve(in: state, options: options)
        let isFlat = try call.parameters.flag("flat_settings")
        return try Reply.object { writer in
            for resolved in reached {
                guard let entry = state.indices[resolved.name] else { continue }
                try writer.object(entry.name) {
                    writer.object("aliases") {
                        for (alias, value) in entry.aliases.sorted(by: { $0.key < $1.key }) {
                            writer.put(alias, value.shown)
                        }
                    }
                    writer.put("mappings", call.engine.mapping(of: entry))
                    writer.put("settings", SettingsRoutes.shown(entry, call.engine, flat: isFlat))
                    if try call.parameters.flag("include_defaults") {
                        writer.put("defaults", SettingsRoutes.defaults(of: entry, flat: isFlat))
                    }
                }
            }
        }
    }

    private static func exists(_ call: Call) throws -> Reply {
        let options = try call.indicesOptions(.strictReading)
        do throws(EngineError) {
            _ = try call.indices.resolve(in: call.engine.state, options: options)
            return .empty(status: 200)
        } catch {
            guard case .indexNotFound = error.kind else { throw error }
            return .empty(status: 404)
        }
    }

    private static func delete(_ call: Call) throws -> Reply {
        var options = try call.indicesOptions(.deletion)
        options.followsAliases = false
        if call.engine.clusterSetting("action.destructive_requires_name") == "true",
            call.indices.isEverything || call.indices.names.contains(where: NamePattern.isPattern)
        {
            throw APIError(.illegalArgument("Wildcard expressions or all indices are not allowed"))
        }
        try call.engine.deleteIndices(call.indices, options)
        return .acknowledged()
    }

    private static func open(_ call: Call) throws -> Reply {
        var options = try call.indicesOptions(.strictReading)
        if call.parameters["expand_wildcards"] == nil {
            options.expandsClosed = true
            options.expandsOpen = false
        }
        try call.engine.openIndices(call.indices, options)
        return Reply.object { writer in
            writer.put("acknowledged", true)
            writer.put("shards_acknowledged", true)
        }
    }

    private static func close(_ call: Call) throws -> Reply {
        var options = try call.indicesOptions(.strictReading)
        if call.parameters["expand_wildcards"] == nil { options.expandsClosed = false }
        let closed = try call.engine.closeIndices(call.indices, options)
        return Reply.object { writer in
            writer.put("acknowledged", true)
            writer.put("shards_acknowledged", !closed.isEmpty)
            writer.object("indices") {
                for name in closed { writer.object(name) { writer.put("closed", true) } }
            }
        }
    }
}

extension IndicesOptions {
    /// Showing indices: open and closed when named, wildcards reach open ones.
    static var strictReading: IndicesOptions {
        var options = IndicesOptions()
        options.refusesClosed = false
        return options
    }

    /// Deleting: wildcards reach open and closed ones, aliases are refused.
    static var deletion: IndicesOptions {
        var options = IndicesOptions.metadata
        options.followsAliases = false
        return options
    }
}

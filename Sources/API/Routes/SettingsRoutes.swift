import Engine
import JSON
import Schema

/// Index settings.
enum SettingsRoutes {
    static let all: [Route] = [
        Route(
            "indices.put_settings", ["PUT"], ["/_settings", "/{index}/_settings"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + Parameter.honoured("preserve_existing", "flat_settings"), handler: put),
        Route(
            "indices.get_settings", ["GET"],
            ["/_settings", "/{index}/_settings", "/{index}/_settings/{name}", "/_settings/{name}"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + Parameter.honoured("flat_settings", "include_defaults"), handler: show),
    ]

    private static func put(_ call: Call) throws -> Reply {
        var options = IndicesOptions.metadata
        options.allowsNone = call.capture("index") == nil
        try call.engine.updateSettings(
            call.value(), of: call.indices, try call.indicesOptions(options),
            keepsExisting: call.parameters.flag("preserve_existing"))
        return .acknowledged()
    }

    private static func show(_ call: Call) throws -> Reply {
        let state = call.engine.state
        let reached = try call.indices.resolve(
            in: state, options: try call.indicesOptions(.metadata))
        let isFlat = try call.parameters.flag("flat_settings")
        let patterns = call.capture("name")?.split(separator: ",").map(String.init) ?? []
        return try Reply.object { writer in
            for resolved in reached {
                guard let entry = state.indices[resolved.name] else { continue }
                let settings = shown(entry, call.engine, flat: isFlat) { key in
                    patterns.isEmpty
                        || patterns.contains { $0 == "_all" || NamePattern.matches($0, key) }
                }
                if !patterns.isEmpty, settings.object?.isEmpty == true { continue }
                try writer.object(entry.name) {
                    writer.put("settings", settings)
                    if try call.parameters.flag("include_defaults") {
                        writer.put("defaults", defaults(of: entry, flat: isFlat))
                    }
                }
            }
        }
    }

    static func shown(
        _ entry: IndexEntry, _ engine: Engine, flat: Bool,
        where isShown: (String) -> Bool = { _ in true }
    ) -> JSONValue {
        let pairs = DottedKeys.flatten(engine.settings(of: entry).flat).filter { isShown($0.key) }
        return flat ? .object(JSONObject(pairs.map { ($0.key, $0.value) })) : DottedKeys.nest(pairs)
    }

    /// What is in force without having been set.
    static func defaults(of entry: IndexEntry, flat: Bool) -> JSONValue {
        let defaults = entry.settings.defaults
        guard flat else { return defaults }
        return .object(JSONObject(DottedKeys.flatten(defaults).map { ($0.key, $0.value) }))
    }
}

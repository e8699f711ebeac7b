import ChangeCapture
import Engine
import JSON
import Schema

/// Health, settings, state and statistics of the whole daemon.
enum ClusterRoutes {
    private static let nothingMoves = "shards never move or recover on one node"

    static let all: [Route] = [
        Route(
            "cluster.health", ["GET"], ["/_cluster/health", "/_cluster/health/{index}"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + Parameter.honoured(
                    "level", "human", "wait_for_status", "wait_for_nodes",
                    "wait_for_active_shards")
                + Parameter.ignored(
                    "wait_for_events", "wait_for_no_relocating_shards",
                    "wait_for_no_initializing_shards", because: nothingMoves)
                + Parameter.ignored(
                    "awareness_attribute", "ensure_node_weighed_in",
                    because: "one node has no zones"),
            handler: health),
        Route(
            "cluster.get_settings", ["GET"], ["/_cluster/settings"],
            parameters: SharedParameters.waiting
                + Parameter.honoured("flat_settings", "include_defaults"), handler: getSettings),
        Route(
            "cluster.put_settings", ["PUT"], ["/_cluster/settings"],
            parameters: SharedParameters.waiting + Parameter.honoured("flat_settings"),
            handler: putSettings),
        Route(
            "cluster.state", ["GET"],
            ["/_cluster/state", "/_cluster/state/{metric}", "/_cluster/state/{metric}/{index}"],
            parameters: SharedParameters.indices + SharedParameters.waiting
                + Parameter.honoured("flat_settings")
                + Parameter.ignored(
                    "wait_for_metadata_version", "wait_for_timeout",
                    because: "the state is always the newest"),
            handler: state),
        Route(
            "cluster.pending_tasks", ["GET"], ["/_cluster/pending_tasks"],
            parameters: SharedParameters.waiting
        ) { _ in Reply.object { $0.list("tasks") {} } },
        Route(
            "cluster.stats", ["GET"], ["/_cluster/stats", "/_cluster/stats/nodes/{node}"],
            parameters: SharedParameters.waiting + Parameter.honoured("flat_settings"),
            handler: ClusterStatistics.reply),
    ]

    // MARK: health

    private static func health(_ call: Call) throws -> Reply {
        let state = call.engine.state
        var defaults = IndicesOptions.metadata
        defaults.expandsHidden = true
        defaults.ignoresUnavailable = true
        let options = try call.indicesOptions(defaults)
        let reached = try call.indices.resolve(in: state, options: options)
        let missing = call.indices.names.filter {
            !NamePattern.isPattern($0) && $0 != "_all" && state.indices[$0] == nil
                && !state.isAlias($0)
        }
        let health = ClusterHealth(reached.compactMap { state.indices[$0.name] })
        let isMet = try meets(call.parameters, health) && missing.isEmpty
        return try Reply.object(status: isMet ? 200 : 408) { writer in
            writer.put("cluster_name", call.engine.configuration.clusterName)
            let sources = call.sources.statuses.allSatisfy(\.isHealthy)
            let found = sources ? health.status : max(health.status, .yellow)
            let status = missing.isEmpty ? found : .red
            writeFigures(health, status, timedOut: !isMet, to: writer)
            if try call.parameters.flag("human") {
                writer.put("task_max_waiting_in_queue", "0s")
                writer.put("active_shards_percent", percent(health.activePercent))
            }
            try writeLevel(call.parameters["level"] ?? "cluster", health, to: writer)
            writeSources(call.sources.statuses, to: writer)
        }
    }

    private static func writeFigures(
        _ health: ClusterHealth, _ status: ClusterHealth.Status, timedOut: Bool,
        to writer: JSONWriter
    ) {
        writer.put("status", status.rawValue)
        writer.put("timed_out", timedOut)
        writer.put("number_of_nodes", 1)
        writer.put("number_of_data_nodes", 1)
        writer.put("discovered_master", true)
        writer.put("discovered_cluster_manager", true)
        writer.put("active_primary_shards", health.primaries)
        writer.put("active_shards", health.primaries)
        writer.put("relocating_shards", 0)
        writer.put("initializing_shards", 0)
        writer.put("unassigned_shards", health.unassigned)
        writer.put("delayed_unassigned_shards", 0)
        writer.put("number_of_pending_tasks", 0)
        writer.put("number_of_in_flight_fetch", 0)
        writer.put("task_max_waiting_in_queue_millis", 0)
        writer.put("active_shards_percent_as_number", health.activePercent)
    }

    /// The change sources that feed indices: a stale index still serves, so one that is behind or
    /// lost makes the cluster yellow.
    private static func writeSources(_ sources: [SourceStatus], to writer: JSONWriter) {
        guard !sources.isEmpty else { return }
        writer.object("change_sources") {
            for source in sources {
                writer.object(source.name) {
                    writer.put("status", source.isHealthy ? "green" : "yellow")
                    writer.put("state", source.state.rawValue)
                    writer.put("lag_seconds", source.lagSeconds)
                    if let error = source.error { writer.put("reason", error.description) }
                }
            }
        }
    }

    static func percent(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }

    private static func writeLevel(
        _ level: String, _ health: ClusterHealth, to writer: JSONWriter
    ) throws {
        switch level {
        case "cluster": return
        case "awareness_attributes": return writer.object("awareness_attributes") {}
        case "indices", "shards": break
        default:
            throw APIError(
                .illegalArgument(
                    "level parameter must be one of [cluster], [indices], [shards] or "
                        + "[awareness_attributes] but was [\(level)]"))
        }
        writer.object("indices") {
            for index in health.indices {
                writer.object(index.name) {
                    writeIndex(index, withShards: level == "shards", to: writer)
                }
            }
        }
    }

    private static func writeIndex(
        _ index: ClusterHealth.Index, withShards: Bool, to writer: JSONWriter
    ) {
        writer.put("status", index.status.rawValue)
        writer.put("number_of_shards", index.primaries)
        writer.put("number_of_replicas", index.replicas)
        writer.put("active_primary_shards", index.primaries)
        writer.put("active_shards", index.primaries)
        writer.put("relocating_shards", 0)
        writer.put("initializing_shards", 0)
        writer.put("unassigned_shards", index.unassigned)
        guard withShards else { return }
        writer.object("shards") {
            for shard in 0..<index.primaries {
                writer.object(String(shard)) {
                    writer.put("status", index.status.rawValue)
                    writer.put("primary_active", true)
                    writer.put("active_shards", 1)
                    writer.put("relocating_shards", 0)
                    writer.put("initializing_shards", 0)
                    writer.put("unassigned_shards", index.replicas)
                }
            }
        }
    }

    /// Nothing that is waited for can still happen, so the answer comes at once either way.
    private static func meets(
        _ parameters: QueryParameters, _ health: ClusterHealth
    ) throws -> Bool {
        if let wanted = parameters["wait_for_status"] {
            guard let status = ClusterHealth.Status(rawValue: wanted.lowercased()) else {
                throw APIError(.illegalArgument("unknown cluster health status [\(wanted)]"))
            }
            if health.status > status { return false }
        }
        if let wanted = parameters["wait_for_active_shards"] {
            let needed =
                wanted == "all"
                ? health.primaries + health.unassigned : Int(wanted) ?? 0
            if health.primaries < needed { return false }
        }
        if let wanted = parameters["wait_for_nodes"] { return try NodeCount.isMet(by: 1, wanted) }
        return true
    }

    // MARK: settings

    private static func getSettings(_ call: Call) throws -> Reply {
        let state = call.engine.state
        let isFlat = try call.parameters.flag("flat_settings")
        return try Reply.object { writer in
            writer.put(
                "persistent", ClusterSettingTable.shown(state.persistentSettings, flat: isFlat))
            writer.put(
                "transient", ClusterSettingTable.shown(state.transientSettings, flat: isFlat))
            if try call.parameters.flag("include_defaults") {
                let set = Set(state.persistentSettings.keys).union(state.transientSettings.keys)
                let values = ClusterDefaults.values.filter { !set.contains($0.key) }
                writer.put("defaults", ClusterSettingTable.shown(values, flat: isFlat))
            }
        }
    }

    private static func putSettings(_ call: Call) throws -> Reply {
        let body = try call.value()
        for key in body.object?.keys ?? [] where key != "persistent" && key != "transient" {
            throw APIError(.illegalArgument("unknown key [\(key)] in cluster settings"))
        }
        let set = try call.engine.updateClusterSettings(
            persistent: body["persistent"], transient: body["transient"])
        let isFlat = try call.parameters.flag("flat_settings")
        return Reply.object { writer in
            writer.put("acknowledged", true)
            writer.put("persistent", ClusterSettingTable.shown(set.persistent, flat: isFlat))
            writer.put("transient", ClusterSettingTable.shown(set.transient, flat: isFlat))
        }
    }

    // MARK: state

    private static let metrics: Set<String> = [
        "_all", "version", "cluster_manager_node", "master_node", "nodes", "metadata", "blocks",
        "routing_table", "routing_nodes", "customs",
    ]

    private static func state(_ call: Call) throws -> Reply {
        let metrics = call.capture("metric")?.split(separator: ",").map(String.init) ?? ["_all"]
        for metric in metrics where !Self.metrics.contains(metric) {
            throw APIError(.illegalArgument("unknown cluster state metric [\(metric)]"))
        }
        let shows = { (name: String) in metrics.contains("_all") || metrics.contains(name) }
        let state = call.engine.state
        var defaults = IndicesOptions.metadata
        defaults.expandsHidden = true
        let reached = try call.indices.resolve(
            in: state, options: try call.indicesOptions(defaults))
        let entries = reached.compactMap { state.indices[$0.name] }
        let identity = call.engine.identity
        return Reply.object { writer in
            writer.put("cluster_name", call.engine.configuration.clusterName)
            writer.put("cluster_uuid", identity.clusterUUID)
            if shows("version") { writer.put("version", state.version) }
            if shows("cluster_manager_node") { writer.put("cluster_manager_node", identity.id) }
            if shows("master_node") { writer.put("master_node", identity.id) }
            if shows("nodes") {
                writer.object("nodes") {
                    writer.object(identity.id) { writer.put("name", identity.name) }
                }
            }
            if shows("metadata") { writeMetadata(entries, call.engine, to: writer) }
        }
    }

    private static func writeMetadata(
        _ entries: [IndexEntry], _ engine: Engine, to writer: JSONWriter
    ) {
        writer.object("metadata") {
            writer.put("cluster_uuid", engine.identity.clusterUUID)
            writer.object("indices") {
                for entry in entries {
                    writer.object(entry.name) {
                        writer.put("state", entry.isOpen ? "open" : "close")
                        writer.put("settings", engine.settings(of: entry).nested)
                        writer.object("mappings") {
                            writer.put("_doc", engine.mapping(of: entry))
                        }
                        writer.put("aliases", texts: entry.aliases.keys.sorted())
                    }
                }
            }
        }
    }
}

/// `wait_for_nodes`: a number, `>=N`, `<=N`, `>N`, `<N`, or `ge(N)`, `le(N)`, `gt(N)`, `lt(N)`.
enum NodeCount {
    static func isMet(by count: Int, _ text: String) throws -> Bool {
        let operators: [(String, (Int, Int) -> Bool)] = [
            (">=", { $0 >= $1 }), ("<=", { $0 <= $1 }), (">", { $0 > $1 }), ("<", { $0 < $1 }),
            ("ge(", { $0 >= $1 }), ("le(", { $0 <= $1 }), ("gt(", { $0 > $1 }),
            ("lt(", { $0 < $1 }),
        ]
        for (prefix, compare) in operators where text.hasPrefix(prefix) {
            if let number = Int(text.dropFirst(prefix.count).filter { $0 != ")" }) {
                return compare(count, number)
            }
        }
        guard let number = Int(text) else {
            throw APIError(
                .notInteger(parameter: "wait_for_nodes", value: text, type: "int"))
        }
        return count == number
    }
}

/// Cluster settings in force without having been set.
enum ClusterDefaults {
    static let values: [String: JSONValue] = [
        "action.auto_create_index": "true", "action.destructive_requires_name": "false",
        "search.allow_expensive_queries": "true", "search.default_search_timeout": "30s",
        "search.max_buckets": "65535", "search.max_keep_alive": "24h",
        "search.default_keep_alive": "5m", "search.max_open_scroll_context": "500",
    ]
}

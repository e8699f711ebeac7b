import Engine
import Index
import JSON
import Primitives

/// Tables for people.
enum CatRoutes {
    private static let common = SharedParameters.table + SharedParameters.waiting

    static let all: [Route] = [
        Route("cat.help", ["GET"], ["/_cat"], parameters: common, handler: help),
        Route(
            "cat.aliases", ["GET"], ["/_cat/aliases", "/_cat/aliases/{name}"],
            parameters: common + Parameter.honoured("expand_wildcards"), handler: aliases),
        Route(
            "cat.count", ["GET"], ["/_cat/count", "/_cat/count/{index}"], lane: .search,
            parameters: common, handler: count),
        Route(
            "cat.health", ["GET"], ["/_cat/health"], parameters: common + Parameter.honoured("ts"),
            handler: health),
        Route(
            "cat.indices", ["GET"], ["/_cat/indices", "/_cat/indices/{index}"],
            parameters: common + SharedParameters.indices + Parameter.honoured("health")
                + Parameter.ignored("pri", because: "there are only primaries")
                + Parameter.ignored(
                    "include_unloaded_segments", because: "every segment is loaded"),
            handler: indices),
        Route(
            "cat.nodes", ["GET"], ["/_cat/nodes"],
            parameters: common + Parameter.honoured("full_id"), handler: nodes),
        Route(
            "cat.shards", ["GET"], ["/_cat/shards", "/_cat/shards/{index}"], parameters: common,
            handler: shards),
        Route(
            "cat.templates", ["GET"], ["/_cat/templates", "/_cat/templates/{name}"],
            parameters: common, handler: templates),
    ]

    private static func help(_ call: Call) throws -> Reply {
        let paths = CatRoutes.all.flatMap(\.templates).filter { $0 != "/_cat" }
            .map { $0.replacing("{index}", with: "{index}") }
        return .text("=^.^=\n" + paths.map { $0 + "\n" }.joined())
    }

    // MARK: aliases

    private static func aliases(_ call: Call) throws -> Reply {
        var table = CatTable([
            .init("alias", ["a"], "alias name"),
            .init("index", ["i", "idx"], "index alias points to"),
            .init("filter", ["f", "fi"], "filter"),
            .init("routing.index", ["ri", "routingIndex"], "index routing"),
            .init("routing.search", ["rs", "routingSearch"], "search routing"),
            .init("is_write_index", ["w", "isWriteIndex"], "write index"),
        ])
        let patterns = call.capture("name")?.split(separator: ",").map(String.init) ?? []
        var options = IndicesOptions.metadata
        options.expandsHidden = true
        options = try call.indicesOptions(options)
        for entry in call.engine.state.sortedIndices where options.shows(entry) {
            for (name, alias) in entry.aliases.sorted(by: { $0.key < $1.key }) {
                let isWanted =
                    patterns.isEmpty
                    || patterns.contains { $0 == "_all" || NamePattern.matches($0, name) }
                guard isWanted, options.expandsHidden || alias.isHidden != true else { continue }
                table.add([
                    name, entry.name, alias.filter == nil ? "-" : "*", alias.indexRouting ?? "-",
                    alias.searchRouting ?? "-", alias.isWriteIndex.map { String($0) } ?? "-",
                ])
            }
        }
        return try table.reply(call.parameters)
    }

    // MARK: count

    private static func count(_ call: Call) throws -> Reply {
        var table = CatTable([
            .init(
                "epoch", ["t", "time"], "seconds since 1970-01-01 00:00:00", isRightAligned: true),
            .init("timestamp", ["ts", "hms", "hhmmss"], "time in HH:MM:SS"),
            .init("count", ["dc", "docs.count", "docsCount"], "the document count"),
        ])
        let state = call.engine.state
        let reached = try call.indices.resolve(in: state, options: .search)
        let total = try reached.reduce(0) { sum, resolved in
            guard let entry = state.indices[resolved.name] else { return sum }
            return sum + (try call.engine.documentCount(of: entry))
        }
        let now = WallClock.milliseconds() / 1000
        table.add([String(now), ClockText.time(now), String(total)])
        return try table.reply(call.parameters)
    }

    // MARK: health

    private static func health(_ call: Call) throws -> Reply {
        let withTime = try call.parameters.flag("ts", default: true)
        var table = CatTable([
            .init(
                "epoch", ["t", "time"], "seconds since 1970-01-01 00:00:00", isDefault: withTime),
            .init("timestamp", ["ts", "hms", "hhmmss"], "time in HH:MM:SS", isDefault: withTime),
            .init("cluster", ["cl"], "cluster name"),
            .init("status", ["st"], "health status"),
            .init(
                "node.total", ["nt", "nodeTotal"], "total number of nodes", isRightAligned: true),
            .init(
                "node.data", ["nd", "nodeData"], "number of nodes that can store data",
                isRightAligned: true),
            .init(
                "discovered_cluster_manager", ["dcm"], "cluster manager is discovered or not",
                isRightAligned: true),
            .init(
                "shards", ["t", "sh", "shards.total", "shardsTotal"], "total number of shards",
                isRightAligned: true),
            .init(
                "pri", ["p", "shards.primary", "shardsPrimary"], "number of primary shards",
                isRightAligned: true),
            .init(
                "relo", ["r", "shards.relocating", "shardsRelocating"],
                "number of relocating nodes", isRightAligned: true),
            .init(
                "init", ["i", "shards.initializing", "shardsInitializing"],
                "number of initializing nodes", isRightAligned: true),
            .init(
                "unassign", ["u", "shards.unassigned", "shardsUnassigned"],
                "number of unassigned shards", isRightAligned: true),
            .init(
                "pending_tasks", ["pt", "pendingTasks"], "number of pending tasks",
                isRightAligned: true),
            .init(
                "max_task_wait_time", ["mtwt", "maxTaskWaitTime"],
                "wait time of longest task pending", isRightAligned: true),
            .init(
                "active_shards_percent", ["asp", "activeShardsPercent"],
                "active number of shards in percent", isRightAligned: true),
        ])
        let health = ClusterHealth(call.engine.state.sortedIndices)
        let now = WallClock.milliseconds() / 1000
        table.add([
            String(now), ClockText.time(now), call.engine.configuration.clusterName,
            health.status.rawValue, "1", "1", "true", String(health.primaries),
            String(health.primaries), "0", "0", String(health.unassigned), "0", "-",
            ClusterRoutes.percent(health.activePercent),
        ])
        return try table.reply(call.parameters)
    }

    // MARK: indices

    private static let indexColumns: [CatTable.Column] = [
        .init("health", ["h"], "current health status"),
        .init("status", ["s"], "open/close status"),
        .init("index", ["i", "idx"], "index name"),
        .init("uuid", ["id"], "index uuid"),
        .init(
            "pri", ["p", "shards.primary", "shardsPrimary"], "number of primary shards",
            isRightAligned: true),
        .init(
            "rep", ["r", "shards.replica", "shardsReplica"], "number of replica shards",
            isRightAligned: true),
        .init("docs.count", ["dc", "docsCount"], "available docs", isRightAligned: true),
        .init("docs.deleted", ["dd", "docsDeleted"], "deleted docs", isRightAligned: true),
        .init("creation.date", ["cd"], "index creation date (millisecond value)", isDefault: false),
        .init("creation.date.string", ["cds"], "index creation date (as string)", isDefault: false),
        .init(
            "store.size", ["ss", "storeSize"], "store size of primaries & replicas",
            isRightAligned: true),
        .init("pri.store.size", [], "store size of primaries", isRightAligned: true),
        .init(
            "segments.count", ["sc", "segmentsCount"], "number of segments", isDefault: false,
            isRightAligned: true),
        .init(
            "indexing.index_total", ["iito", "indexingIndexTotal"], "number of indexing ops",
            isDefault: false, isRightAligned: true),
        .init(
            "search.query_total", ["sqto", "searchQueryTotal"], "total query phase ops",
            isDefault: false, isRightAligned: true),
    ]

    private static func indices(_ call: Call) throws -> Reply {
        let wanted = try call.parameters["health"].map { text in
            guard let status = ClusterHealth.Status(rawValue: text.lowercased()) else {
                throw APIError(.illegalArgument("unknown cluster health status [\(text)]"))
            }
            return status
        }
        let state = call.engine.state
        let reached = try call.indices.resolve(
            in: state, options: try call.indicesOptions(.metadata))
        var table = CatTable(indexColumns)
        for resolved in reached {
            guard let entry = state.indices[resolved.name] else { continue }
            let status = ClusterHealth.status(of: entry)
            if let wanted, wanted != status { continue }
            table.add(try row(of: entry, status, call))
        }
        return try table.reply(call.parameters)
    }

    private static func row(
        of entry: IndexEntry, _ status: ClusterHealth.Status, _ call: Call
    ) throws -> [String?] {
        let figures = entry.isOpen ? IndexFigures(of: entry, call.engine) : nil
        let size = try figures.map { try sizeText($0.storeBytes, call.parameters) }
        return [
            status.rawValue, entry.isOpen ? "open" : "close", entry.name, entry.uuid,
            String(entry.shardCount), String(entry.replicaCount),
            figures.map { String($0.index.documentCount) },
            figures.map { String($0.index.deletedCount) }, String(entry.created),
            ClockText.dateTime(milliseconds: entry.created), size, size,
            figures.map { String($0.index.segmentCount) },
            figures.map { String($0.index.indexed) }, figures.map { String($0.search.queries) },
        ]
    }

    private static func sizeText(_ bytes: Int, _ parameters: QueryParameters) throws -> String {
        guard let text = SizeText.text(bytes, in: parameters["bytes"]) else {
            throw APIError(
                .illegalArgument(
                    "failed to parse setting [bytes] with value [\(parameters["bytes"] ?? "")]"))
        }
        return text
    }

    // MARK: nodes, shards, templates

    private static func nodes(_ call: Call) throws -> Reply {
        var table = CatTable([
            .init("id", ["nodeId"], "unique node id", isDefault: false),
            .init("ip", ["i"], "ip address"),
            .init("heap.percent", ["hp", "heapPercent"], "used heap ratio", isRightAligned: true),
            .init(
                "ram.percent", ["rp", "ramPercent"], "used machine memory ratio",
                isRightAligned: true),
            .init("cpu", [], "recent cpu usage", isRightAligned: true),
            .init("load_1m", ["l"], "1m load avg", isRightAligned: true),
            .init("load_5m", ["l"], "5m load avg", isRightAligned: true),
            .init("load_15m", ["l"], "15m load avg", isRightAligned: true),
            .init("node.role", ["r", "role", "nodeRole"], "short roles"),
            .init("node.roles", ["rs", "all roles"], "all roles"),
            .init("cluster_manager", ["m"], "*: current cluster manager"),
            .init("name", ["n"], "node name"),
        ])
        let engine = call.engine
        let id = engine.identity.id
        let isFull = try call.parameters.flag("full_id")
        let address = engine.configuration.publishAddress
        let load = MachineLoad.read()
        table.add([
            isFull ? id : String(id.prefix(4)),
            address.split(separator: ":").first.map(String.init) ?? address,
            String(engine.budget.used * 100 / max(1, engine.budget.limit)), load.memoryPercent,
            load.processorPercent, load.averages[0], load.averages[1], load.averages[2], "dim",
            "cluster_manager,data,ingest", "*", engine.identity.name,
        ])
        return try table.reply(call.parameters)
    }

    private static func shards(_ call: Call) throws -> Reply {
        var table = CatTable([
            .init("index", ["i", "idx"], "index name"),
            .init("shard", ["s", "sh"], "shard name"),
            .init("prirep", ["p", "pr", "primaryOrReplica"], "primary or replica"),
            .init("state", ["st"], "shard state"),
            .init("docs", ["d", "dc"], "number of docs in shard", isRightAligned: true),
            .init("store", ["sto"], "store size of shard", isRightAligned: true),
            .init("ip", [], "ip of node where it lives"),
            .init("id", [], "unique id of node where it lives", isDefault: false),
            .init("node", ["n"], "name of node where it lives"),
        ])
        let state = call.engine.state
        let identity = call.engine.identity
        let address = call.engine.configuration.publishAddress
        let host = address.split(separator: ":").first.map(String.init) ?? address
        for resolved in try call.indices.resolve(in: state, options: .metadata) {
            guard let entry = state.indices[resolved.name], entry.isOpen else { continue }
            let figures = IndexFigures(of: entry, call.engine)
            for shard in 0..<entry.shardCount {
                let isStore = shard == 0
                table.add([
                    entry.name, String(shard), "p", "STARTED",
                    isStore ? String(figures.index.documentCount) : "0",
                    isStore ? try sizeText(figures.storeBytes, call.parameters) : "0b", host,
                    identity.id, identity.name,
                ])
                for _ in 0..<entry.replicaCount {
                    table.add(
                        [entry.name, String(shard), "r", "UNASSIGNED", nil, nil, nil, nil, nil])
                }
            }
        }
        return try table.reply(call.parameters)
    }

    private static func templates(_ call: Call) throws -> Reply {
        var table = CatTable([
            .init("name", ["n"], "template name"),
            .init("index_patterns", ["t"], "template index patterns"),
            .init("order", ["o", "p"], "template application order/priority number"),
            .init("version", ["v"], "version"),
            .init("composed_of", ["c"], "component templates comprising index template"),
        ])
        let patterns = call.capture("name").map { [$0] } ?? []
        let templates = call.engine.state.templates
        for (name, body) in templates.matching(patterns, .legacy) {
            table.add([
                name, list(TemplateSet.patterns(of: body)), number(body["order"]) ?? "0",
                number(body["version"]), "",
            ])
        }
        for (name, body) in templates.matching(patterns, .composable) {
            table.add([
                name, list(TemplateSet.patterns(of: body)), number(body["priority"]) ?? "0",
                number(body["version"]),
                list((body["composed_of"]?.array ?? []).compactMap(\.string)),
            ])
        }
        return try table.reply(call.parameters)
    }

    private static func list(_ names: [String]) -> String { "[\(names.joined(separator: ", "))]" }

    private static func number(_ value: JSONValue?) -> String? {
        value.flatMap { DottedKeys.text($0) }
    }
}

extension IndicesOptions {
    /// Whether a table without an expression shows the index.
    func shows(_ entry: IndexEntry) -> Bool {
        (entry.isOpen ? expandsOpen : expandsClosed) && (expandsHidden || !entry.isHidden)
    }
}

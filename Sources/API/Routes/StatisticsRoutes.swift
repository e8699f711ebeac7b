import Engine
import HTTPServer
import Index
import JSON

/// Figures of indices.
enum StatisticsRoutes {
    static let all: [Route] = [
        Route(
            "indices.stats", ["GET"],
            ["/_stats", "/_stats/{metric}", "/{index}/_stats", "/{index}/_stats/{metric}"],
            parameters: SharedParameters.indices
                + Parameter.honoured(
                    "level", "groups", "include_segment_file_sizes", "forbid_closed_indices")
                + Parameter.ignored(
                    "fields", "completion_fields", "fielddata_fields",
                    because: "no field keeps figures of its own")
                + Parameter.ignored(
                    "include_unloaded_segments", because: "every segment is loaded"),
            handler: stats)
    ]

    private static func stats(_ call: Call) throws -> Reply {
        let metrics = call.capture("metric")?.split(separator: ",").map(String.init) ?? ["_all"]
        for metric in metrics where metric != "_all" && !StatisticsSections.names.contains(metric) {
            let near = Spelling.nearest(to: metric, among: StatisticsSections.names)
            throw APIError(
                .unknownParameters(
                    [metric], route: call.request.target.path, suggestions: [metric: near]))
        }
        let level = call.parameters["level"] ?? "indices"
        guard ["cluster", "indices", "shards"].contains(level) else {
            throw APIError(
                .illegalArgument(
                    "level parameter must be one of [cluster] or [indices] or [shards] "
                        + "but was [\(level)]"
                ))
        }
        let state = call.engine.state
        var defaults = IndicesOptions.search
        defaults.refusesClosed = try call.parameters.flag("forbid_closed_indices", default: true)
        let reached = try call.indices.resolve(
            in: state, options: try call.indicesOptions(defaults))
        let entries = reached.compactMap { state.indices[$0.name] }.filter { $0.index != nil }
        let sections = StatisticsSections(
            metrics: metrics, groups: call.parameters.list("groups") ?? [])
        return Reply.object { writer in
            write(entries, level, sections, call.engine, to: writer)
        }
    }

    private static func write(
        _ entries: [IndexEntry], _ level: String, _ sections: StatisticsSections, _ engine: Engine,
        to writer: JSONWriter
    ) {
        ShardFigures.write(of: entries, countingReplicas: true, to: writer)
        let figures = entries.map { IndexFigures(of: $0, engine) }
        var sum = IndexFigures()
        for each in figures { sum.add(each) }
        writer.object("_all") { writeTwice(sum, sections, to: writer) }
        guard level != "cluster" else { return }
        writer.object("indices") {
            for (entry, own) in zip(entries, figures) {
                writer.object(entry.name) {
                    writer.put("uuid", entry.uuid)
                    writeTwice(own, sections, to: writer)
                    if level == "shards" { writeShard(entry, own, sections, engine, to: writer) }
                }
            }
        }
    }

    /// Primaries and total are the same with one copy.
    private static func writeTwice(
        _ figures: IndexFigures, _ sections: StatisticsSections, to writer: JSONWriter
    ) {
        writer.object("primaries") { sections.write(figures, to: writer) }
        writer.object("total") { sections.write(figures, to: writer) }
    }

    private static func writeShard(
        _ entry: IndexEntry, _ figures: IndexFigures, _ sections: StatisticsSections,
        _ engine: Engine, to writer: JSONWriter
    ) {
        writer.object("shards") {
            writer.list("0") {
                writer.object {
                    writer.object("routing") {
                        writer.put("state", "STARTED")
                        writer.put("primary", true)
                        writer.put("node", engine.identity.id)
                        writer.nullMember("relocating_node")
                    }
                    sections.write(figures, to: writer)
                    writer.object("commit") {
                        writer.put("id", "\(entry.uuid)-\(figures.index.commitGeneration)")
                        writer.put("generation", figures.index.commitGeneration)
                        writer.object("user_data") {}
                        writer.put("num_docs", figures.index.documentCount)
                    }
                    writer.object("seq_no") {
                        writer.put("max_seq_no", figures.index.maxSequenceNumber)
                        writer.put("local_checkpoint", figures.index.maxSequenceNumber)
                        writer.put("global_checkpoint", figures.index.maxSequenceNumber)
                    }
                }
            }
        }
    }
}

/// Everything counted about one index, or about several together.
struct IndexFigures {
    var index = IndexStatistics()
    var search = EngineFigures.Search()
    var openContexts = 0

    init() {}

    init(of entry: IndexEntry, _ engine: Engine) {
        index = engine.statistics(of: entry)
        search = engine.figures.search(of: entry.uuid)
        openContexts = engine.contexts.count(of: entry.uuid)
    }

    mutating func add(_ other: IndexFigures) {
        search.add(other.search)
        openContexts += other.openContexts
        index.documentCount += other.index.documentCount
        index.deletedCount += other.index.deletedCount
        index.segmentCount += other.index.segmentCount
        index.segmentBytes += other.index.segmentBytes
        index.memoryBytes += other.index.memoryBytes
        index.logBytes += other.index.logBytes
        index.logOperations += other.index.logOperations
        index.indexed += other.index.indexed
        index.indexFailures += other.index.indexFailures
        index.deleted += other.index.deleted
        index.noops += other.index.noops
        index.indexNanoseconds &+= other.index.indexNanoseconds
        index.gets += other.index.gets
        index.getsFound += other.index.getsFound
        index.refreshes += other.index.refreshes
        index.refreshNanoseconds &+= other.index.refreshNanoseconds
        index.commits += other.index.commits
        index.commitNanoseconds &+= other.index.commitNanoseconds
        index.merges += other.index.merges
        index.runningMerges += other.index.runningMerges
        index.mergedDocuments += other.index.mergedDocuments
        index.mergedBytes += other.index.mergedBytes
        index.mergeNanoseconds &+= other.index.mergeNanoseconds
    }

    /// Files and log. Unit: bytes.
    var storeBytes: Int { index.segmentBytes + index.logBytes }
}

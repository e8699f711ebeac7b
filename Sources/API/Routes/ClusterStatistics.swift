import Engine
import Glibc
import JSON
import Primitives

/// `_cluster/stats`: the daemon as a cluster of one.
enum ClusterStatistics {
    static func reply(_ call: Call) throws -> Reply {
        let engine = call.engine
        let state = engine.state
        let entries = state.sortedIndices
        return Reply.object { writer in
            writer.object("_nodes") {
                writer.put("total", 1)
                writer.put("successful", 1)
                writer.put("failed", 0)
            }
            writer.put("cluster_name", engine.configuration.clusterName)
            writer.put("cluster_uuid", engine.identity.clusterUUID)
            writer.put("timestamp", WallClock.milliseconds())
            writer.put("status", ClusterHealth(entries).status.rawValue)
            writer.object("indices") { writeIndices(entries, engine, to: writer) }
            writer.object("nodes") { writeNode(engine, to: writer) }
        }
    }

    private static func writeIndices(
        _ entries: [IndexEntry], _ engine: Engine, to writer: JSONWriter
    ) {
        var sum = IndexFigures()
        for entry in entries { sum.add(IndexFigures(of: entry, engine)) }
        let primaries = entries.reduce(0) { $0 + $1.shardCount }
        writer.put("count", entries.count)
        writer.object("shards") {
            guard !entries.isEmpty else { return }
            writer.put("total", primaries)
            writer.put("primaries", primaries)
            writer.put("replication", 0.0)
        }
        let sections = StatisticsSections(
            metrics: ["docs", "store", "fielddata", "query_cache", "completion", "segments"],
            groups: [])
        sections.write(sum, to: writer)
        writer.object("mappings") {
            writer.list("field_types") {
                for (type, counts) in fieldTypes(entries, engine) {
                    writer.object {
                        writer.put("name", type)
                        writer.put("count", counts.fields)
                        writer.put("index_count", counts.indices)
                    }
                }
            }
        }
    }

    private static func fieldTypes(
        _ entries: [IndexEntry], _ engine: Engine
    ) -> [(type: String, counts: (fields: Int, indices: Int))] {
        var counts: [String: (fields: Int, indices: Int)] = [:]
        for entry in entries {
            let fields = FieldMappings(of: engine.mapping(of: entry)).fields
            let types = fields.map { $0.mapping["type"]?.string ?? "object" }
            for type in types { counts[type, default: (0, 0)].fields += 1 }
            for type in Set(types) { counts[type, default: (0, 0)].indices += 1 }
        }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private static func writeNode(_ engine: Engine, to writer: JSONWriter) {
        writer.object("count") {
            writer.put("total", 1)
            for role in ["data", "ingest", "master", "cluster_manager"] { writer.put(role, 1) }
            for role in ["coordinating_only", "remote_cluster_client", "search", "warm"] {
                writer.put(role, 0)
            }
        }
        writer.put("versions", texts: [NodeIdentity.compatibleVersion])
        writeMachine(engine, to: writer)
        writer.list("plugins") {}
        writer.object("network_types") {
            writer.object("transport_types") {}
            writer.object("http_types") { writer.put("libmicrohttpd", 1) }
        }
        writer.object("discovery_types") { writer.put("single-node", 1) }
        writer.list("packaging_types") {
            writer.object {
                writer.put("type", "binary")
                writer.put("count", 1)
            }
        }
        writer.object("ingest") {
            writer.put("number_of_pipelines", 0)
            writer.object("processor_stats") {}
        }
    }

    private static func writeMachine(_ engine: Engine, to writer: JSONWriter) {
        let processors = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        let page = sysconf(Int32(_SC_PAGESIZE))
        let total = sysconf(Int32(_SC_PHYS_PAGES)) * page
        let free = sysconf(Int32(_SC_AVPHYS_PAGES)) * page
        writer.object("os") {
            writer.put("available_processors", processors)
            writer.put("allocated_processors", processors)
            writer.list("names") {
                writer.object {
                    writer.put("name", "Linux")
                    writer.put("count", 1)
                }
            }
            writer.list("pretty_names") {
                writer.object {
                    writer.put("pretty_name", "Linux")
                    writer.put("count", 1)
                }
            }
            writer.object("mem") {
                writer.put("total_in_bytes", total)
                writer.put("free_in_bytes", free)
                writer.put("used_in_bytes", total - free)
                writer.put("free_percent", free * 100 / max(total, 1))
                writer.put("used_percent", (total - free) * 100 / max(total, 1))
            }
        }
        writer.object("process") {
            writer.object("cpu") { writer.put("percent", 0) }
            writer.object("open_file_descriptors") {
                for name in ["min", "max", "avg"] { writer.put(name, -1) }
            }
        }
        writeMemory(engine, to: writer)
        writeFileSystem(engine, to: writer)
    }

    /// There is no Java here; the members clients read carry the daemon's own memory budget.
    private static func writeMemory(_ engine: Engine, to writer: JSONWriter) {
        writer.object("jvm") {
            writer.put("max_uptime_in_millis", MonotonicClock.nanoseconds() / 1_000_000)
            writer.list("versions") {}
            writer.object("mem") {
                writer.put("heap_used_in_bytes", engine.budget.used)
                writer.put("heap_max_in_bytes", engine.budget.limit)
            }
            writer.put("threads", 0)
        }
    }

    private static func writeFileSystem(_ engine: Engine, to writer: JSONWriter) {
        var figures = statvfs()
        let path = engine.configuration.dataFolder
        let isKnown = statvfs(path, &figures) == 0
        let unit = isKnown ? Int(figures.f_frsize) : 0
        writer.object("fs") {
            writer.put("total_in_bytes", Int(figures.f_blocks) * unit)
            writer.put("free_in_bytes", Int(figures.f_bfree) * unit)
            writer.put("available_in_bytes", Int(figures.f_bavail) * unit)
        }
    }
}

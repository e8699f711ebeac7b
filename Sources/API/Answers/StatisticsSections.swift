import Engine
import Index
import JSON

/// The sections of `_stats`, each under the name OpenSearch gives it.
///
/// Sections about things that do not exist here (query cache, field data, warmers) are shown with
/// zeros, which is what they hold.
struct StatisticsSections {
    static let names = [
        "docs", "store", "indexing", "get", "search", "merge", "refresh", "flush", "warmer",
        "query_cache", "fielddata", "completion", "segments", "translog", "request_cache",
        "recovery",
    ]

    private let wanted: Set<String>
    /// Search groups to show; patterns.
    private let groups: [String]

    init(metrics: [String], groups: [String]) {
        wanted = metrics.contains("_all") ? Set(Self.names) : Set(metrics)
        self.groups = groups
    }

    func write(_ figures: IndexFigures, to writer: JSONWriter) {
        for name in Self.names where wanted.contains(name) {
            writer.object(name == "merge" ? "merges" : name) {
                Self.write(name, figures, groups, to: writer)
            }
        }
    }

    private static func milliseconds(_ nanoseconds: UInt64) -> UInt64 { nanoseconds / 1_000_000 }

    private static func write(
        _ name: String, _ figures: IndexFigures, _ groups: [String], to writer: JSONWriter
    ) {
        switch name {
        case "docs":
            put(
                writer, ("count", figures.index.documentCount),
                ("deleted", figures.index.deletedCount))
        case "store": put(writer, ("size_in_bytes", figures.storeBytes), ("reserved_in_bytes", 0))
        case "indexing": writeIndexing(figures, to: writer)
        case "get": writeGets(figures, to: writer)
        case "search": writeSearch(figures, groups, to: writer)
        case "merge": writeMerges(figures, to: writer)
        case "refresh":
            let time = Int(milliseconds(figures.index.refreshNanoseconds))
            put(
                writer, ("total", figures.index.refreshes), ("total_time_in_millis", time),
                ("external_total", figures.index.refreshes),
                ("external_total_time_in_millis", time), ("listeners", 0))
        case "flush":
            put(
                writer, ("total", figures.index.commits), ("periodic", 0),
                ("total_time_in_millis", Int(milliseconds(figures.index.commitNanoseconds))))
        case "warmer": put(writer, ("current", 0), ("total", 0), ("total_time_in_millis", 0))
        case "query_cache":
            put(
                writer, ("memory_size_in_bytes", 0), ("total_count", 0), ("hit_count", 0),
                ("miss_count", 0), ("cache_size", 0), ("cache_count", 0), ("evictions", 0))
        case "fielddata": put(writer, ("memory_size_in_bytes", 0), ("evictions", 0))
        case "completion": put(writer, ("size_in_bytes", 0))
        case "segments": writeSegments(figures, to: writer)
        case "translog":
            put(
                writer, ("operations", figures.index.logOperations),
                ("size_in_bytes", figures.index.logBytes),
                ("uncommitted_operations", figures.index.logOperations),
                ("uncommitted_size_in_bytes", figures.index.logBytes),
                ("earliest_last_modified_age", 0))
        case "request_cache":
            put(
                writer, ("memory_size_in_bytes", 0), ("evictions", 0), ("hit_count", 0),
                ("miss_count", 0))
        default:
            put(
                writer, ("current_as_source", 0), ("current_as_target", 0),
                ("throttle_time_in_millis", 0))
        }
    }

    private static func put(_ writer: JSONWriter, _ members: (String, Int)...) {
        for (name, value) in members { writer.put(name, value) }
    }

    private static func writeIndexing(_ figures: IndexFigures, to writer: JSONWriter) {
        put(
            writer, ("index_total", figures.index.indexed),
            ("index_time_in_millis", Int(milliseconds(figures.index.indexNanoseconds))),
            ("index_current", 0), ("index_failed", figures.index.indexFailures),
            ("delete_total", figures.index.deleted), ("delete_time_in_millis", 0),
            ("delete_current", 0), ("noop_update_total", figures.index.noops))
        writer.put("is_throttled", false)
        writer.put("throttle_time_in_millis", 0)
    }

    private static func writeGets(_ figures: IndexFigures, to writer: JSONWriter) {
        put(
            writer, ("total", figures.index.gets), ("time_in_millis", 0),
            ("exists_total", figures.index.getsFound), ("exists_time_in_millis", 0),
            ("missing_total", figures.index.gets - figures.index.getsFound),
            ("missing_time_in_millis", 0), ("current", 0))
    }

    private static func writeSearch(
        _ figures: IndexFigures, _ groups: [String], to writer: JSONWriter
    ) {
        let search = figures.search
        put(writer, ("open_contexts", figures.openContexts))
        put(
            writer, ("query_total", search.queries),
            ("query_time_in_millis", Int(milliseconds(search.queryNanoseconds))),
            ("query_current", 0), ("fetch_total", search.fetches),
            ("fetch_time_in_millis", Int(milliseconds(search.fetchNanoseconds))),
            ("fetch_current", 0), ("scroll_total", search.scrolls), ("scroll_time_in_millis", 0),
            ("scroll_current", 0), ("point_in_time_total", search.pointsInTime),
            ("point_in_time_time_in_millis", 0), ("point_in_time_current", 0),
            ("suggest_total", search.suggests), ("suggest_time_in_millis", 0),
            ("suggest_current", 0))
        let shown = search.groups.filter { group in
            groups.contains { $0 == "_all" || NamePattern.matches($0, group.key) }
        }
        guard !shown.isEmpty else { return }
        writer.object("groups") {
            for (name, count) in shown.sorted(by: { $0.key < $1.key }) {
                writer.object(name) {
                    put(
                        writer, ("query_total", count), ("query_time_in_millis", 0),
                        ("query_current", 0), ("fetch_total", count), ("fetch_time_in_millis", 0),
                        ("fetch_current", 0))
                }
            }
        }
    }

    private static func writeMerges(_ figures: IndexFigures, to writer: JSONWriter) {
        put(
            writer, ("current", figures.index.runningMerges), ("current_docs", 0),
            ("current_size_in_bytes", 0), ("total", figures.index.merges),
            ("total_time_in_millis", Int(milliseconds(figures.index.mergeNanoseconds))),
            ("total_docs", figures.index.mergedDocuments),
            ("total_size_in_bytes", figures.index.mergedBytes),
            ("total_stopped_time_in_millis", 0), ("total_throttled_time_in_millis", 0),
            ("total_auto_throttle_in_bytes", 0))
    }

    static func writeSegments(_ figures: IndexFigures, to writer: JSONWriter) {
        put(
            writer, ("count", figures.index.segmentCount),
            ("memory_in_bytes", figures.index.memoryBytes), ("terms_memory_in_bytes", 0),
            ("stored_fields_memory_in_bytes", 0), ("term_vectors_memory_in_bytes", 0),
            ("norms_memory_in_bytes", 0), ("points_memory_in_bytes", 0),
            ("doc_values_memory_in_bytes", 0),
            ("index_writer_memory_in_bytes", figures.index.memoryBytes),
            ("version_map_memory_in_bytes", 0), ("fixed_bit_set_memory_in_bytes", 0),
            ("max_unsafe_auto_id_timestamp", -1))
        writer.object("file_sizes") {
            writer.object("seg") {
                put(writer, ("size_in_bytes", figures.index.segmentBytes))
                writer.put("description", "Segments")
            }
        }
    }
}

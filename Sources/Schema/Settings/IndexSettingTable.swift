import Primitives

/// Every index setting there is, alphabetically: honoured, stored only, or refused.
package enum IndexSettingTable {
    private static let any = 0...Int(Int32.max)
    private static let positive = 1...Int(Int32.max)

    package static let all: [SettingDefinition] = [
        .init("analysis.*", .honoured, .fixed, .list, "analyzers and their parts"),
        .init(
            "analyze.max_token_count", .honoured, .dynamic, .integer(positive),
            default: "10000", "tokens of one _analyze request"),
        .init(
            "append_only.enabled", .refused, .fixed, .boolean, default: "false",
            "documents can always be changed"),
        .init(
            "auto_expand_replicas", .storedOnly, .dynamic, .text, default: "false",
            "there is one copy"),
        .init(
            "blocks.metadata", .honoured, .dynamic, .boolean, default: "false",
            "refuse changes of mapping and settings"),
        .init("blocks.read", .honoured, .dynamic, .boolean, default: "false", "refuse reads"),
        .init(
            "blocks.read_only", .honoured, .dynamic, .boolean, default: "false",
            "refuse writes and changes"),
        .init(
            "blocks.read_only_allow_delete", .honoured, .dynamic, .boolean, default: "false",
            "refuse writes but the deletion of the index"),
        .init("blocks.write", .honoured, .dynamic, .boolean, default: "false", "refuse writes"),
        .init(
            "codec", .storedOnly, .fixed, .text, default: "default",
            "sources are always compressed by zstd"),
        .init("codec.*", .storedOnly, .fixed, .text, "sources are always compressed by zstd"),
        .init("creation_date", .honoured, .assigned, .text, "milliseconds since 1970"),
        .init(
            "default_pipeline", .refused, .dynamic, .text, default: "_none",
            "there are no ingest pipelines"),
        .init(
            "final_pipeline", .refused, .dynamic, .text, default: "_none",
            "there are no ingest pipelines"),
        .init(
            "gc_deletes", .storedOnly, .dynamic, .time, default: "60s",
            "deletes are remembered for 60 s"),
        .init(
            "hidden", .honoured, .dynamic, .boolean, default: "false",
            "leave the index out of wildcards"),
        .init(
            "highlight.max_analyzed_offset", .honoured, .dynamic, .integer(positive),
            default: "1000000", "characters of a text that is highlighted"),
        .init("indexing.slowlog.*", .storedOnly, .dynamic, .text, "there is no slow log"),
        .init(
            "load_fixed_bitset_filters_eagerly", .storedOnly, .fixed, .boolean,
            default: "true", "nothing is loaded eagerly"),
        .init(
            "mapping.coerce", .honoured, .fixed, .boolean, default: "true",
            "default of the fields' `coerce`"),
        .init(
            "mapping.depth.limit", .honoured, .dynamic, .integer(positive), default: "20",
            "objects inside one another"),
        .init(
            "mapping.field_name_length.limit", .storedOnly, .dynamic, .integer(positive),
            "paths may have 4096 bytes"),
        .init(
            "mapping.ignore_malformed", .honoured, .fixed, .boolean, default: "false",
            "default of the fields' `ignore_malformed`"),
        .init(
            "mapping.nested_fields.limit", .honoured, .dynamic, .integer(any), default: "50",
            "nested objects of the mapping"),
        .init(
            "mapping.nested_objects.limit", .honoured, .dynamic, .integer(any),
            default: "10000", "nested objects of one document"),
        .init(
            "mapping.total_fields.limit", .honoured, .dynamic, .integer(any), default: "1000",
            "fields and objects of the mapping"),
        .init(
            "max_adjacency_matrix_filters", .storedOnly, .dynamic, .integer(any),
            default: "100", "there is no adjacency matrix"),
        .init(
            "max_docvalue_fields_search", .honoured, .dynamic, .integer(any), default: "100",
            "`docvalue_fields` of one search"),
        .init(
            "max_inner_result_window", .honoured, .dynamic, .integer(positive), default: "100",
            "`from` + `size` of inner hits"),
        .init(
            "max_ngram_diff", .honoured, .dynamic, .integer(any), default: "1",
            "most that the sizes of n-grams may differ"),
        .init(
            "max_refresh_listeners", .storedOnly, .dynamic, .integer(any), default: "1000",
            "waiting requests are bounded by the pools"),
        .init(
            "max_regex_length", .honoured, .dynamic, .integer(positive), default: "1000",
            "characters of a regular expression"),
        .init(
            "max_rescore_window", .honoured, .dynamic, .integer(positive), default: "10000",
            "hits one rescorer looks at"),
        .init(
            "max_result_window", .honoured, .dynamic, .integer(positive), default: "10000",
            "`from` + `size` of one search"),
        .init(
            "max_script_fields", .honoured, .dynamic, .integer(any), default: "32",
            "`script_fields` of one search"),
        .init(
            "max_shingle_diff", .honoured, .dynamic, .integer(any), default: "3",
            "most that the sizes of shingles may differ"),
        .init(
            "max_slices_per_pit", .storedOnly, .dynamic, .integer(positive), default: "1024",
            "there are no slices"),
        .init(
            "max_slices_per_scroll", .storedOnly, .dynamic, .integer(positive),
            default: "1024", "there are no slices"),
        .init(
            "max_terms_count", .honoured, .dynamic, .integer(positive), default: "65536",
            "values of one `terms` query"),
        .init("merge.*", .storedOnly, .dynamic, .text, "merging is scheduled by the daemon"),
        .init(
            "merge.policy.deletes_pct_allowed", .honoured, .dynamic, .integer(0...100),
            default: "20", "deleted documents that make a segment be rewritten"),
        .init(
            "merge.policy.floor_segment", .honoured, .dynamic, .size, default: "2mb",
            "smaller segments count as this large"),
        .init(
            "merge.policy.max_merge_at_once", .honoured, .dynamic, .integer(2...1000),
            default: "10", "segments one merge takes"),
        .init(
            "merge.policy.max_merged_segment", .honoured, .dynamic, .size, default: "2gb",
            "no merge makes a larger segment"),
        .init(
            "merge.policy.segments_per_tier", .honoured, .dynamic, .integer(2...1000),
            default: "8", "segments of about one size"),
        .init(
            "number_of_replicas", .storedOnly, .dynamic, .integer(any), default: "1",
            "there is one copy"),
        .init(
            "number_of_routing_shards", .storedOnly, .fixed, .integer(positive),
            "there is one shard"),
        .init(
            "number_of_shards", .storedOnly, .fixed, .integer(1...1024), default: "1",
            "there is one shard"),
        .init(
            "priority", .storedOnly, .dynamic, .integer(any), default: "1",
            "indices open as they are asked for"),
        .init("provided_name", .honoured, .assigned, .text, "the name at creation"),
        .init(
            "queries.cache.enabled", .storedOnly, .fixed, .boolean, default: "true",
            "there is no query cache"),
        .init(
            "query.default_field", .honoured, .dynamic, .list, default: "*",
            "fields searched when a query names none"),
        .init(
            "query_string.lenient", .honoured, .fixed, .boolean, default: "false",
            "leave out what does not fit a field"),
        .init(
            "refresh_interval", .honoured, .dynamic, .time, default: "1s",
            "how long a write may stay unseen"),
        .init("replication.*", .storedOnly, .fixed, .text, "there is one copy"),
        .init(
            "requests.cache.enable", .storedOnly, .dynamic, .boolean, default: "true",
            "there is no request cache"),
        .init("routing.*", .storedOnly, .dynamic, .text, "there is one node"),
        .init(
            "routing_partition_size", .storedOnly, .fixed, .integer(positive), default: "1",
            "there is one shard"),
        .init(
            "search.concurrent_segment_search.*", .storedOnly, .dynamic, .text,
            "segments of one search are visited in turn"),
        .init(
            "search.default_pipeline", .refused, .dynamic, .text, default: "_none",
            "there are no search pipelines"),
        .init(
            "search.idle.after", .storedOnly, .dynamic, .time, default: "30s",
            "idle indices refresh too"),
        .init("search.slowlog.*", .storedOnly, .dynamic, .text, "there is no slow log"),
        .init(
            "shard.check_on_startup", .storedOnly, .fixed, .text, default: "false",
            "checksums are verified at first touch"),
        .init("similarity.*", .honoured, .fixed, .text, "how terms are scored"),
        .init("soft_deletes.*", .storedOnly, .fixed, .text, "deletes are kept in the log"),
        .init("sort.*", .refused, .fixed, .list, "segments keep the order of insertion"),
        .init("store.*", .storedOnly, .fixed, .text, "segments are mapped files"),
        .init(
            "store.type", .storedOnly, .fixed, .text, default: "", "segments are mapped files"),
        .init(
            "translog.durability", .honoured, .dynamic, .choice(["request", "async"]),
            default: "request", "whether an answer waits for the disk"),
        .init(
            "translog.flush_threshold_size", .honoured, .dynamic, .size, default: "64mb",
            "log size that makes a commit due"),
        .init(
            "translog.retention.*", .storedOnly, .dynamic, .text,
            "the log reaches back to the last commit"),
        .init(
            "translog.sync_interval", .honoured, .dynamic, .time, default: "5s",
            "how long an `async` write may stay off the disk"),
        .init("unassigned.*", .storedOnly, .dynamic, .text, "there is one node"),
        .init("uuid", .honoured, .assigned, .text, "names the index's folder"),
        .init("version.created", .honoured, .assigned, .text, "the version that made the index"),
        .init("version.upgraded", .honoured, .assigned, .text, "the version that last changed it"),
        .init(
            "warmer.enabled", .storedOnly, .dynamic, .boolean, default: "true",
            "nothing is warmed"),
        .init(
            "write.wait_for_active_shards", .storedOnly, .dynamic, .text, default: "1",
            "there is one copy"),
    ]

    private static let exact: [String: SettingDefinition] = {
        var table: [String: SettingDefinition] = [:]
        for definition in all where !definition.name.hasSuffix("*") {
            table[definition.name] = definition
        }
        return table
    }()
    private static let families = all.filter { $0.name.hasSuffix("*") }

    /// - Parameter name: without `index.`.
    package static func definition(of name: String) -> SettingDefinition? {
        exact[name] ?? families.first { $0.covers(name) }
    }

    /// ` did you mean [index.x]?`, or what OpenSearch says otherwise.
    static func advice(for name: String) -> String {
        let near = Suggestion.nearest(to: name, among: all.map(\.name))
        return near.map { " did you mean [index.\($0)]?" }
            ?? " please check that any required plugins are installed, or check the breaking "
            + "changes documentation for removed settings"
    }
}

import JSON

/// Cluster settings that may be set, and what becomes of them.
package enum ClusterSettingTable {
    /// Full names or prefixes ending in `.*`. Those not listed as honoured are kept and shown.
    package static let honoured = [
        "action.auto_create_index", "action.destructive_requires_name",
        "search.allow_expensive_queries", "search.default_search_timeout", "search.max_buckets",
        "search.max_keep_alive", "search.default_keep_alive", "search.max_open_scroll_context",
    ]

    /// Kept without effect: they steer several nodes, or recoveries, that do not exist here.
    package static let stored = [
        "action.*", "cluster.*", "discovery.*", "indices.*", "ingest.*", "logger.*", "network.*",
        "node.*", "persistent_tasks.*", "plugins.*", "script.*", "search.*",
        "task_resource_tracking.*",
        "thread_pool.*", "transport.*",
    ]

    static func read(
        _ settings: JSONValue?
    ) throws(EngineError) -> [(key: String, value: JSONValue)] {
        guard let settings else { return [] }
        let pairs = DottedKeys.flatten(settings)
        for (key, _) in pairs where !key.contains("*") && !isKnown(key) {
            throw .illegal("persistent setting [\(key)], not recognized")
        }
        return pairs
    }

    private static func isKnown(_ key: String) -> Bool {
        (honoured + stored).contains { name in
            name.hasSuffix(".*") ? key.hasPrefix(name.dropLast()) : name == key
        }
    }

    static func apply(
        _ pairs: [(key: String, value: JSONValue)], to settings: inout [String: JSONValue]
    ) {
        for (key, value) in pairs {
            if value.isNull {
                for existing in settings.keys.filter({ NamePattern.matches(key, $0) }) {
                    settings[existing] = nil
                }
            } else {
                settings[key] = DottedKeys.text(value).map { .string($0) } ?? value
            }
        }
    }

    /// As an answer shows them: flat, or nested by their dots.
    package static func shown(_ settings: [String: JSONValue], flat: Bool) -> JSONValue {
        let pairs = settings.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value) }
        return flat ? .object(JSONObject(pairs.map { ($0.key, $0.value) })) : DottedKeys.nest(pairs)
    }
}

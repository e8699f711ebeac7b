import Configuration
import Engine
import JSON

/// Reads `sources:` and `indexes:`, and refuses what it does not know.
struct CaptureConfigurationReader {
    let registry: ChangeSourceRegistry

    func read(_ root: ConfigurationNode) throws(ConfigurationError) -> CaptureConfiguration {
        var kinds: [String: (node: ConfigurationNode, kind: any ChangeSource.Type)] = [:]
        var order: [String] = []
        for member in try (root["sources"]?.members() ?? []) {
            try checkSourceName(member)
            kinds[member.key] = (member.value, try kind(of: member.value))
            order.append(member.key)
        }
        var indexes: [IndexConfiguration] = []
        for member in try (root["indexes"]?.members() ?? []) {
            indexes.append(try index(member.key, member.value, sources: order))
        }
        var sources: [CaptureConfiguration.Source] = []
        for name in order {
            guard let (node, kind) = kinds[name] else { continue }
            let rules = indexes.filter { $0.source == name }.flatMap { $0.rules }
            sources.append(
                .init(
                    name: name,
                    configuration: SourceConfiguration(
                        kind: kind.kind, options: try options(node, of: kind), rules: rules)))
        }
        return CaptureConfiguration(sources: sources, indexes: indexes)
    }

    // MARK: sources

    private func checkSourceName(
        _ member: ConfigurationNode.Member
    ) throws(ConfigurationError) {
        let isPlain =
            member.key.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
            } && !member.key.isEmpty && member.key.utf8.count <= CaptureLimits.sourceNameBytes
        if isPlain { return }
        throw member.value.error(
            .invalid,
            "a source's name has lower-case letters, digits and underscores, at most "
                + "\(CaptureLimits.sourceNameBytes)")
    }

    private func kind(
        of node: ConfigurationNode
    ) throws(ConfigurationError) -> any ChangeSource.Type {
        let known = registry.kinds.map { $0.kind }.joined(separator: ", ")
        guard let named = node["kind"] else {
            throw node.error(.invalid, "kind is missing; it is one of \(known)")
        }
        guard let kind = registry[try named.string()] else {
            throw named.error(.invalid, "there is no such kind of source; it is one of \(known)")
        }
        return kind
    }

    private func options(
        _ node: ConfigurationNode, of kind: any ChangeSource.Type
    ) throws(ConfigurationError) -> [String: String] {
        var options: [String: String] = [:]
        for member in try node.members() where member.key != "kind" {
            guard kind.options.contains(member.key) else {
                throw unknown(member, among: ["kind"] + kind.options)
            }
            options[member.key] = try member.value.string()
        }
        return options
    }

    // MARK: indexes

    private func index(
        _ name: String, _ node: ConfigurationNode, sources: [String]
    ) throws(ConfigurationError) -> IndexConfiguration {
        let known = [
            "source", "key", "document", "on_change", "fast_fields", "mappings", "settings",
        ]
        for member in try node.members() where !known.contains(member.key) {
            throw unknown(member, among: known)
        }
        do {
            try IndexName.check(name)
        } catch {
            throw node.error(.invalid, "\(name) cannot be the name of an index")
        }
        let source = try text(node, "source")
        guard sources.contains(source) else {
            throw node.error(
                .invalid,
                "there is no source \(source); sources has \(sources.joined(separator: ", "))")
        }
        let key = try text(node, "key")
        guard let dot = key.lastIndex(of: "."), dot != key.startIndex else {
            throw node.error(.invalid, "key is TABLE.COLUMN, such as product.id; found \(key)")
        }
        let query = DocumentQuery(
            table: String(key[..<dot]), key: String(key[key.index(after: dot)...]),
            sql: try text(node, "document"))
        return IndexConfiguration(
            name: name, source: source, query: query, rules: try rules(node, query),
            mappings: node["mappings"]?.json, settings: node["settings"]?.json)
    }

    private func rules(
        _ node: ConfigurationNode, _ query: DocumentQuery
    ) throws(ConfigurationError) -> [ChangeRule] {
        var fast: [String: [String: String]] = [:]
        for table in try (node["fast_fields"]?.members() ?? []) {
            for column in try table.value.members() {
                fast[table.key, default: [:]][column.key] = try column.value.string()
            }
        }
        var rules: [ChangeRule] = []
        for member in try (node["on_change"]?.members() ?? []) {
            rules.append(try rule(member, fast.removeValue(forKey: member.key) ?? [:]))
        }
        guard rules.contains(where: { $0.table == query.table }) else {
            throw node.error(
                .invalid,
                "on_change does not name \(query.table), whose rows are the documents; add "
                    + "\(query.table): { key: \(query.key) }")
        }
        if let table = fast.keys.sorted().first {
            throw node.error(.invalid, "fast_fields names \(table), on_change does not")
        }
        return rules
    }

    private func rule(
        _ member: ConfigurationNode.Member, _ fast: [String: String]
    ) throws(ConfigurationError) -> ChangeRule {
        let node = member.value
        let known = ["key", "keys", "column", "columns", "debounce", "lane"]
        for member in try node.members() where !known.contains(member.key) {
            throw unknown(member, among: known)
        }
        let target: ChangeRule.Target
        switch (node["key"], node["keys"]) {
        case (let key?, nil): target = .key(column: try key.string())
        case (nil, let keys?):
            target = .fanOut(sql: try keys.string(), column: try node["column"]?.string() ?? "id")
        default:
            throw node.error(
                .invalid, "a table has either key (a column) or keys (a query for document keys)")
        }
        try checkLane(node, target)
        if case .fanOut = target, !fast.isEmpty {
            throw node.error(.invalid, "fast_fields go with key, not with keys")
        }
        var columns: [String] = []
        for column in try (node["columns"]?.elements() ?? []) {
            columns.append(try column.string())
        }
        if !fast.isEmpty, columns.isEmpty {
            throw node.error(
                .invalid,
                "with fast_fields, columns names every column of \(member.key) that matters")
        }
        return ChangeRule(
            table: member.key, target: target, columns: columns, fastFields: fast,
            debounceMilliseconds: try debounce(node, target))
    }

    private func checkLane(
        _ node: ConfigurationNode, _ target: ChangeRule.Target
    ) throws(ConfigurationError) {
        guard let lane = node["lane"] else { return }
        let only: String
        if case .fanOut = target { only = "bulk" } else { only = "interactive" }
        if try lane.string() == only { return }
        throw lane.error(
            .invalid,
            "a rule with keys runs in the bulk lane, one with key in the interactive lane")
    }

    private func debounce(
        _ node: ConfigurationNode, _ target: ChangeRule.Target
    ) throws(ConfigurationError) -> Int {
        guard let value = node["debounce"] else { return 0 }
        guard let time = TimeSpan.milliseconds(try value.string()), time > 0 else {
            throw value.error(.invalid, "debounce is a time such as 30s")
        }
        if case .fanOut = target {
            throw value.error(.invalid, "debounce goes with key, not with keys")
        }
        return time
    }

    private func text(
        _ node: ConfigurationNode, _ key: String
    ) throws(ConfigurationError) -> String {
        guard let value = node[key] else { throw node.error(.invalid, "\(key) is missing") }
        return try value.string()
    }

    private func unknown(
        _ member: ConfigurationNode.Member, among known: [String]
    ) -> ConfigurationError {
        member.value.error(
            .invalid, "unknown key \(member.key); known are \(known.joined(separator: ", "))")
    }
}

extension ConfigurationNode {
    /// The same as JSON: plain texts that look like numbers, flags or null are those.
    var json: JSONValue {
        switch content {
        case .mapping(let members): .object(JSONObject(members.map { ($0.key, $0.value.json) }))
        case .list(let elements): .array(elements.map { $0.json })
        case .scalar(let text, let isQuoted): isQuoted ? .string(text) : plain(text)
        }
    }

    private func plain(_ text: String) -> JSONValue {
        if isNull { return .null }
        if let flag = try? boolean() { return .boolean(flag) }
        if let number = Int64(text) { return JSONValue(integerLiteral: number) }
        if let number = try? double() { return .double(number) }
        return .string(text)
    }
}

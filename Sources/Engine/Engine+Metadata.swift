import Index
import JSON
import Schema

extension Engine {
    // MARK: mappings

    /// Adds to the mapping of every index the expression reaches.
    package func putMapping(
        _ body: JSONValue, to expression: IndexExpression, _ options: IndicesOptions
    ) throws {
        let state = self.state
        for resolved in try expression.resolve(in: state, options: options) {
            guard let entry = state.indices[resolved.name] else { continue }
            guard let index = entry.index else {
                throw EngineError(.indexClosed, index: entry.name, uuid: entry.uuid)
            }
            try index.updateMapping(body)
        }
    }

    package func mapping(of entry: IndexEntry) -> JSONValue {
        entry.index?.mapping.serialized ?? entry.closedMapping ?? .object(JSONObject())
    }

    // MARK: settings

    package func updateSettings(
        _ body: JSONValue, of expression: IndexExpression, _ options: IndicesOptions,
        keepsExisting: Bool
    ) throws {
        let keys = DottedKeys.flatten(body).map(\.key)
        guard !keys.isEmpty else { throw EngineError(.validation(["no settings to update"])) }
        try Self.refuseFinal(keys)
        try change { state in
            for resolved in try expression.resolve(in: state, options: options) {
                guard var entry = state.indices[resolved.name] else { continue }
                entry.settings = try entry.settings.updating(
                    body, preserveExisting: keepsExisting, isOpen: entry.isOpen,
                    label: "\(entry.name)/\(entry.uuid)")
                if let index = entry.index { try index.updateSettings(entry.settings) }
                state.indices[entry.name] = entry
            }
        }
    }

    /// Settings that hold for an index's whole life, open or closed.
    private static func refuseFinal(_ keys: [String]) throws(EngineError) {
        let final = ["number_of_shards", "number_of_routing_shards", "routing_partition_size"]
        for key in keys {
            let parts = key.split(separator: ".").filter { $0 != "index" && $0 != "settings" }
            if final.contains(parts.joined(separator: ".")) {
                throw .illegal(
                    "final index setting [index.\(parts.joined(separator: "."))], not updateable")
            }
        }
    }

    /// The settings as shown: what was set, and what the engine gave the index itself.
    package func settings(of entry: IndexEntry) -> Schema.IndexSettings {
        entry.settings.assigning("creation_date", String(entry.created))
            .assigning("uuid", entry.uuid)
            .assigning("version.created", NodeIdentity.versionNumber)
            .assigning("provided_name", entry.name)
    }

    // MARK: aliases

    package func applyAliasActions(_ actions: [AliasAction]) throws {
        let removed = try change { state -> [IndexEntry] in
            for action in actions { try checkFilter(of: action, in: state) }
            let result = try state.applying(actions)
            state = result.state
            return result.removed
        }
        for entry in removed { discard(entry) }
    }

    /// A filter must be a query each of its indices can run.
    private func checkFilter(of action: AliasAction, in state: ClusterState) throws {
        guard case .add(let indices, _, let alias) = action, let filter = alias.filter else {
            return
        }
        var options = IndicesOptions.strict
        options.ignoresUnavailable = true
        options.allowsNone = true
        for resolved in try IndexExpression(indices).resolve(in: state, options: options) {
            guard let entry = state.indices[resolved.name], entry.index != nil else { continue }
            try checkAliasFilter(filter, on: entry)
        }
    }

    // MARK: templates

    package func putTemplate(
        _ kind: TemplateSet.Kind, _ name: String, _ body: JSONValue, mustBeNew: Bool
    ) throws {
        try change { state in
            if mustBeNew, state.templates[kind, name] != nil {
                let noun = kind == .component ? "component template" : "index_template"
                throw EngineError.illegal("\(noun) [\(name)] already exists")
            }
            if kind == .composable {
                try checkComponents(of: body, name, in: state)
                try checkOverlap(of: body, name, in: state)
            }
            state.templates[kind, name] = body
        }
    }

    private func checkComponents(
        of body: JSONValue, _ name: String, in state: ClusterState
    ) throws(EngineError) {
        let missing = (body["composed_of"]?.array ?? []).compactMap(\.string)
            .filter { state.templates[.component, $0] == nil }
        guard missing.isEmpty else {
            throw EngineError(
                .illegalArgument(
                    "index_template [\(name)] invalid, cause [index template [\(name)] "
                        + "specifies component "
                        + "templates [\(missing.joined(separator: ", "))] that do not exist]"))
        }
    }

    /// Two composable templates of one priority must not claim the same index.
    private func checkOverlap(
        of body: JSONValue, _ name: String, in state: ClusterState
    ) throws(EngineError) {
        let patterns = TemplateSet.patterns(of: body)
        let priority = body["priority"]?.integer ?? 0
        for (other, existing) in state.templates.matching([], .composable) where other != name {
            guard existing["priority"]?.integer ?? 0 == priority else { continue }
            let theirs = TemplateSet.patterns(of: existing)
            let clash = patterns.contains { mine in
                theirs.contains { PatternOverlap.overlaps(mine, $0) }
            }
            guard clash else { continue }
            throw EngineError(
                .illegalArgument(
                    "index template [\(name)] has index patterns "
                        + "[\(patterns.joined(separator: ", "))] matching "
                        + "patterns from existing templates [\(other)] with patterns (\(other) => "
                        + "[\(theirs.joined(separator: ", "))]) "
                        + "that have the same priority [\(priority)], "
                        + "multiple index templates may not match during index creation, "
                        + "please use a "
                        + "different priority"))
        }
    }

    /// - Throws: when a pattern without a wildcard names none, or nothing matched at all.
    package func deleteTemplates(_ kind: TemplateSet.Kind, _ patterns: [String]) throws {
        try change { state in
            for pattern in patterns {
                let found = state.templates.matching([pattern], kind)
                if found.isEmpty, pattern != "*" { throw EngineError(.templateMissing(pattern)) }
                for (name, _) in found { state.templates[kind, name] = nil }
            }
        }
    }

    // MARK: cluster settings

    /// A setting in force: transient over persistent.
    package func clusterSetting(_ key: String) -> String? {
        let state = self.state
        let value = state.transientSettings[key] ?? state.persistentSettings[key]
        return value.flatMap { DottedKeys.text($0) }
    }

    package func updateClusterSettings(
        persistent: JSONValue?, transient: JSONValue?
    ) throws -> (persistent: [String: JSONValue], transient: [String: JSONValue]) {
        let kept = try ClusterSettingTable.read(persistent)
        let passing = try ClusterSettingTable.read(transient)
        guard !kept.isEmpty || !passing.isEmpty else {
            throw EngineError(.validation(["no settings to update"]))
        }
        return try change { state in
            ClusterSettingTable.apply(kept, to: &state.persistentSettings)
            ClusterSettingTable.apply(passing, to: &state.transientSettings)
            let set = { (pairs: [(key: String, value: JSONValue)]) in
                Dictionary(
                    pairs.filter { !$0.value.isNull }.map { ($0.key, $0.value) },
                    uniquingKeysWith: { $1 })
            }
            return (set(kept), set(passing))
        }
    }
}

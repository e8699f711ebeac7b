import Index
import JSON
import Primitives
import Schema

/// What a request wants a new index to be.
package struct IndexCreation: Sendable {
    package var settings: JSONValue?
    package var mappings: JSONValue?
    package var aliases: JSONValue?

    package init() {}

    private static let keys: Set<String> = ["settings", "mappings", "aliases"]

    /// Reads the body of `PUT /{index}`.
    package init(_ body: JSONValue) throws(EngineError) {
        guard let object = body.object else {
            throw EngineError(.parsing("expected an object in the body but found \(body.kindName)"))
        }
        for key in object.keys where !Self.keys.contains(key) {
            throw EngineError(.parsing("unknown key [\(key)] for create index"))
        }
        settings = object["settings"]
        mappings = object["mappings"]
        aliases = object["aliases"]
    }
}

extension Engine {
    /// Creates an index: templates first, the request's own words over them.
    @discardableResult
    package func createIndex(_ name: String, _ wanted: IndexCreation) throws -> IndexEntry {
        try IndexName.check(name)
        return try change { state in try createIndex(name, wanted, in: &state) }
    }

    /// The index to write to, made from templates when it does not exist and may be made.
    package func indexForWriting(_ name: String, requiresAlias: Bool = false) throws -> IndexEntry {
        let state = self.state
        if requiresAlias, !state.isAlias(name) { throw EngineError(.requireAlias, index: name) }
        if let entry = try state.writeTarget(name) { return entry }
        guard allowsAutomaticCreation(of: name) else {
            throw EngineError.notFound(name)
        }
        try IndexName.check(name)
        return try change { state in
            if let entry = try state.writeTarget(name) { return entry }
            return try createIndex(name, IndexCreation(), in: &state)
        }
    }

    private func allowsAutomaticCreation(of name: String) -> Bool {
        guard let rule = clusterSetting("action.auto_create_index") else { return true }
        if rule == "true" || rule == "false" { return rule == "true" }
        for part in rule.split(separator: ",") {
            let isDenied = part.hasPrefix("-")
            let pattern = part.hasPrefix("-") || part.hasPrefix("+") ? part.dropFirst() : part
            if NamePattern.matches(String(pattern), name) { return !isDenied }
        }
        return false
    }

    private func createIndex(
        _ name: String, _ wanted: IndexCreation, in state: inout ClusterState
    ) throws -> IndexEntry {
        if let existing = state.indices[name] {
            throw EngineError(.indexExists, index: name, uuid: existing.uuid)
        }
        if state.isAlias(name) {
            throw EngineError(.invalidIndexName(why: "already exists as alias"), index: name)
        }
        var entry = IndexEntry(
            name: name, uuid: AutomaticID.makeUUID(), created: WallClock.milliseconds(),
            isOpen: true, aliases: [:], settings: .standard)
        let parts = try state.templates.parts(for: name)
        let mapping = try merge(parts, wanted, into: &entry)
        entry.index = try factory.create(entry, mapping: mapping)
        state.indices[name] = entry
        do {
            try state.checkAliases()
        } catch {
            discard(entry)
            throw error
        }
        return entry
    }

    /// - Returns: the mapping of all parts together.
    private func merge(
        _ parts: [JSONValue], _ wanted: IndexCreation, into entry: inout IndexEntry
    ) throws(EngineError) -> JSONValue {
        var mapping = JSONObject()
        for part in parts {
            if let settings = part["settings"] {
                entry.settings = try adopting(settings, over: entry)
            }
            if let mappings = part["mappings"]?.object { Self.merge(mappings, into: &mapping) }
            try adopt(aliases: part["aliases"], into: &entry)
        }
        if let settings = wanted.settings { entry.settings = try adopting(settings, over: entry) }
        if let mappings = wanted.mappings?.object { Self.merge(mappings, into: &mapping) }
        try adopt(aliases: wanted.aliases, into: &entry)
        for name in ["number_of_shards", "number_of_replicas"] where !entry.settings.isSet(name) {
            entry.settings = entry.settings.assigning(name, "1")
        }
        return .object(mapping)
    }

    private func adopting(
        _ settings: JSONValue, over entry: IndexEntry
    ) throws(EngineError) -> Schema.IndexSettings {
        do {
            return try entry.settings.updating(settings, isOpen: false, label: entry.name)
        } catch {
            throw EngineError(.settings(error.reason))
        }
    }

    private func adopt(
        aliases: JSONValue?, into entry: inout IndexEntry
    ) throws(EngineError) {
        for (alias, spec) in aliases?.object ?? JSONObject() {
            let name = alias.replacing("{index}", with: entry.name)
            try IndexName.checkAlias(name)
            entry.aliases[name] = try AliasEntry(spec)
        }
    }

    /// Later mappings win field by field; dynamic templates of later parts come first.
    private static func merge(_ update: JSONObject, into mapping: inout JSONObject) {
        for (key, value) in update {
            switch (key, mapping[key], value) {
            case ("properties", .object(var existing)?, .object(let new)):
                mergeProperties(new, into: &existing)
                mapping[key] = .object(existing)
            case ("dynamic_templates", .array(let existing)?, .array(let new)):
                let names = Set(new.compactMap { $0.object?.keys.first })
                mapping[key] = .array(
                    new + existing.filter { !names.contains($0.object?.keys.first ?? "") })
            default: mapping[key] = value
            }
        }
    }

    private static func mergeProperties(_ update: JSONObject, into properties: inout JSONObject) {
        for (field, value) in update {
            guard case .object(var existing)? = properties[field], case .object(let new) = value,
                existing["properties"] != nil, case .object(let inner)? = new["properties"]
            else {
                properties[field] = value
                continue
            }
            var merged = existing["properties"]?.object ?? JSONObject()
            mergeProperties(inner, into: &merged)
            existing["properties"] = .object(merged)
            for (key, value) in new where key != "properties" { existing[key] = value }
            properties[field] = .object(existing)
        }
    }

    // MARK: deletion

    package func deleteIndices(_ expression: IndexExpression, _ options: IndicesOptions) throws {
        let doomed = try change { state in
            let names = try expression.resolve(in: state, options: options).map(\.name)
            return names.compactMap { state.indices.removeValue(forKey: $0) }
        }
        for entry in doomed { discard(entry) }
    }

    /// Closes an index nobody can name any more and removes its folder.
    func discard(_ entry: IndexEntry) {
        contexts.forget(index: entry.uuid)
        do {
            try entry.index?.close()
            try folder.remove(entry.uuid)
        } catch {
            log.error(
                "index could not be removed",
                ["index": .text(entry.name), "error": .text("\(error)")])
        }
    }

    // MARK: open and close

    package func closeIndices(
        _ expression: IndexExpression, _ options: IndicesOptions
    ) throws -> [String] {
        try change { state in
            var closed: [String] = []
            for resolved in try expression.resolve(in: state, options: options) {
                guard var entry = state.indices[resolved.name], let index = entry.index else {
                    continue
                }
                entry.closedMapping = index.mapping.serialized
                try index.close()
                entry.index = nil
                entry.isOpen = false
                state.indices[entry.name] = entry
                closed.append(entry.name)
            }
            return closed
        }
    }

    package func openIndices(_ expression: IndexExpression, _ options: IndicesOptions) throws {
        try change { state in
            for resolved in try expression.resolve(in: state, options: options) {
                guard var entry = state.indices[resolved.name], !entry.isOpen else { continue }
                entry.isOpen = true
                entry.index = try factory.reopen(entry)
                entry.closedMapping = nil
                state.indices[entry.name] = entry
            }
        }
    }
}

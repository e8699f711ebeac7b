import JSON
import Schema

/// The cluster state as rows of the catalog: one JSON text for each named thing.
///
/// A change of state is written as the difference between two sets of rows, in one transaction.
package enum CatalogRows {
    package struct Key: Hashable, Sendable {
        package let kind: String
        package let name: String

        package init(_ kind: String, _ name: String) {
            self.kind = kind
            self.name = name
        }
    }

    package static func rows(of state: ClusterState) -> [Key: String] {
        var rows: [Key: String] = [:]
        for entry in state.indices.values {
            rows[Key("index", entry.name)] = row(of: entry).serialized()
        }
        for kind in TemplateSet.Kind.allCases {
            for (name, body) in state.templates.matching([], kind) {
                rows[Key("template." + kind.rawValue, name)] = body.serialized()
            }
        }
        for (key, value) in state.persistentSettings {
            rows[Key("setting", key)] = value.serialized()
        }
        return rows
    }

    private static func row(of entry: IndexEntry) -> JSONValue {
        var object = JSONObject()
        object["uuid"] = .string(entry.uuid)
        object["created"] = .integer(entry.created)
        object["open"] = .boolean(entry.isOpen)
        object["settings"] = entry.settings.flat
        var aliases = JSONObject()
        for (name, alias) in entry.aliases.sorted(by: { $0.key < $1.key }) {
            aliases[name] = alias.shown
        }
        object["aliases"] = .object(aliases)
        if let mapping = entry.closedMapping { object["mapping"] = mapping }
        return .object(object)
    }

    /// Reads one row back into a state whose indices are not open yet.
    package static func read(
        _ key: Key, _ text: String, into state: inout ClusterState
    ) throws(EngineError) {
        let value: JSONValue
        do { value = try JSONValue(parsing: text) } catch {
            throw EngineError(
                .storage("catalog row [\(key.kind)/\(key.name)] is damaged: \(error)"))
        }
        switch key.kind {
        case "index": state.indices[key.name] = try entry(named: key.name, value)
        case "setting": state.persistentSettings[key.name] = value
        default:
            let kind = TemplateSet.Kind.allCases.first { "template." + $0.rawValue == key.kind }
            guard let kind else {
                throw EngineError(.storage("catalog row of unknown kind [\(key.kind)]"))
            }
            state.templates[kind, key.name] = value
        }
    }

    private static func entry(named name: String, _ value: JSONValue) throws(EngineError)
        -> IndexEntry
    {
        guard let uuid = value["uuid"]?.string, let created = value["created"]?.integer,
            let isOpen = value["open"]?.boolean
        else { throw EngineError(.storage("catalog row of index [\(name)] lacks a member")) }
        let settings: Schema.IndexSettings
        do { settings = try .restore(value["settings"] ?? .null) } catch {
            throw EngineError(.storage("catalog row of index [\(name)]: \(error)"))
        }
        var entry = IndexEntry(
            name: name, uuid: uuid, created: created, isOpen: isOpen, aliases: [:],
            settings: settings)
        entry.closedMapping = value["mapping"]
        for (alias, spec) in value["aliases"]?.object ?? JSONObject() {
            entry.aliases[alias] = try AliasEntry(spec)
        }
        return entry
    }
}

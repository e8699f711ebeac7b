import Index
import JSON
import Schema

/// What an alias says about one of its indices.
package struct AliasEntry: Sendable {
    /// A query every search through the alias is filtered by.
    package var filter: JSONValue?
    package var indexRouting: String?
    package var searchRouting: String?
    package var isWriteIndex: Bool?
    package var isHidden: Bool?

    package init() {}
}

/// One index as the cluster state knows it. The index itself is open unless the entry is closed.
package struct IndexEntry: Sendable {
    package let name: String
    package let uuid: String
    /// Unit: milliseconds since 1970.
    package let created: Int64
    package var isOpen: Bool
    package var aliases: [String: AliasEntry]
    package var settings: Schema.IndexSettings
    /// Nil while closed.
    package var index: LiveIndex?
    /// What the mapping was when the index was closed.
    package var closedMapping: JSONValue?

    package init(
        name: String, uuid: String, created: Int64, isOpen: Bool, aliases: [String: AliasEntry],
        settings: IndexSettings
    ) {
        self.name = name
        self.uuid = uuid
        self.created = created
        self.isOpen = isOpen
        self.aliases = aliases
        self.settings = settings
    }

    package var isHidden: Bool { settings.flag("hidden") }

    package var shardCount: Int { settings.numberOfShards }

    package var replicaCount: Int { settings.numberOfReplicas }
}

/// The named things of one daemon, immutable: a request takes one and never sees half a change.
package struct ClusterState: Sendable {
    package var indices: [String: IndexEntry] = [:]
    /// Legacy templates, composable templates and component templates, by name.
    package var templates = TemplateSet()
    package var persistentSettings: [String: JSONValue] = [:]
    package var transientSettings: [String: JSONValue] = [:]
    /// Changes so far; rises by one with each.
    package var version: Int64 = 1

    package init() {}

    package var sortedIndices: [IndexEntry] {
        indices.values.sorted { $0.name < $1.name }
    }

    package func isAlias(_ name: String) -> Bool {
        indices.values.contains { $0.aliases[name] != nil }
    }

    /// The indices of an alias, by name.
    package func members(of alias: String) -> [IndexEntry] {
        indices.values.filter { $0.aliases[alias] != nil }.sorted { $0.name < $1.name }
    }

    /// The one index a write to `name` goes to; nil when neither an index nor an alias has the
    /// name.
    package func writeTarget(_ name: String) throws(EngineError) -> IndexEntry? {
        if let entry = indices[name] { return entry }
        let members = members(of: name)
        guard !members.isEmpty else { return nil }
        if let chosen = members.first(where: { $0.aliases[name]?.isWriteIndex == true }) {
            return chosen
        }
        if members.count == 1, members[0].aliases[name]?.isWriteIndex != false { return members[0] }
        throw EngineError.illegal(
            "no write index is defined for alias [\(name)]. The write index may be "
                + "explicitly disabled "
                + "using is_write_index=false or the alias points to multiple indices without "
                + "one being "
                + "designated as a write index")
    }

    /// The one index a read of one document goes to.
    package func readTarget(_ name: String) throws(EngineError) -> IndexEntry {
        if let entry = indices[name] { return entry }
        let members = members(of: name)
        guard let first = members.first else { throw EngineError.notFound(name) }
        guard members.count == 1 else {
            let names = members.map(\.name).joined(separator: ", ")
            throw EngineError.illegal(
                "alias [\(name)] has more than one index associated with it "
                    + "[\(names)], can't execute a "
                    + "single index op")
        }
        return first
    }
}

import JSON

/// One step of an alias request; a request is applied whole or not at all.
package enum AliasAction: Sendable {
    case add(indices: [String], aliases: [String], AliasEntry)
    case remove(indices: [String], aliases: [String], mustExist: Bool?)
    case removeIndex(indices: [String])

    /// Reads `{"actions":[{"add":{…}},…]}`.
    package static func parse(_ body: JSONValue) throws(EngineError) -> [AliasAction] {
        guard let actions = body["actions"]?.array else {
            throw EngineError(.validation(["Must specify at least one alias action"]))
        }
        var parsed: [AliasAction] = []
        for action in actions {
            guard let object = action.object, object.count == 1,
                let (kind, spec) = object.first(where: { _ in true })
            else { throw EngineError.illegal("[alias_action] expected one action in an object") }
            parsed.append(try parse(kind, spec))
        }
        return parsed
    }

    private static func parse(_ kind: String, _ spec: JSONValue) throws(EngineError) -> AliasAction
    {
        try checkKeys(of: spec, in: kind)
        let indices = try names(spec, "index", "indices")
        guard !indices.isEmpty else {
            throw .illegal("One of [index] or [indices] is required")
        }
        switch kind {
        case "add":
            let aliases = try names(spec, "alias", "aliases")
            guard !aliases.isEmpty else {
                throw .illegal("One of [alias] or [aliases] is required")
            }
            return .add(indices: indices, aliases: aliases, try AliasEntry(spec))
        case "remove":
            let aliases = try names(spec, "alias", "aliases")
            guard !aliases.isEmpty else {
                throw .illegal("One of [alias] or [aliases] is required")
            }
            return .remove(
                indices: indices, aliases: aliases, mustExist: spec["must_exist"]?.boolean)
        case "remove_index": return .removeIndex(indices: indices)
        default: throw .illegal("[alias_action] unknown field [\(kind)]")
        }
    }

    private static let knownKeys: Set<String> = [
        "index", "indices", "alias", "aliases", "filter", "routing", "index_routing",
        "search_routing", "is_write_index", "is_hidden", "must_exist",
    ]

    private static func checkKeys(of spec: JSONValue, in kind: String) throws(EngineError) {
        guard let object = spec.object else {
            throw .illegal("[\(kind)] expected an object but found a \(spec.kindName)")
        }
        for key in object.keys where !knownKeys.contains(key) {
            throw .illegal("[\(kind)] unknown field [\(key)]")
        }
    }

    private static func names(
        _ spec: JSONValue, _ one: String, _ many: String
    ) throws(EngineError) -> [String] {
        switch spec[one] {
        case .string(let name)?:
            guard !name.isEmpty else { throw .illegal("[\(one)] can't be empty string") }
            return [name]
        case .array(let list)?: return list.compactMap(\.string)
        default: break
        }
        switch spec[many] {
        case .string(let name)?: return [name]
        case .array(let list)?:
            guard !list.isEmpty else { throw .illegal("[\(many)] can't be empty") }
            return list.compactMap(\.string)
        default: return []
        }
    }
}

extension AliasEntry {
    /// Reads the body of one alias, as in index creation, templates and alias requests.
    package init(_ spec: JSONValue) throws(EngineError) {
        self.init()
        if let filter = spec["filter"], !filter.isNull {
            guard case .object(let object) = filter else {
                throw .illegal("failed to parse filter for alias: expected an object")
            }
            if !object.isEmpty { self.filter = filter }
        }
        let routing = Self.text(spec["routing"])
        indexRouting = Self.text(spec["index_routing"]) ?? routing
        searchRouting = Self.text(spec["search_routing"]) ?? routing
        isWriteIndex = Self.flag(spec["is_write_index"])
        isHidden = Self.flag(spec["is_hidden"])
    }

    private static func text(_ value: JSONValue?) -> String? {
        value.flatMap { DottedKeys.text($0) }
    }

    private static func flag(_ value: JSONValue?) -> Bool? {
        value.flatMap { DottedKeys.text($0) }.map { $0 == "true" }
    }

    /// As `GET _alias` shows it.
    package var shown: JSONValue {
        var object = JSONObject()
        if let filter { object["filter"] = filter }
        if let indexRouting { object["index_routing"] = .string(indexRouting) }
        if let searchRouting { object["search_routing"] = .string(searchRouting) }
        if let isWriteIndex { object["is_write_index"] = .boolean(isWriteIndex) }
        if let isHidden { object["is_hidden"] = .boolean(isHidden) }
        return .object(object)
    }
}

extension ClusterState {
    /// The state after all actions, or the first fault: nothing is half done.
    /// - Returns: also the indices `remove_index` took away, which the caller deletes.
    package func applying(
        _ actions: [AliasAction]
    ) throws(EngineError) -> (state: ClusterState, removed: [IndexEntry]) {
        var state = self
        var removed: [IndexEntry] = []
        for action in actions {
            switch action {
            case .add(let indices, let aliases, let entry):
                try state.add(aliases, to: indices, entry)
            case .remove(let indices, let aliases, let mustExist):
                try state.remove(aliases, from: indices, mustExist: mustExist)
            case .removeIndex(let indices):
                var options = IndicesOptions.strict
                options.followsAliases = false
                let gone = try IndexExpression(indices).resolve(in: state, options: options)
                for index in gone {
                    if let entry = state.indices.removeValue(forKey: index.name) {
                        removed.append(entry)
                    }
                }
            }
        }
        try state.checkAliases()
        return (state, removed)
    }

    private static var aliasTargets: IndicesOptions {
        var options = IndicesOptions.strict
        options.followsAliases = false
        return options
    }

    private mutating func add(
        _ aliases: [String], to indices: [String], _ entry: AliasEntry
    ) throws(EngineError) {
        for alias in aliases { try IndexName.checkAlias(alias) }
        for index in try IndexExpression(indices).resolve(in: self, options: Self.aliasTargets) {
            for alias in aliases { self.indices[index.name]?.aliases[alias] = entry }
        }
    }

    private mutating func remove(
        _ aliases: [String], from indices: [String], mustExist: Bool?
    ) throws(EngineError) {
        var options = Self.aliasTargets
        options.followsAliases = false
        let targets = try IndexExpression(indices).resolve(in: self, options: options)
        var found = false
        for index in targets {
            for alias in self.indices[index.name]?.aliases.keys.map({ $0 }) ?? []
            where aliases.contains(where: { $0 == "_all" || NamePattern.matches($0, alias) }) {
                self.indices[index.name]?.aliases[alias] = nil
                found = true
            }
        }
        if !found, mustExist == true { throw EngineError(.aliasesMissing(aliases)) }
    }

    /// No alias bears an index's name, and no alias has two write indices.
    package func checkAliases() throws(EngineError) {
        var writers: [String: [String]] = [:]
        for entry in sortedIndices {
            for (alias, settings) in entry.aliases {
                if indices[alias] != nil {
                    throw EngineError(
                        .invalidAliasName(
                            alias: alias,
                            why: "an index or data stream exists with the same name as the alias"))
                }
                if settings.isWriteIndex == true { writers[alias, default: []].append(entry.name) }
            }
        }
        for (alias, names) in writers where names.count > 1 {
            throw EngineError(
                .illegalArgument(
                    "alias [\(alias)] has more than one write index "
                        + "[\(names.joined(separator: ","))]"
                ))
        }
    }
}

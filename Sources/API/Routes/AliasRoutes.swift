import Engine
import JSON

/// Aliases: one request, applied whole.
enum AliasRoutes {
    static let all: [Route] = [
        Route(
            "indices.update_aliases", ["POST"], ["/_aliases"],
            parameters: SharedParameters.waiting, handler: update),
        Route(
            "indices.put_alias", ["PUT", "POST"],
            [
                "/{index}/_alias/{name}", "/{index}/_aliases/{name}", "/_alias/{name}",
                "/_aliases/{name}",
            ], parameters: SharedParameters.waiting, handler: put),
        Route(
            "indices.put_alias.body", ["PUT"],
            ["/{index}/_alias", "/{index}/_aliases", "/_alias"],
            parameters: SharedParameters.waiting, handler: put),
        Route(
            "indices.get_alias", ["GET"],
            [
                "/_alias", "/_aliases", "/_alias/{name}", "/{index}/_alias/{name}",
                "/{index}/_alias",
            ],
            parameters: SharedParameters.indices + SharedParameters.waiting, handler: show),
        Route(
            "indices.exists_alias", ["HEAD"],
            ["/_alias/{name}", "/{index}/_alias/{name}", "/{index}/_alias"],
            parameters: SharedParameters.indices + SharedParameters.waiting, handler: exists),
        Route(
            "indices.delete_alias", ["DELETE"],
            ["/{index}/_alias/{name}", "/{index}/_aliases/{name}"],
            parameters: SharedParameters.waiting, handler: delete),
    ]

    private static func update(_ call: Call) throws -> Reply {
        let actions = try AliasAction.parse(call.value())
        guard !actions.isEmpty else {
            throw APIError(.validation(["Must specify at least one alias action"]))
        }
        try call.engine.applyAliasActions(actions)
        return .acknowledged()
    }

    private static let bodyKeys: Set<String> = [
        "index", "alias", "filter", "routing", "index_routing", "index-routing", "search_routing",
        "search-routing", "is_write_index", "is_hidden",
    ]

    private static func put(_ call: Call) throws -> Reply {
        let body = try call.value()
        for key in body.object?.keys ?? [] where !bodyKeys.contains(key) {
            throw APIError(.illegalArgument("unknown field [\(key)]"))
        }
        let index = body["index"]?.string ?? call.capture("index")
        let alias = body["alias"]?.string ?? call.capture("name")
        guard let index, !index.isEmpty else {
            throw APIError(.validation(["index is missing"]))
        }
        guard let alias, !alias.isEmpty else {
            throw APIError(.validation(["One of [alias] or [aliases] is required"]))
        }
        let names = alias.split(separator: ",").map(String.init)
        try call.engine.applyAliasActions([
            .add(
                indices: index.split(separator: ",").map(String.init), aliases: names,
                try AliasEntry(body))
        ])
        return .acknowledged()
    }

    private static func delete(_ call: Call) throws -> Reply {
        let aliases = try call.part("name").split(separator: ",").map(String.init)
        try call.engine.applyAliasActions([
            .remove(indices: call.indices.names, aliases: aliases, mustExist: true)
        ])
        return .acknowledged()
    }

    /// Aliases to show of each index, and names asked for outright that nobody bears.
    private static func select(
        _ call: Call
    ) throws -> (found: [(IndexEntry, [String])], missing: [String]) {
        let state = call.engine.state
        var defaults = IndicesOptions.metadata
        defaults.expandsHidden = call.capture("name") != nil
        let options = try call.indicesOptions(defaults)
        let reached = try call.indices.resolve(in: state, options: options)
        let patterns = call.capture("name")?.split(separator: ",").map(String.init)
        let (wanted, unwanted) = split(patterns ?? [])
        var found: [(IndexEntry, [String])] = []
        var seen: Set<String> = []
        for resolved in reached {
            guard let entry = state.indices[resolved.name] else { continue }
            let names = entry.aliases.keys.filter { alias in
                let isWanted = patterns == nil || wanted.contains { matches($0, alias) }
                return isWanted && !unwanted.contains { matches($0, alias) }
            }.sorted()
            seen.formUnion(names)
            if patterns == nil || !names.isEmpty { found.append((entry, names)) }
        }
        let missing = wanted.filter {
            !NamePattern.isPattern($0) && $0 != "_all" && !seen.contains($0)
        }
        return (found, missing.filter { name in !unwanted.contains { matches($0, name) } }.sorted())
    }

    /// A name with `-` after a pattern takes names away; a leading one is a name of its own.
    private static func split(_ patterns: [String]) -> (wanted: [String], unwanted: [String]) {
        var wanted: [String] = []
        var unwanted: [String] = []
        var sawPattern = false
        for pattern in patterns {
            if pattern.hasPrefix("-"), sawPattern {
                unwanted.append(String(pattern.dropFirst()))
            } else {
                wanted.append(pattern)
            }
            if NamePattern.isPattern(pattern) || pattern == "_all" { sawPattern = true }
        }
        return (wanted, unwanted)
    }

    private static func matches(_ pattern: String, _ name: String) -> Bool {
        pattern == "_all" || NamePattern.matches(pattern, name)
    }

    private static func show(_ call: Call) throws -> Reply {
        let (found, missing) = try select(call)
        let status = missing.isEmpty ? 200 : 404
        return Reply.object(status: status) { writer in
            if !missing.isEmpty {
                let noun = missing.count == 1 ? "alias" : "aliases"
                writer.put("error", "\(noun) [\(missing.joined(separator: ","))] missing")
                writer.put("status", 404)
            }
            for (entry, names) in found {
                writer.object(entry.name) {
                    writer.object("aliases") {
                        for name in names { writer.put(name, entry.aliases[name]?.shown ?? .null) }
                    }
                }
            }
        }
    }

    private static func exists(_ call: Call) throws -> Reply {
        do {
            let (found, missing) = try select(call)
            let isThere = found.contains { !$0.1.isEmpty } && missing.isEmpty
            return .empty(status: isThere ? 200 : 404)
        } catch let error as EngineError {
            guard case .indexNotFound = error.kind else { throw error }
            return .empty(status: 404)
        }
    }
}

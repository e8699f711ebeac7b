/// How index expressions are read: what a wildcard reaches and what may be missing.
package struct IndicesOptions: Sendable, Equatable {
    /// A named index that is missing, or closed where closed ones are refused, is passed over.
    package var ignoresUnavailable = false
    /// An expression that reaches nothing is no error.
    package var allowsNone = true
    package var expandsOpen = true
    package var expandsClosed = false
    package var expandsHidden = false
    /// A closed index named outright is refused.
    package var refusesClosed = true
    /// Aliases stand for their indices; else they are refused or passed over by wildcards.
    package var followsAliases = true

    package init() {}

    /// Searches and counts: open indices, closed ones refused.
    package static let search = IndicesOptions()

    /// Reading metadata: wildcards reach open and closed ones.
    package static var metadata: IndicesOptions {
        var options = IndicesOptions()
        options.expandsClosed = true
        options.refusesClosed = false
        return options
    }

    /// Changing metadata: as reading, wildcards reaching nothing being an error.
    package static var strict: IndicesOptions {
        var options = metadata
        options.allowsNone = false
        return options
    }
}

/// One index an expression reached, and which parts of the expression did.
package struct ResolvedIndex: Sendable {
    package let name: String
    /// Names that led here: the index's own, or aliases.
    package let via: [String]
}

/// Index expressions: names, aliases, wildcards, exclusions, `_all`.
package struct IndexExpression: Sendable {
    private let parts: [String]

    /// - Parameter parts: comma-separated parts, each possibly a list again.
    package init(_ parts: [String]) {
        // Most requests name one index.
        let isPlain = parts.allSatisfy { !$0.isEmpty && !$0.utf8.contains(UInt8(ascii: ",")) }
        self.parts =
            isPlain ? parts : parts.flatMap { $0.split(separator: ",").map(String.init) }
    }

    package init(_ text: String?) {
        self.init(text.flatMap { $0.isEmpty ? nil : [$0] } ?? [])
    }

    package var isEverything: Bool {
        parts.isEmpty || parts.count == 1 && (parts[0] == "_all" || parts[0] == "*")
    }

    package var text: String { parts.isEmpty ? "_all" : parts.joined(separator: ",") }

    package var names: [String] { parts }

    /// - Returns: the indices reached, by name in byte order of first mention; wildcards contribute
    ///   theirs in alphabetical order.
    package func resolve(
        in state: ClusterState, options: IndicesOptions
    ) throws(EngineError) -> [ResolvedIndex] {
        if parts.count == 1, let entry = state.indices[parts[0]],
            entry.isOpen || !options.refusesClosed
        {
            return [ResolvedIndex(name: entry.name, via: parts)]
        }
        var reached = Reached()
        if isEverything {
            for entry in state.sortedIndices where options.reaches(entry, pattern: "*") {
                reached.add(entry.name, via: entry.name)
            }
        } else {
            var sawWildcard = false
            for part in parts {
                if part.hasPrefix("-"), sawWildcard {
                    exclude(String(part.dropFirst()), from: &reached, in: state)
                } else if part == "_all" || NamePattern.isPattern(part) {
                    sawWildcard = true
                    let pattern = part == "_all" ? "*" : part
                    try expand(pattern, into: &reached, in: state, options: options)
                } else {
                    try include(part, into: &reached, in: state, options: options)
                }
            }
        }
        if reached.order.isEmpty, !options.allowsNone { throw missing(text) }
        return reached.order.map { ResolvedIndex(name: $0, via: reached.via[$0] ?? []) }
    }

    private func expand(
        _ pattern: String, into reached: inout Reached, in state: ClusterState,
        options: IndicesOptions
    ) throws(EngineError) {
        var found = false
        for entry in state.sortedIndices {
            let isNamed = NamePattern.matches(pattern, entry.name)
            if isNamed, options.reaches(entry, pattern: pattern) {
                reached.add(entry.name, via: entry.name)
                found = true
            }
            guard options.followsAliases, options.reachesState(of: entry) else { continue }
            for (alias, settings) in entry.aliases where NamePattern.matches(pattern, alias) {
                guard options.expandsHidden || settings.isHidden != true || isDotted(pattern, alias)
                else { continue }
                reached.add(entry.name, via: alias)
                found = true
            }
        }
        if !found, !options.allowsNone { throw missing(pattern) }
    }

    private func isDotted(_ pattern: String, _ name: String) -> Bool {
        pattern.hasPrefix(".") && name.hasPrefix(".")
    }

    private func include(
        _ name: String, into reached: inout Reached, in state: ClusterState,
        options: IndicesOptions
    ) throws(EngineError) {
        if let entry = state.indices[name] {
            if !entry.isOpen, options.refusesClosed {
                if options.ignoresUnavailable { return }
                throw EngineError(.indexClosed, index: name, uuid: entry.uuid)
            }
            reached.add(name, via: name)
            return
        }
        let members = options.followsAliases ? state.members(of: name) : []
        if members.isEmpty {
            if options.ignoresUnavailable { return }
            if state.isAlias(name) {
                throw EngineError.illegal(
                    "The provided expression [\(name)] matches an alias, specify the corresponding "
                        + "concrete indices instead.")
            }
            if name.hasPrefix("_") {
                throw EngineError(
                    .invalidIndexName(why: "must not start with '_'."), index: name)
            }
            throw missing(name)
        }
        for entry in members {
            if !entry.isOpen, options.refusesClosed {
                if options.ignoresUnavailable || members.count > 1 { continue }
                throw EngineError(.indexClosed, index: entry.name, uuid: entry.uuid)
            }
            reached.add(entry.name, via: name)
        }
    }

    private func exclude(_ part: String, from reached: inout Reached, in state: ClusterState) {
        for entry in state.indices.values {
            let isMatched =
                NamePattern.matches(part, entry.name)
                || entry.aliases.keys.contains { NamePattern.matches(part, $0) }
            if isMatched { reached.remove(entry.name) }
        }
    }

    private func missing(_ name: String) -> EngineError { EngineError.notFound(name) }

    private struct Reached {
        var order: [String] = []
        var via: [String: [String]] = [:]

        mutating func add(_ name: String, via path: String) {
            if via[name] == nil { order.append(name) }
            if via[name]?.contains(path) != true { via[name, default: []].append(path) }
        }

        mutating func remove(_ name: String) {
            via[name] = nil
            order.removeAll { $0 == name }
        }
    }
}

extension IndicesOptions {
    /// Whether a wildcard may reach the index at all, by open, closed and hidden.
    func reaches(_ entry: IndexEntry, pattern: String) -> Bool {
        guard reachesState(of: entry) else { return false }
        guard entry.isHidden, !expandsHidden else { return true }
        return pattern.hasPrefix(".") && entry.name.hasPrefix(".")
    }

    func reachesState(of entry: IndexEntry) -> Bool {
        entry.isOpen ? expandsOpen : expandsClosed
    }
}

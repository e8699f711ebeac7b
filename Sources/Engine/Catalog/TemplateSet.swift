import JSON

/// The three kinds of template, by name.
package struct TemplateSet: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case legacy, composable, component
    }

    private var bodies: [Kind: [String: JSONValue]] = [:]

    package init() {}

    package subscript(_ kind: Kind, _ name: String) -> JSONValue? {
        get { bodies[kind]?[name] }
        set { bodies[kind, default: [:]][name] = newValue }
    }

    /// Templates whose name one of the patterns matches, by name. No pattern means all.
    package func matching(_ patterns: [String], _ kind: Kind) -> [(name: String, body: JSONValue)] {
        let all = bodies[kind] ?? [:]
        return all.filter { entry in
            patterns.isEmpty || patterns.contains { NamePattern.matches($0, entry.key) }
        }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What a new index gets from templates, lowest precedence first. Each part has the members
    /// `settings`, `mappings` and `aliases`.
    package func parts(for index: String) throws(EngineError) -> [JSONValue] {
        if let best = bestComposable(for: index) { return try parts(of: best) }
        return matching([], .legacy)
            .filter { Self.applies($0.body, to: index) }
            .sorted { (Self.order($0.body), $0.name) < (Self.order($1.body), $1.name) }
            .map(\.body)
    }

    private static func order(_ body: JSONValue) -> Int64 { body["order"]?.integer ?? 0 }

    private func bestComposable(for index: String) -> JSONValue? {
        let fitting = matching([], .composable).filter { Self.applies($0.body, to: index) }
        let best = fitting.max {
            ($0.body["priority"]?.integer ?? 0, $1.name) < (
                $1.body["priority"]?.integer ?? 0, $0.name
            )
        }
        return best?.body
    }

    /// A composable template's components in order, then its own part.
    package func parts(of template: JSONValue) throws(EngineError) -> [JSONValue] {
        var parts: [JSONValue] = []
        for case .string(let name) in template["composed_of"]?.array ?? [] {
            guard let component = self[.component, name] else { throw missing(component: name) }
            if let part = component["template"] { parts.append(part) }
        }
        if let own = template["template"] { parts.append(own) }
        return parts
    }

    private func missing(component name: String) -> EngineError {
        .illegal("component template [\(name)] does not exist")
    }

    package static func patterns(of body: JSONValue) -> [String] {
        switch body["index_patterns"] {
        case .string(let one)?: one.split(separator: ",").map(String.init)
        case .array(let list)?: list.compactMap(\.string)
        default: []
        }
    }

    package static func applies(_ body: JSONValue, to index: String) -> Bool {
        patterns(of: body).contains { NamePattern.matches($0, index) }
    }
}

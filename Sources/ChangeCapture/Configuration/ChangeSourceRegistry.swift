/// The kinds of source a daemon knows, handed in from above: this target knows none.
package struct ChangeSourceRegistry: Sendable {
    package let kinds: [any ChangeSource.Type]

    package init(_ kinds: [any ChangeSource.Type]) { self.kinds = kinds }

    package subscript(_ kind: String) -> (any ChangeSource.Type)? {
        kinds.first { $0.kind == kind }
    }

    package func make(
        _ name: String, _ configuration: SourceConfiguration
    ) throws(SourceError) -> any ChangeSource {
        guard let type = self[configuration.kind] else {
            throw SourceError(
                .misconfigured, "there is no source of kind \(configuration.kind)",
                remedy: "use one of \(kinds.map { $0.kind }.joined(separator: ", "))")
        }
        return try type.init(name: name, configuration: configuration)
    }
}

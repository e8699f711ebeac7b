import Configuration

/// The `sources:` and `indexes:` of `aisle.yml`.
package struct CaptureConfiguration: Sendable, Equatable {
    package struct Source: Sendable, Equatable {
        package let name: String
        package let configuration: SourceConfiguration

        package init(name: String, configuration: SourceConfiguration) {
            self.name = name
            self.configuration = configuration
        }
    }

    package let sources: [Source]
    package let indexes: [IndexConfiguration]

    /// Nothing is followed.
    package static let none = CaptureConfiguration(sources: [], indexes: [])

    package init(sources: [Source], indexes: [IndexConfiguration]) {
        self.sources = sources
        self.indexes = indexes
    }

    /// - Throws: `ConfigurationError` that points at the value.
    package init(
        _ root: ConfigurationNode, _ registry: ChangeSourceRegistry
    ) throws(ConfigurationError) {
        self = try CaptureConfigurationReader(registry: registry).read(root)
    }

    package func indexes(of source: String) -> [IndexConfiguration] {
        indexes.filter { $0.source == source }
    }
}

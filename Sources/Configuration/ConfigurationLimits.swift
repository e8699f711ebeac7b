/// Bounds of a configuration file.
package enum ConfigurationLimits {
    /// Unit: bytes.
    package static let textSize = 1 << 20
    /// Most mappings and lists one inside the other.
    package static let depth = 32
    /// Most values of all kinds.
    package static let nodeCount = 50_000
}

/// A chain from a field's text to tokens.
package final class Analyzer: Sendable {
    package let name: String
    package let fingerprint: UInt64

    package init(name: String, fingerprint: UInt64) {
        self.name = name
        self.fingerprint = fingerprint
    }
}

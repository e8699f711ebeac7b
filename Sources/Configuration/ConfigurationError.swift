/// A configuration that cannot be read, or holds a value that cannot be used.
package struct ConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// Not YAML, or not UTF-8.
        case syntax
        case duplicateKey
        /// Anchors, aliases, tags and several documents: YAML we do not read.
        case unsupported
        case overLimit
        /// A value of another type than is needed.
        case wrongType
        /// A value that cannot be used, or a key nobody knows.
        case invalid
    }

    package let kind: Kind
    /// What is wrong, without the position.
    package let message: String
    /// Dotted path of the value, empty for the root.
    package let path: String
    /// 1-based.
    package let line: Int
    /// 1-based.
    package let column: Int

    package init(_ kind: Kind, _ message: String, path: String = "", line: Int, column: Int) {
        self.kind = kind
        self.message = message
        self.path = path
        self.line = line
        self.column = column
    }

    package var description: String {
        let place = "at line \(line), column \(column)"
        return path.isEmpty ? "\(message) \(place)" : "\(path): \(message) \(place)"
    }
}

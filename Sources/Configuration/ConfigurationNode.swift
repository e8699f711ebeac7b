/// One value of a configuration file, and where it stands.
package struct ConfigurationNode: Sendable, Equatable {
    package struct Member: Sendable, Equatable {
        package let key: String
        package let value: ConfigurationNode
    }

    package enum Content: Sendable, Equatable {
        /// A text as written. A plain one may be read as a number, a flag or null; a quoted one
        /// may not.
        case scalar(String, isQuoted: Bool)
        case list([ConfigurationNode])
        /// Keys are unique; order is that of the file.
        case mapping([Member])
    }

    package let content: Content
    /// Dotted path from the root, such as `sources.0.url`; empty for the root.
    package let path: String
    /// 1-based.
    package let line: Int
    /// 1-based.
    package let column: Int

    package init(_ content: Content, path: String, line: Int, column: Int) {
        self.content = content
        self.path = path
        self.line = line
        self.column = column
    }

    /// Members of a mapping; none for an absent value, an error for anything else.
    package func members() throws(ConfigurationError) -> [Member] {
        if case .mapping(let members) = content { return members }
        if isNull { return [] }
        throw wrongType("a mapping")
    }

    /// Elements of a list; none for an absent value, an error for anything else.
    package func elements() throws(ConfigurationError) -> [ConfigurationNode] {
        if case .list(let elements) = content { return elements }
        if isNull { return [] }
        throw wrongType("a list")
    }

    /// A member of a mapping, or nil.
    package subscript(_ key: String) -> ConfigurationNode? {
        guard case .mapping(let members) = content else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// Empty, `null` or `~` without quotes.
    package var isNull: Bool {
        if case .scalar(let text, false) = content {
            return ["", "~", "null", "Null", "NULL"].contains(text)
        }
        return false
    }

    package func string() throws(ConfigurationError) -> String {
        guard case .scalar(let text, _) = content else { throw wrongType("a text") }
        return text
    }

    package func integer() throws(ConfigurationError) -> Int {
        if case .scalar(let text, false) = content, let value = Int(text.filter { $0 != "_" }) {
            return value
        }
        throw wrongType("an integer")
    }

    package func double() throws(ConfigurationError) -> Double {
        if case .scalar(let text, false) = content, let value = Double(text), value.isFinite {
            return value
        }
        throw wrongType("a number")
    }

    package func boolean() throws(ConfigurationError) -> Bool {
        if case .scalar(let text, false) = content {
            if ["true", "True", "TRUE"].contains(text) { return true }
            if ["false", "False", "FALSE"].contains(text) { return false }
        }
        throw wrongType("true or false")
    }

    package func wrongType(_ wanted: String) -> ConfigurationError {
        let found =
            switch content {
            case .mapping: "a mapping"
            case .list: "a list"
            case .scalar(let text, _): "'\(text)'"
            }
        return error(.wrongType, "expected \(wanted), found \(found)")
    }

    /// An error that points at this value.
    package func error(_ kind: ConfigurationError.Kind, _ message: String) -> ConfigurationError {
        ConfigurationError(kind, message, path: path, line: line, column: column)
    }
}

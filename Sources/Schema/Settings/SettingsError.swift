/// Why index settings are refused, in OpenSearch's words.
package struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        case illegalArgument = "illegal_argument_exception"
    }

    package let kind: Kind
    package let reason: String
    /// The setting at fault, with `index.`.
    package let setting: String

    package init(_ reason: String, setting: String, kind: Kind = .illegalArgument) {
        self.kind = kind
        self.reason = reason
        self.setting = setting
    }

    /// OpenSearch's name of the exception.
    package var type: String { kind.rawValue }
    package var description: String { reason }
}

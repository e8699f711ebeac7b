/// Why a mapping is refused, in OpenSearch's words.
package struct MappingError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        /// A definition that cannot be read.
        case mapperParsing = "mapper_parsing_exception"
        /// A readable definition that contradicts the mapping there is, or a limit.
        case illegalArgument = "illegal_argument_exception"
    }

    package let kind: Kind
    package let reason: String
    /// Full path of the field the fault was found at; empty at the root.
    package let path: String
    /// The known name nearest to an unknown one.
    package let suggestion: String?

    package init(_ kind: Kind, _ reason: String, at path: String = "", suggestion: String? = nil) {
        self.kind = kind
        self.reason = reason
        self.path = path
        self.suggestion = suggestion
    }

    /// OpenSearch's name of the exception.
    package var type: String { kind.rawValue }
    package var description: String { reason }
}

/// Why a document is refused, in OpenSearch's words.
package struct DocumentError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        case mapperParsing = "mapper_parsing_exception"
        case strictMapping = "strict_dynamic_mapping_exception"
        case illegalArgument = "illegal_argument_exception"
    }

    package let kind: Kind
    package let reason: String
    /// Full path of the field at fault; empty when the document as a whole is.
    package let path: String
    /// What lies beneath, as `caused_by` prints it.
    package let cause: FieldValueError?

    package init(
        _ kind: Kind, _ reason: String, at path: String = "", cause: FieldValueError? = nil
    ) {
        self.kind = kind
        self.reason = reason
        self.path = path
        self.cause = cause
    }

    /// OpenSearch's name of the exception.
    package var type: String { kind.rawValue }
    package var description: String { reason }
}

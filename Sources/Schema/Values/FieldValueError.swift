/// Why one value does not fit its field, whether it came from a document or from a query.
package struct FieldValueError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        case illegalArgument = "illegal_argument_exception"
        case illegalState = "illegal_state_exception"
        case numberFormat = "number_format_exception"
        case inputCoercion = "input_coercion_exception"
        case parse = "parse_exception"
        case jsonParse = "json_parse_exception"
        /// A term over `SchemaLimits.termBytes`.
        case immenseTerm = "max_bytes_length_exceeded_exception"
    }

    package let kind: Kind
    package let reason: String

    package init(_ kind: Kind, _ reason: String) {
        self.kind = kind
        self.reason = reason
    }

    /// OpenSearch's name of the exception.
    package var type: String { kind.rawValue }
    package var description: String { reason }

    static func notANumber(_ text: String) -> FieldValueError {
        text.isEmpty
            ? FieldValueError(.numberFormat, "empty String")
            : FieldValueError(.numberFormat, "For input string: \"\(text)\"")
    }
}

/// Why a request cannot be understood or planned, in OpenSearch's terms.
///
/// `type` and `reason` are what clients compare; `path`, `line` and `column` point at the place in
/// the body. Status codes are decided elsewhere, from `type`.
package struct RequestError: Error, Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case parsing = "parsing_exception"
        case contentParsing = "x_content_parse_exception"
        case jsonParsing = "json_parse_exception"
        case illegalArgument = "illegal_argument_exception"
        case inputCoercion = "input_coercion_exception"
        case numberFormat = "number_format_exception"
        case queryShard = "query_shard_exception"
        case mapperParsing = "mapper_parsing_exception"
        case validation = "action_request_validation_exception"
        case parseDate = "parse_exception"
        case tooManyClauses = "too_many_clauses"
        case unsupportedOperation = "unsupported_operation_exception"
        case aggregationInitialization = "aggregation_initialization_exception"
        case aggregationExecution = "aggregation_execution_exception"
        case tooManyBuckets = "too_many_buckets_exception"
    }

    /// What lies beneath, as `caused_by` prints it.
    package struct Cause: Sendable, Equatable {
        package let type: String
        package let reason: String

        package init(type: String, reason: String) {
            self.type = type
            self.reason = reason
        }
    }

    package let kind: Kind
    package let reason: String
    /// Dotted path from the root of the body, `query.bool.must[0].match`; empty outside a body.
    package let path: String
    /// 1-based; nil where there is no body.
    package let line: Int?
    package let column: Int?
    /// What the caller probably meant.
    package let suggestion: String?
    package let cause: Cause?

    package init(
        _ kind: Kind, _ reason: String, path: String = "", line: Int? = nil, column: Int? = nil,
        suggestion: String? = nil, cause: Cause? = nil
    ) {
        self.kind = kind
        self.reason = reason
        self.path = path
        self.line = line
        self.column = column
        self.suggestion = suggestion
        self.cause = cause
    }

    /// OpenSearch's name of the exception.
    package var type: String { kind.rawValue }

    /// True for faults that depend on the index (a mapping, a limit), which OpenSearch reports
    /// as failures of all shards.
    package var isShardLevel: Bool {
        switch kind {
        case .queryShard, .tooManyClauses, .unsupportedOperation, .aggregationInitialization,
            .aggregationExecution, .tooManyBuckets:
            true
        default: false
        }
    }
}

import JSON

/// Why an aggregation cannot be read or computed, in OpenSearch's terms.
package struct AggregationError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        case parsing = "parsing_exception"
        case contentParsing = "x_content_parse_exception"
        case illegalArgument = "illegal_argument_exception"
        case initialization = "aggregation_initialization_exception"
        case execution = "aggregation_execution_exception"
        case tooManyBuckets = "too_many_buckets_exception"
        case numberFormat = "number_format_exception"
        case parseDate = "parse_exception"
    }

    package let kind: Kind
    package let reason: String
    /// 1-based; nil where the fault has no place in the body.
    package let line: Int?
    package let column: Int?

    package init(_ kind: Kind, _ reason: String, at position: JSONPosition? = nil) {
        self.kind = kind
        self.reason = reason
        self.line = position?.line
        self.column = position?.column
    }

    /// OpenSearch's name of the exception.
    package var type: String { kind.rawValue }
    package var description: String { reason }

    /// True for faults that depend on the index or its documents, which OpenSearch reports as
    /// failures of all shards.
    package var isShardLevel: Bool {
        switch kind {
        case .parsing, .contentParsing: false
        default: true
        }
    }

    static func tooManyBuckets(_ count: Int, limit: Int) -> AggregationError {
        AggregationError(
            .tooManyBuckets,
            "Trying to create too many buckets. Must be less than or equal to: [\(limit)] but was "
                + "[\(count)]. This limit can be set by changing the [search.max_buckets] cluster "
                + "level setting.")
    }
}

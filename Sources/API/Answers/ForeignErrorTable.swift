import Aggregations
import Analysis
import Index
import JSON
import Primitives
import QueryDSL
import Schema
import Search
import Segments

/// Errors of the targets below the engine, in OpenSearch's terms.
enum ForeignErrorTable {
    static func answer(for error: any Error) -> ErrorAnswer {
        switch error {
        case let error as RequestError: return answer(for: error)
        case let error as AggregationError: return answer(for: error)
        case let error as IndexError: return answer(for: error)
        case let error as DocumentError: return answer(for: error)
        case let error as MappingError: return ErrorAnswer(400, error.type, error.reason)
        case let error as SettingsError: return ErrorAnswer(400, error.type, error.reason)
        case let error as FieldValueError: return ErrorAnswer(400, error.type, error.reason)
        case let error as AnalysisError:
            return ErrorAnswer(400, "illegal_argument_exception", error.description)
        case let error as SearchError: return answer(for: error)
        case let error as JSONError: return answer(for: error)
        case let error as SegmentError: return answer(for: error)
        case let error as DirectoryError:
            return ErrorAnswer(
                error.kind == .noSpace ? 507 : 500, "i_o_exception", "\(error)")
        case let error as MemoryBudgetError: return answer(for: error)
        default: return ErrorAnswer(500, "exception", "\(error)")
        }
    }

    private static func answer(for error: RequestError) -> ErrorAnswer {
        var answer = ErrorAnswer(400, error.type, error.reason)
        answer.cause.line = error.line
        answer.cause.column = error.column
        answer.causedBy = error.cause.map { .init($0.type, $0.reason) }
        return answer
    }

    private static func answer(for error: AggregationError) -> ErrorAnswer {
        let status = error.type == "too_many_buckets_exception" ? 503 : 400
        var answer = ErrorAnswer(status, error.type, error.reason)
        answer.cause.line = error.line
        answer.cause.column = error.column
        return answer
    }

    private static func answer(for error: IndexError) -> ErrorAnswer {
        switch error.kind {
        case .versionConflict:
            return ErrorAnswer(409, "version_conflict_engine_exception", error.description)
        case .documentMissing:
            return ErrorAnswer(404, "document_missing_exception", error.description)
        case .invalid: return ErrorAnswer(400, "illegal_argument_exception", error.reason)
        case .document(let inner): return answer(for: inner)
        case .update(let inner): return ErrorTable.answer(for: inner)
        case .mapping(let inner): return ErrorAnswer(400, inner.type, inner.reason)
        case .rejected:
            var answer = ErrorAnswer(429, "rejected_execution_exception", error.reason)
            answer.headers = [("Retry-After", "1")]
            return answer
        case .memory(let inner): return answer(for: inner)
        case .noSpace: return ErrorAnswer(507, "i_o_exception", error.reason)
        case .readOnly, .storage: return ErrorAnswer(500, "i_o_exception", error.reason)
        case .corrupt: return ErrorAnswer(500, "corrupt_index_exception", error.reason)
        case .closed: return ErrorAnswer(400, "index_closed_exception", "closed")
        }
    }

    private static func answer(for error: DocumentError) -> ErrorAnswer {
        var answer = ErrorAnswer(400, error.type, error.reason)
        answer.causedBy = error.cause.map { .init($0.type, $0.reason) }
        return answer
    }

    private static func answer(for error: SearchError) -> ErrorAnswer {
        switch error.kind {
        case .timedOut: ErrorAnswer(503, "timeout_exception", error.reason)
        case .cancelled: ErrorAnswer(400, "task_cancelled_exception", error.reason)
        case .tooLarge: ErrorAnswer(400, "too_many_clauses", error.reason)
        case .invalid: ErrorAnswer(400, "illegal_argument_exception", error.reason)
        }
    }

    private static func answer(for error: JSONError) -> ErrorAnswer {
        var answer = ErrorAnswer(400, "json_parse_exception", error.description)
        answer.cause.line = error.line
        answer.cause.column = error.column
        return answer
    }

    private static func answer(for error: SegmentError) -> ErrorAnswer {
        switch error.kind {
        case .cancelled: ErrorAnswer(503, "task_cancelled_exception", error.description)
        case .overLimit, .invalidDocument:
            ErrorAnswer(400, "illegal_argument_exception", error.description)
        default: ErrorAnswer(500, "corrupt_index_exception", error.description)
        }
    }

    /// The budget is the breaker: the request is refused, the process goes on.
    private static func answer(for error: MemoryBudgetError) -> ErrorAnswer {
        var answer = ErrorAnswer(
            429, "circuit_breaking_exception",
            "[\(error.purpose)] Data too large: \(error.wanted) bytes wanted, \(error.used) of "
                + "\(error.limit) bytes in use")
        answer.headers = [("Retry-After", "1")]
        return answer
    }
}

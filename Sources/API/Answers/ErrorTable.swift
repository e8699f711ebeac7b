import ChangeCapture
import Engine

/// The one place that turns error kinds into status codes, OpenSearch's type names and words.
package enum ErrorTable {
    package static func answer(for error: any Error) -> ErrorAnswer {
        switch error {
        case let error as APIError: answer(for: error.kind)
        case let error as EngineError: answer(for: error)
        case let error as CaptureError: answer(for: error)
        case let error as SourceError:
            ErrorAnswer(503, "change_source_exception", error.description)
        default: ForeignErrorTable.answer(for: error)
        }
    }

    private static func answer(for error: CaptureError) -> ErrorAnswer {
        switch error {
        case .unknownSource, .unknownIndex:
            ErrorAnswer(404, "resource_not_found_exception", error.description)
        case .unknownPosition: ErrorAnswer(400, "illegal_argument_exception", error.description)
        case .behind: ErrorAnswer(408, "position_timeout_exception", error.description)
        case .conflict: ErrorAnswer(409, "illegal_state_exception", error.description)
        }
    }

    // MARK: requests the engine never saw

    private static func answer(for kind: APIError.Kind) -> ErrorAnswer {
        switch kind {
        case .unknownPath(let uri, let method):
            return plain(400, "no handler found for uri [\(uri)] and method [\(method)]")
        case .wrongMethod(let uri, let method, let allowed):
            let names = allowed.joined(separator: ", ")
            var answer = plain(
                405,
                "Incorrect HTTP method for uri [\(uri)] and method [\(method)], allowed: [\(names)]"
            )
            answer.headers = [("Allow", names)]
            return answer
        case .contentType(let type):
            return plain(406, "Content-Type header [\(type)] is not supported")
        case .unknownParameters(let names, let route, let suggestions):
            return illegal(unknown(names, route, suggestions))
        case .refusedParameter(let name, let reason):
            return illegal("parameter [\(name)] is not supported: \(reason)")
        case .notBoolean(let value):
            return illegal(
                "Failed to parse value [\(value)] as only [true] or [false] are allowed.")
        case .notInteger(let parameter, let value, let type):
            var answer = illegal(
                "Failed to parse \(type) parameter [\(parameter)] with value [\(value)]")
            answer.causedBy = .init("number_format_exception", "For input string: \"\(value)\"")
            return answer
        case .notTime(let parameter, let value):
            return illegal(
                "failed to parse setting [\(parameter)] with value [\(value)] as a time "
                    + "value: unit is "
                    + "missing or unrecognized")
        case .illegalArgument(let reason): return illegal(reason)
        case .bodyRequired: return ErrorAnswer(400, "parse_exception", "request body is required")
        case .bodyForbidden(let uri, let method):
            return illegal("request [\(method) \(uri)] does not support having a body")
        case .parsing(let reason): return ErrorAnswer(400, "parsing_exception", reason)
        case .validation(let faults): return validation(faults)
        }
    }

    private static func unknown(
        _ names: [String], _ route: String, _ suggestions: [String: [String]]
    ) -> String {
        let parts = names.map { name -> String in
            let near = suggestions[name] ?? []
            switch near.count {
            case 0: return "[\(name)]"
            case 1: return "[\(name)] -> did you mean [\(near[0])]?"
            default: return "[\(name)] -> did you mean any of [\(near.joined(separator: ", "))]?"
            }
        }
        let noun = names.count > 1 ? "parameters" : "parameter"
        return "request [\(route)] contains unrecognized \(noun): \(parts.joined(separator: ", "))"
    }

    // MARK: the engine's own refusals

    private static func answer(for error: EngineError) -> ErrorAnswer {
        var answer: ErrorAnswer
        switch error.kind {
        case .inIndex(let inner):
            answer = self.answer(for: inner)
            if inner is EngineError { return answer }
        case .inSearch(let inner): return searchAnswer(for: inner, of: error)
        default: answer = words(for: error)
        }
        if let index = error.index {
            if case .indexNotFound = error.kind {
                answer.cause.extras += [
                    ("resource.type", "index_or_alias"), ("resource.id", index),
                ]
            }
            answer.cause.extras.append(("index", index))
            answer.cause.extras.append(("index_uuid", error.uuid ?? "_na_"))
        }
        return answer
    }

    /// A fault in one index of a search: reported as of its shard, under the fault's own status.
    private static func searchAnswer(for inner: any Error, of error: EngineError) -> ErrorAnswer {
        var answer = self.answer(for: inner)
        guard answer.shardFailure == nil, answer.plainText == nil else { return answer }
        if let index = error.index {
            answer.cause.extras.append(("index", index))
            answer.cause.extras.append(("index_uuid", error.uuid ?? "_na_"))
        }
        answer.shardFailure = .init(
            index: error.index ?? "_na_", cause: answer.cause, causedBy: answer.causedBy)
        return answer
    }

    private static func words(for error: EngineError) -> ErrorAnswer {
        let index = error.index ?? ""
        switch error.kind {
        case .aliasesMissing(let names):
            let list = names.joined(separator: ",")
            var answer = ErrorAnswer(
                404, "aliases_not_found_exception", "aliases [\(list)] missing")
            answer.cause.extras = [("resource.type", "aliases"), ("resource.id", list)]
            return answer
        case .blocked(let text):
            return ErrorAnswer(
                403, "cluster_block_exception", "index [\(index)] blocked by: [\(text)];")
        case .documentMissing(let id):
            return ErrorAnswer(404, "document_missing_exception", "[\(id)]: document missing")
        case .sourceMissing(let index, let id):
            return ErrorAnswer(
                404, "resource_not_found_exception", "Document not found [\(index)]/[\(id)]")
        case .illegalArgument(let reason), .noFeature(let reason), .settings(let reason):
            return illegal(reason)
        case .indexClosed: return ErrorAnswer(400, "index_closed_exception", "closed")
        case .indexExists:
            return ErrorAnswer(
                400, "resource_already_exists_exception",
                "index [\(index)/\(error.uuid ?? "_na_")] already exists")
        case .indexNotFound:
            return ErrorAnswer(404, "index_not_found_exception", "no such index [\(index)]")
        case .invalidAliasName(let alias, let why):
            return ErrorAnswer(
                400, "invalid_alias_name_exception", "Invalid alias name [\(alias)]: \(why)")
        case .invalidIndexName(let why):
            return ErrorAnswer(
                400, "invalid_index_name_exception", "Invalid index name [\(index)], \(why)")
        default: return laterWords(for: error, index: index)
        }
    }

    private static func laterWords(for error: EngineError, index: String) -> ErrorAnswer {
        switch error.kind {
        case .parsing(let reason): return ErrorAnswer(400, "parsing_exception", reason)
        case .illegalState(let reason): return ErrorAnswer(500, "illegal_state_exception", reason)
        case .rejected(let pool):
            var answer = ErrorAnswer(
                429, "rejected_execution_exception",
                "rejected execution: the queue of the [\(pool)] pool is full")
            answer.headers = [("Retry-After", "1")]
            return answer
        case .requireAlias:
            return ErrorAnswer(
                404, "index_not_found_exception",
                "no such index [\(index)] and [require_alias] request flag is [true] "
                    + "and [\(index)] is not "
                    + "an alias")
        case .resourceMissing(let reason):
            return ErrorAnswer(404, "resource_not_found_exception", reason)
        case .searchContextMissing(let id):
            return ErrorAnswer(
                404, "search_context_missing_exception", "No search context found for id [\(id)]")
        case .templateMissing(let name):
            return ErrorAnswer(
                404, "index_template_missing_exception", "index_template [\(name)] missing")
        case .tooManyContexts(let reason):
            return ErrorAnswer(429, "rejected_execution_exception", reason)
        case .unknownField(let reason):
            return ErrorAnswer(400, "x_content_parse_exception", reason)
        case .timedOut(let what): return ErrorAnswer(408, "timeout_exception", what)
        case .validation(let faults): return validation(faults)
        case .versionConflict(let id, let why):
            return ErrorAnswer(
                409, "version_conflict_engine_exception", "[\(id)]: version conflict, \(why)")
        case .shuttingDown:
            return ErrorAnswer(503, "node_closed_exception", "the daemon is stopping")
        case .lockHeld(let path):
            return ErrorAnswer(
                500, "lock_obtain_failed_exception", "another daemon holds [\(path)]")
        case .storage(let what): return ErrorAnswer(500, "i_o_exception", what)
        default: return ErrorAnswer(500, "exception", "\(error.kind)")
        }
    }

    static func illegal(_ reason: String) -> ErrorAnswer {
        ErrorAnswer(400, "illegal_argument_exception", reason)
    }

    static func plain(_ status: Int, _ text: String) -> ErrorAnswer {
        var answer = ErrorAnswer(status, "", nil)
        answer.plainText = text
        return answer
    }

    private static func validation(_ faults: [String]) -> ErrorAnswer {
        let list = faults.enumerated().map { " \($0.offset + 1): \($0.element);" }.joined()
        return ErrorAnswer(
            400, "action_request_validation_exception", "Validation Failed:" + list)
    }
}

import API
import Engine
import Index
import QueryDSL
import Testing

@Suite("The error table")
struct ErrorTableTests {
    private static let engineKinds: [(EngineError.Kind, Int, String)] = [
        (.aliasesMissing(["a"]), 404, "aliases_not_found_exception"),
        (.blocked("FORBIDDEN/8/index write (api)"), 403, "cluster_block_exception"),
        (.documentMissing(id: "1"), 404, "document_missing_exception"),
        (.sourceMissing(index: "a", id: "1"), 404, "resource_not_found_exception"),
        (.illegalArgument("x"), 400, "illegal_argument_exception"),
        (.illegalState("x"), 500, "illegal_state_exception"),
        (.indexClosed, 400, "index_closed_exception"),
        (.indexExists, 400, "resource_already_exists_exception"),
        (.indexNotFound, 404, "index_not_found_exception"),
        (.invalidAliasName(alias: "a", why: "x"), 400, "invalid_alias_name_exception"),
        (.invalidIndexName(why: "x"), 400, "invalid_index_name_exception"),
        (.lockHeld(path: "/x"), 500, "lock_obtain_failed_exception"),
        (.noFeature("x"), 400, "illegal_argument_exception"),
        (.parsing("x"), 400, "parsing_exception"),
        (.rejected(pool: "search"), 429, "rejected_execution_exception"),
        (.requireAlias, 404, "index_not_found_exception"),
        (.resourceMissing("x"), 404, "resource_not_found_exception"),
        (.searchContextMissing(id: "1"), 404, "search_context_missing_exception"),
        (.settings("x"), 400, "illegal_argument_exception"),
        (.shuttingDown, 503, "node_closed_exception"),
        (.storage("x"), 500, "i_o_exception"),
        (.templateMissing("x"), 404, "index_template_missing_exception"),
        (.timedOut("x"), 408, "timeout_exception"),
        (.tooManyContexts("x"), 429, "rejected_execution_exception"),
        (.unknownField("x"), 400, "x_content_parse_exception"),
        (.validation(["x"]), 400, "action_request_validation_exception"),
        (.versionConflict(id: "1", why: "x"), 409, "version_conflict_engine_exception"),
    ]

    @Test("gives each of the engine's kinds a status and a type")
    func engine() {
        for (kind, status, type) in Self.engineKinds {
            let answer = ErrorTable.answer(for: EngineError(kind, index: "a", uuid: "u"))
            #expect(answer.status == status, "\(kind)")
            #expect(answer.cause.type == type, "\(kind)")
            #expect(answer.cause.reason?.isEmpty == false, "\(kind)")
        }
    }

    @Test("gives each kind of request error its own type under 400")
    func requests() {
        for kind in RequestError.Kind.allCases {
            let answer = ErrorTable.answer(for: RequestError(kind, "why", line: 1, column: 2))
            #expect(answer.status == 400)
            #expect(answer.cause.type == kind.rawValue)
            #expect(answer.cause.line == 1)
        }
    }

    @Test("names the index an error lies in, and its shard when it was searched")
    func wrapping() {
        let conflict = IndexError(.versionConflict, id: "7", "version conflict, x")
        let inIndex = ErrorTable.answer(
            for: EngineError(.inIndex(conflict), index: "a", uuid: "u"))
        #expect(inIndex.status == 409)
        #expect(inIndex.cause.reason == "[7]: version conflict, x")
        #expect(inIndex.cause.extras.map(\.name) == ["index", "index_uuid"])
        let inSearch = ErrorTable.answer(
            for: EngineError(
                .inSearch(RequestError(.queryShard, "no mapping")), index: "a", uuid: "u"))
        #expect(inSearch.status == 400)
        #expect(inSearch.shardFailure?.cause.type == "query_shard_exception")
    }
}

import Engine
import Fetch
import Index
import JSON
import Primitives

/// Single documents: index, create, get, exists, source, delete, update, and multi-get.
enum DocumentRoutes {
    private static let versions = Parameter.honoured(
        "version", "version_type", "if_seq_no", "if_primary_term")
    private static let writing =
        Parameter.honoured("refresh", "routing") + versions
        + SharedParameters.waiting + SharedParameters.shards + SharedParameters.pipelines
    private static let reading =
        Parameter.honoured("realtime", "refresh", "routing", "version", "version_type")
        + SharedParameters.sourceFilter + SharedParameters.copies
        + Parameter.honoured("stored_fields")

    static let all: [Route] = [
        Route(
            "index", ["PUT", "POST"], ["/{index}/_doc/{id}"], lane: .write,
            parameters: writing + Parameter.honoured("op_type", "require_alias")
        ) { try write($0, isCreate: nil) },
        Route(
            "index.auto", ["POST"], ["/{index}/_doc"], lane: .write,
            parameters: writing + Parameter.honoured("op_type", "require_alias")
        ) { try write($0, isCreate: nil) },
        Route(
            "create", ["PUT", "POST"], ["/{index}/_create/{id}"], lane: .write,
            parameters: writing + Parameter.honoured("require_alias")
        ) { try write($0, isCreate: true) },
        Route(
            "get", ["GET"], ["/{index}/_doc/{id}"], lane: .search, parameters: reading, handler: get
        ),
        Route(
            "exists", ["HEAD"], ["/{index}/_doc/{id}"], lane: .search, parameters: reading,
            handler: exists),
        Route(
            "get_source", ["GET"], ["/{index}/_source/{id}"], lane: .search, parameters: reading,
            handler: getSource),
        Route(
            "exists_source", ["HEAD"], ["/{index}/_source/{id}"], lane: .search,
            parameters: reading, handler: exists),
        Route(
            "delete", ["DELETE"], ["/{index}/_doc/{id}"], lane: .write, parameters: writing,
            handler: delete),
        Route(
            "update", ["POST"], ["/{index}/_update/{id}"], lane: .write,
            parameters: writing + SharedParameters.sourceFilter
                + Parameter.honoured("require_alias")
                + Parameter.ignored(
                    "retry_on_conflict",
                    because: "an update reads and writes under the document's lock, so none occurs")
                + Parameter.ignored("lang", because: "there is no script language"),
            handler: update),
        Route(
            "mget", ["GET", "POST"], ["/_mget", "/{index}/_mget"], lane: .search,
            parameters: reading, handler: multiGet),
    ]

    // MARK: writing

    private static func request(_ call: Call) throws -> DocumentRequest {
        var request = DocumentRequest(index: try call.part("index"), id: call.capture("id"))
        request.routing = call.parameters["routing"]
        request.version = try call.parameters.long("version")
        request.versionType = call.parameters["version_type"]
        request.ifSequenceNumber = try call.parameters.long("if_seq_no")
        request.ifPrimaryTerm = try call.parameters.long("if_primary_term")
        request.requiresAlias = try call.parameters.flag("require_alias")
        return request
    }

    static func refreshPolicy(_ parameters: QueryParameters) throws -> RefreshPolicy {
        switch parameters["refresh"] {
        case nil, "false": return .none
        case "true", "": return .now
        case "wait_for": return .wait
        case .some(let other):
            throw APIError(.illegalArgument("Unknown value for refresh: [\(other)]."))
        }
    }

    private static func write(_ call: Call, isCreate: Bool?) throws -> Reply {
        let operation = call.parameters["op_type"] ?? "index"
        guard operation == "index" || operation == "create" else {
            throw APIError(
                .illegalArgument("opType must be 'create' or 'index', found: [\(operation)]"))
        }
        guard call.hasBody else { throw APIError(.validation(["source is missing"])) }
        let outcome = try call.engine.write(
            request(call), isCreate: isCreate ?? (operation == "create"), source: call.body,
            refresh: refreshPolicy(call.parameters))
        var reply = Reply.object(status: outcome.outcome.result == .created ? 201 : 200) {
            DocumentAnswer.writeMembers(of: outcome, to: $0)
        }
        if reply.status == 201 {
            let id = outcome.id.utf8.map { PercentText.escape($0) }.joined()
            reply.headers.append(("Location", "/\(outcome.index)/_doc/\(id)"))
        }
        return reply
    }

    private static func delete(_ call: Call) throws -> Reply {
        let outcome = try call.engine.delete(
            request(call), refresh: refreshPolicy(call.parameters))
        let isMissing = outcome.outcome.result == .notFound
        return Reply.object(status: isMissing ? 404 : 200) {
            DocumentAnswer.writeMembers(of: outcome, to: $0)
        }
    }

    private static func update(_ call: Call) throws -> Reply {
        var request = try self.request(call)
        let body = try call.jsonObject()
        if let number = body["if_seq_no"]?.integer { request.ifSequenceNumber = number }
        if let term = body["if_primary_term"]?.integer { request.ifPrimaryTerm = term }
        let update = try UpdateRequest(body)
        let selection = try SourceSelection(
            parameters: call.parameters, body: update.returnsSource, default: false)
        let outcome = try call.engine.update(
            request, update, refresh: refreshPolicy(call.parameters),
            keepsSource: selection.isShown)
        return try Reply.object(status: outcome.outcome.result == .created ? 201 : 200) { writer in
            DocumentAnswer.writeMembers(of: outcome, to: writer)
            guard selection.isShown, let source = outcome.source else { return }
            try writer.object("get") {
                writer.put("_seq_no", outcome.outcome.sequenceNumber)
                writer.put("_primary_term", outcome.outcome.primaryTerm)
                writer.put("found", true)
                try DocumentAnswer.writeSource(source, selection, to: writer)
            }
        }
    }

    // MARK: reading

    private static func read(_ call: Call) throws -> (entry: IndexEntry, document: StoredDocument?)
    {
        let id = try call.part("id")
        let result = try call.engine.get(
            call.part("index"), id, realtime: call.parameters.flag("realtime", default: true),
            refresh: call.parameters.flag("refresh"))
        if let document = result.document {
            try checkVersion(document, id: id, call.parameters, result.entry)
        }
        return result
    }

    private static func checkVersion(
        _ document: StoredDocument, id: String, _ parameters: QueryParameters, _ entry: IndexEntry
    ) throws {
        guard let wanted = try parameters.long("version") else { return }
        let isGood: Bool
        switch parameters["version_type"] {
        case nil, "internal", "external": isGood = document.version == wanted
        case "external_gte": isGood = document.version <= wanted
        case .some(let other):
            throw APIError(.illegalArgument("No version type match [\(other)]"))
        }
        guard isGood else {
            throw EngineError(
                .versionConflict(
                    id: id,
                    why: "current version [\(document.version)] is different than the one provided "
                        + "[\(wanted)]"), index: entry.name, uuid: entry.uuid)
        }
    }

    private static func get(_ call: Call) throws -> Reply {
        let (entry, document) = try read(call)
        let id = try call.part("id")
        let fields = call.parameters.list("stored_fields")
        let selection = try SourceSelection(
            parameters: call.parameters, body: nil, default: fields == nil)
        return try Reply.object(status: document == nil ? 404 : 200) { writer in
            try DocumentAnswer.writeGet(
                entry, id, document, selection, fields: fields ?? [], to: writer)
        }
    }

    private static func exists(_ call: Call) throws -> Reply {
        .empty(status: try read(call).document == nil ? 404 : 200)
    }

    private static func getSource(_ call: Call) throws -> Reply {
        let (entry, document) = try read(call)
        let id = try call.part("id")
        guard let document else { throw EngineError(.sourceMissing(index: entry.name, id: id)) }
        let selection = try SourceSelection(
            parameters: call.parameters, body: nil, default: true)
        guard selection.isShown else {
            throw APIError(.validation(["fetching source can not be disabled"]))
        }
        return try Reply.json { writer in
            try document.source.withUnsafeBytes {
                try selection.filter.write($0, to: writer, parser: JSONParser())
            }
        }
    }

    // MARK: multi-get

    private static func multiGet(_ call: Call) throws -> Reply {
        let items = try MultiGetItem.parse(
            call.json(), index: call.capture("index"), parameters: call.parameters)
        let realtime = try call.parameters.flag("realtime", default: true)
        let refresh = try call.parameters.flag("refresh")
        return try Reply.object { writer in
            try writer.list("docs") {
                for item in items {
                    try writer.object {
                        try writeItem(item, call.engine, realtime, refresh, to: writer)
                    }
                }
            }
        }
    }

    private static func writeItem(
        _ item: MultiGetItem, _ engine: Engine, _ realtime: Bool, _ refresh: Bool,
        to writer: JSONWriter
    ) throws {
        do {
            let (entry, document) = try engine.get(
                item.index, item.id, realtime: realtime, refresh: refresh)
            try DocumentAnswer.writeGet(
                entry, item.id, document, item.selection, fields: item.storedFields, to: writer)
        } catch {
            writer.put("_index", item.index)
            writer.put("_id", item.id)
            writer.object("error") { ErrorTable.answer(for: error).writeMembers(to: writer) }
        }
    }
}

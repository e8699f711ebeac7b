import Engine
import Fetch
import Index
import JSON
import Schema

/// The members of answers about single documents.
enum DocumentAnswer {
    static func writeMembers(of outcome: DocumentOutcome, to writer: JSONWriter) {
        writer.put("_index", outcome.index)
        writer.put("_id", outcome.id)
        writer.put("_version", outcome.outcome.version)
        writer.put("result", outcome.outcome.result.rawValue)
        if outcome.forcedRefresh { writer.put("forced_refresh", true) }
        writer.object("_shards") {
            let isNoop = outcome.outcome.result == .noop
            writer.put("total", isNoop ? 0 : outcome.shardTotal)
            writer.put("successful", isNoop ? 0 : 1)
            writer.put("failed", 0)
        }
        writer.put("_seq_no", outcome.outcome.sequenceNumber)
        writer.put("_primary_term", outcome.outcome.primaryTerm)
    }

    static func writeGet(
        _ entry: IndexEntry, _ id: String, _ document: StoredDocument?,
        _ selection: SourceSelection, fields: [String], to writer: JSONWriter
    ) throws {
        writer.put("_index", entry.name)
        writer.put("_id", id)
        guard let document else {
            writer.put("found", false)
            return
        }
        writer.put("_version", document.version)
        writer.put("_seq_no", document.sequenceNumber)
        writer.put("_primary_term", document.primaryTerm)
        if let routing = document.routing { writer.put("_routing", routing) }
        writer.put("found", true)
        if selection.isShown { try writeSource(document.source, selection, to: writer) }
        try writeStoredFields(document, fields, of: entry, to: writer)
    }

    static func writeSource(
        _ source: [UInt8], _ selection: SourceSelection, to writer: JSONWriter
    ) throws {
        writer.key("_source")
        try source.withUnsafeBytes {
            try selection.filter.write($0, to: writer, parser: JSONParser())
        }
    }

    /// Fields whose mapping says `store`, read from the source, which holds the same values.
    private static func writeStoredFields(
        _ document: StoredDocument, _ fields: [String], of entry: IndexEntry, to writer: JSONWriter
    ) throws {
        guard !fields.isEmpty, let mapping = entry.index?.mapping.serialized else { return }
        let stored = FieldMappings(of: mapping).matching(fields).filter {
            $0.mapping["store"].flatMap { DottedKeys.text($0) } == "true"
        }
        guard !stored.isEmpty else { return }
        let source = try document.source.withUnsafeBytes { try JSONValue(parsing: $0) }
        let found = stored.compactMap { field -> (String, [JSONValue])? in
            let values = SourceValues.values(at: field.path, in: source)
            return values.isEmpty ? nil : (field.path, values)
        }
        guard !found.isEmpty else { return }
        writer.object("fields") {
            for (path, values) in found { writer.put(path, .array(values)) }
        }
    }
}

/// What `_source` and its filters ask for, from the address and from a body.
struct SourceSelection {
    var isShown: Bool
    var filter: SourceProjection

    /// - Parameters:
    ///   - body: the `_source` member of a body; the address wins over it.
    ///   - default: whether the source shows when nothing asks.
    init(parameters: QueryParameters, body: JSONValue?, default isDefault: Bool) throws {
        isShown = isDefault
        var includes: [String] = []
        var excludes: [String] = []
        if let body { Self.read(body, &isShown, &includes, &excludes) }
        switch parameters["_source"] {
        case nil: break
        case "true", "": isShown = true
        case "false": isShown = false
        case .some:
            isShown = true
            includes = parameters.list("_source") ?? []
        }
        if let names = parameters.list("_source_includes") {
            includes = names
            isShown = true
        }
        if let names = parameters.list("_source_excludes") {
            excludes = names
            isShown = true
        }
        filter = SourceProjection(includes: includes, excludes: excludes)
    }

    private static func read(
        _ body: JSONValue, _ isShown: inout Bool, _ includes: inout [String],
        _ excludes: inout [String]
    ) {
        switch body {
        case .boolean(let flag): isShown = flag
        case .string(let text):
            if text == "true" || text == "false" {
                isShown = text == "true"
            } else {
                isShown = true
                includes = [text]
            }
        case .array(let list):
            isShown = true
            includes = list.compactMap(\.string)
        case .object(let object):
            isShown = true
            includes = names(object["includes"] ?? object["include"])
            excludes = names(object["excludes"] ?? object["exclude"])
        default: break
        }
    }

    private static func names(_ value: JSONValue?) -> [String] {
        switch value {
        case .string(let text)?: [text]
        case .array(let list)?: list.compactMap(\.string)
        default: []
        }
    }
}

/// One document a multi-get asks for.
struct MultiGetItem {
    let index: String
    let id: String
    let selection: SourceSelection
    let storedFields: [String]

    static func parse(
        _ body: JSONNode?, index: String?, parameters: QueryParameters
    ) throws -> [MultiGetItem] {
        guard let body else { throw APIError(.bodyRequired) }
        var items: [MultiGetItem] = []
        var faults: [String] = []
        for member in body.members {
            switch member.key {
            case "docs":
                for doc in member.value.elements {
                    if let item = try item(doc, index, parameters, &faults) { items.append(item) }
                }
            case "ids":
                for id in member.value.elements {
                    guard let id = DottedKeys.text(id.value) else {
                        throw APIError(
                            .illegalArgument("ids array element should only contain ids"))
                    }
                    if index == nil { faults.append("index is missing") }
                    items.append(try make(index ?? "", id, nil, [], parameters))
                }
            default:
                throw APIError(
                    .parsing(
                        "unknown key [\(member.key)] for a START_ARRAY, expected [docs] or [ids]"))
            }
        }
        if items.isEmpty, faults.isEmpty { faults.append("no documents to get") }
        guard faults.isEmpty else {
            throw APIError(
                .validation(
                    faults.enumerated().map { $0.element + " for doc \($0.offset)" }
                        .map { $0.hasPrefix("no documents") ? "no documents to get" : $0 }))
        }
        guard items.count <= EngineLimits.multiGetDocuments else {
            throw APIError(
                .illegalArgument(
                    "a multi-get names at most \(EngineLimits.multiGetDocuments) documents"))
        }
        return items
    }

    private static func item(
        _ node: JSONNode, _ index: String?, _ parameters: QueryParameters, _ faults: inout [String]
    ) throws -> MultiGetItem? {
        guard node.isObject else {
            throw APIError(.illegalArgument("docs array element should include an object"))
        }
        var index = index
        var id: String?
        var source: JSONValue?
        var fields: [String] = parameters.list("stored_fields") ?? []
        for member in node.members {
            switch member.key {
            case "_index": index = DottedKeys.text(member.value.value)
            case "_id": id = DottedKeys.text(member.value.value)
            case "_source": source = member.value.value
            case "routing", "version", "version_type": break
            case "stored_fields":
                fields =
                    member.value.isArray
                    ? member.value.elements.compactMap(\.string)
                    : [member.value.string].compactMap { $0 }
            default:
                throw APIError(
                    .illegalArgument(
                        "Action/metadata: unknown field [\(member.key)] in a multi-get"))
            }
        }
        if index == nil { faults.append("index is missing") }
        if id == nil { faults.append("id is missing") }
        guard let index, let id else { return nil }
        return try make(index, id, source, fields, parameters)
    }

    private static func make(
        _ index: String, _ id: String, _ source: JSONValue?, _ fields: [String],
        _ parameters: QueryParameters
    ) throws -> MultiGetItem {
        let defaults =
            source == nil
            ? parameters : QueryParameters(parameters.pairs.filter { !$0.0.hasPrefix("_source") })
        let selection = try SourceSelection(
            parameters: defaults, body: source, default: fields.isEmpty)
        return MultiGetItem(index: index, id: id, selection: selection, storedFields: fields)
    }
}

/// Bytes as they stand in an address.
enum PercentText {
    static func escape(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: "~"):
            return String(UnicodeScalar(byte))
        default:
            let digits = Array("0123456789ABCDEF")
            return "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
        }
    }
}

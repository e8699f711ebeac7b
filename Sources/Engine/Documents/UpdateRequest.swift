import Index
import JSON
import Primitives

/// The body of an update.
package struct UpdateRequest: Sendable {
    package var doc: JSONObject?
    package var upsert: JSONObject?
    package var docAsUpsert = false
    package var detectNoop = true
    /// Whether the answer shows the document; nil when not asked.
    package var returnsSource: JSONValue?

    private static let keys: Set<String> = [
        "doc", "upsert", "doc_as_upsert", "detect_noop", "_source", "script", "scripted_upsert",
        "lang", "if_seq_no", "if_primary_term",
    ]

    package init(_ node: JSONNode) throws {
        guard node.isObject else {
            throw EngineError(
                .parsing("Expected a JSON object for an update but found \(node.kind.name)"))
        }
        for member in node.members {
            let value = member.value
            switch member.key {
            case "doc": doc = try Self.object(value, "doc")
            case "upsert": upsert = try Self.object(value, "upsert")
            case "doc_as_upsert": docAsUpsert = value.boolean ?? (value.string == "true")
            case "detect_noop": detectNoop = value.boolean ?? (value.string == "true")
            case "_source": returnsSource = value.value
            case "if_seq_no", "if_primary_term": break
            case "script", "scripted_upsert":
                throw EngineError(
                    .noFeature(
                        "[\(member.key)] in an update is not supported: there is no script language"
                    ))
            default:
                let near = Self.keys.filter { $0.hasPrefix(String(member.key.prefix(3))) }.sorted()
                    .first
                let hint = near.map { " did you mean [\($0)]?" } ?? ""
                throw EngineError(
                    .unknownField("[UpdateRequest] unknown field [\(member.key)]\(hint)"))
            }
        }
        guard doc != nil || upsert != nil else {
            throw EngineError(.validation(["script or doc is missing"]))
        }
        if docAsUpsert, doc == nil {
            throw EngineError(.validation(["doc must be specified if doc_as_upsert is enabled"]))
        }
        if doc == nil {
            throw EngineError(.validation(["script or doc is missing"]))
        }
    }

    private static func object(_ node: JSONNode, _ name: String) throws -> JSONObject {
        guard let object = node.value.object else {
            throw EngineError(.parsing("[\(name)] must be an object but is a \(node.kind.name)"))
        }
        return object
    }

    /// What the update is for a document that exists.
    var merge: WriteOperation.Merge? {
        doc.map { WriteOperation.Merge($0, detectsNoop: detectNoop) }
    }

    /// What becomes of a document, or of its absence.
    /// - Throws: `EngineError` (`.documentMissing`) without a document and without an upsert.
    func decide(_ stored: StoredDocument?, id: String) throws -> WriteOperation.Decision {
        guard let stored else {
            if docAsUpsert, let doc { return .index(Self.bytes(of: doc)) }
            if let upsert { return .index(Self.bytes(of: upsert)) }
            throw EngineError(.documentMissing(id: id))
        }
        guard let doc else { return .nothing }
        let text = stored.source
        var current = try text.withUnsafeBytes { try JSONValue(parsing: $0) }.object ?? JSONObject()
        let changed = current.merge(doc)
        if !changed, detectNoop { return .nothing }
        return .index(Self.bytes(of: current))
    }

    private static func bytes(of object: JSONObject) -> [UInt8] {
        let writer = JSONWriter(ByteWriter(capacity: 256))
        writer.value(.object(object))
        return Array(writer.bytes)
    }
}

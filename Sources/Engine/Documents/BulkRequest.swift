import Glibc
import JSON
import Primitives

/// One operation of a bulk body.
package struct BulkItem: Sendable {
    package enum Action: String, Sendable {
        case create, delete, index, update
    }

    package var action: Action
    package var index: String
    /// Nil where the engine makes one.
    package var id: String?
    package var routing: String?
    package var version: Int64?
    package var versionType: String?
    package var ifSequenceNumber: Int64?
    package var ifPrimaryTerm: Int64?
    package var retryOnConflict = 0
    package var requiresAlias: Bool?
    /// `_source` of an update: whether its result shows the document.
    package var returnsSource: JSONValue?
    /// Where the document lies in the body; empty for deletes.
    package var source: Range<Int>
}

/// Reads the lines of a bulk body. All action lines are checked before anything is done.
package struct BulkRequest {
    package struct Defaults {
        package var index: String?
        package var routing: String?
        package var requiresAlias: Bool?
        package var returnsSource: JSONValue?

        package init() {}
    }

    package private(set) var items: [BulkItem] = []

    /// - Throws: `EngineError` naming the line.
    package init(_ body: UnsafeRawBufferPointer, defaults: Defaults) throws {
        guard let last = body.last else {
            throw EngineError(.parsing("request body is required"))
        }
        guard last == UInt8(ascii: "\n") else {
            throw EngineError.illegal("The bulk request must be terminated by a newline [\\n]")
        }
        let parser = JSONParser()
        items.reserveCapacity(
            min(body.count / EngineLimits.bulkBytesExpected, EngineLimits.bulkOperations))
        var lines = BulkLines(body)
        while let line = lines.next() {
            if Self.isBlank(body, line) { continue }
            guard var item = try Self.action(body, line, lines.number, defaults, parser) else {
                continue
            }
            if item.action != .delete {
                guard let source = lines.next() else { break }
                item.source = source
            }
            items.append(item)
            guard items.count <= EngineLimits.bulkOperations else {
                throw EngineError.illegal(
                    "a bulk request holds at most \(EngineLimits.bulkOperations) operations")
            }
        }
        try validate()
    }

    private static func isBlank(_ body: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
        body[line].allSatisfy { $0 <= 0x20 }
    }

    private func validate() throws(EngineError) {
        guard !items.isEmpty else { throw EngineError(.validation(["no requests added"])) }
        var faults: [String] = []
        for item in items {
            if item.index.isEmpty { faults.append("index is missing") }
            if item.id == nil, item.action == .update || item.action == .delete {
                faults.append("id is missing")
            }
        }
        guard faults.isEmpty else { throw EngineError(.validation(faults)) }
    }

    private static func action(
        _ body: UnsafeRawBufferPointer, _ line: Range<Int>, _ number: Int, _ defaults: Defaults,
        _ parser: JSONParser
    ) throws -> BulkItem? {
        let root: JSONNode
        do throws(JSONError) {
            root = try parser.parse(UnsafeRawBufferPointer(rebasing: body[line]))
        } catch {
            throw malformed(number, "expected START_OBJECT but found [\(error)]")
        }
        guard root.isObject else {
            throw malformed(number, "expected START_OBJECT but found [\(token(root))]")
        }
        var members = root.members.makeIterator()
        guard let member = members.next() else {
            throw malformed(number, "expected FIELD_NAME but found [END_OBJECT]")
        }
        guard let action = BulkItem.Action(rawValue: member.key) else {
            throw malformed(
                number,
                "expected field [create], [delete], [index] or [update] but found [\(member.key)]")
        }
        guard member.value.isObject else {
            throw malformed(number, "expected START_OBJECT but found [\(token(member.value))]")
        }
        if let extra = members.next() {
            throw malformed(number, "expected END_OBJECT but found [\(extra.key)]")
        }
        return try item(action, member.value, number, defaults)
    }

    private static func malformed(_ line: Int, _ what: String) -> EngineError {
        .illegal("Malformed action/metadata line [\(line)], \(what)")
    }

    private static func token(_ node: JSONNode) -> String {
        switch node.kind {
        case .object: "START_OBJECT"
        case .array: "START_ARRAY"
        case .string: "VALUE_STRING"
        case .integer, .unsignedInteger, .double: "VALUE_NUMBER"
        case .boolean: node.boolean == true ? "VALUE_TRUE" : "VALUE_FALSE"
        case .null: "VALUE_NULL"
        }
    }

    private static func item(
        _ action: BulkItem.Action, _ node: JSONNode, _ line: Int, _ defaults: Defaults
    ) throws -> BulkItem {
        var item = BulkItem(
            action: action, index: defaults.index ?? "", routing: defaults.routing,
            requiresAlias: defaults.requiresAlias, returnsSource: defaults.returnsSource,
            source: 0..<0)
        for member in node.members {
            let value = member.value
            switch member.key {
            case "_index": item.index = text(value) ?? ""
            case "_id": item.id = value.isNull ? nil : text(value)
            case "routing", "_routing": item.routing = text(value)
            case "version", "_version": item.version = try integer(value, line, member.key)
            case "version_type", "_version_type": item.versionType = text(value)
            case "if_seq_no": item.ifSequenceNumber = try integer(value, line, member.key)
            case "if_primary_term": item.ifPrimaryTerm = try integer(value, line, member.key)
            case "retry_on_conflict", "_retry_on_conflict":
                item.retryOnConflict = Int(try integer(value, line, member.key))
            case "require_alias": item.requiresAlias = text(value).map { $0 == "true" }
            case "_source": item.returnsSource = value.value
            case "op_type": try apply(opType: text(value) ?? "", to: &item, line)
            case "pipeline":
                throw EngineError.illegal(
                    "Action/metadata line [\(line)]: ingest pipelines do not exist here")
            default:
                throw EngineError.illegal(
                    "Action/metadata line [\(line)] contains an unknown parameter [\(member.key)]")
            }
        }
        return item
    }

    private static func apply(opType: String, to item: inout BulkItem, _ line: Int) throws {
        switch opType {
        case "index": break
        case "create": item.action = .create
        default:
            throw EngineError.illegal("opType must be 'create' or 'index', found: [\(opType)]")
        }
    }

    private static func text(_ node: JSONNode) -> String? {
        DottedKeys.text(node.value)
    }

    private static func integer(_ node: JSONNode, _ line: Int, _ name: String) throws -> Int64 {
        if let value = node.integer ?? node.string.flatMap({ Int64($0) }) { return value }
        throw malformed(line, "[\(name)] is not a number")
    }
}

/// Where the lines of a text lie, numbered from 1.
struct BulkLines {
    private let text: UnsafeRawBufferPointer
    private var at = 0
    private(set) var number = 0

    init(_ text: UnsafeRawBufferPointer) { self.text = text }

    /// - Returns: the next line without its end, or nil after the last.
    mutating func next() -> Range<Int>? {
        guard at < text.count, let base = text.baseAddress else { return nil }
        number += 1
        let start = at
        var end = text.count
        if let found = memchr(base + start, 0x0A, text.count - start) {
            end = UnsafeRawPointer(found) - base
        }
        at = end + 1
        if end > start, text[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }
}

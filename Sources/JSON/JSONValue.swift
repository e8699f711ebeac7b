import Primitives

/// A JSON value that owns its content, for settings, mappings and everything kept or changed.
///
/// An integer is `.integer` whenever it fits in 64 signed bits.
package indirect enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case unsignedInteger(UInt64)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    package init(_ node: JSONNode) {
        switch node.kind {
        case .null: self = .null
        case .boolean: self = .boolean(node.boolean ?? false)
        case .integer: self = .integer(node.integer ?? 0)
        case .unsignedInteger: self = .unsignedInteger(node.unsignedInteger ?? 0)
        case .double: self = .double(node.double ?? 0)
        case .string: self = .string(node.string ?? "")
        case .array: self = .array(node.elements.map { JSONValue($0) })
        case .object:
            var object = JSONObject()
            for member in node.members { object[member.key] = JSONValue(member.value) }
            self = .object(object)
        }
    }

    /// Of two members with one name the last is kept; callers that refuse them ask the node first.
    package init(parsing text: UnsafeRawBufferPointer) throws(JSONError) {
        let parser = JSONParser()
        let root = try parser.parse(text)
        self = withExtendedLifetime(parser) { JSONValue(root) }
    }

    package init(parsing text: String) throws(JSONError) {
        let writer = ByteWriter(capacity: text.utf8.count)
        writer.write(text)
        try self.init(parsing: writer.bytes)
    }

    package func serialized(pretty: Bool = false) -> String {
        let writer = JSONWriter(ByteWriter(capacity: 256), pretty: pretty)
        writer.value(self)
        return String(decoding: writer.output.bytes, as: UTF8.self)
    }

    package var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
    package var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    package var isNull: Bool { self == .null }

    /// An integral number that fits, or nil.
    package var integer: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// Any number, rounded to a float, or nil.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .unsignedInteger(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// As `JSONNode.Kind.name`.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .integer, .unsignedInteger, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// A member of an object; nil for other kinds. Setting on another kind replaces it by an
    /// object.
    package subscript(_ key: String) -> JSONValue? {
        get { object?[key] }
        set {
            var changed = object ?? JSONObject()
            changed[key] = newValue
            self = .object(changed)
        }
    }

    /// An element of an array; nil outside it and for other kinds.
    package subscript(_ index: Int) -> JSONValue? {
        guard let array, array.indices.contains(index) else { return nil }
        return array[index]
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }

    package init(integerLiteral value: Int64) { self = .integer(value) }

    package init(floatLiteral value: Double) { self = .double(value) }

    package init(booleanLiteral value: Bool) { self = .boolean(value) }

    package init(nilLiteral: ()) { self = .null }

    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(JSONObject(elements))
    }
}

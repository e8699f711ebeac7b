import JSON
import Primitives
import Schema

/// One form for all the ways a database and an index may write the same document.
///
/// - Absent, `null`, `[]` and `{}` are the same; so are a value and an array of it alone.
/// - The order of an array does not count; objects in an array stay whole.
/// - A number field holds what its type can: `10.50`, `"10.5"` and 10.5 are one number; a `float`
///   has 24 bits, a `scaled_float` its factor.
/// - A date field holds an instant, whatever zone or format it is written in.
/// - A boolean field reads `"true"` and `"false"`.
/// - Everything else is its text.
package struct CanonicalForm {
    private let mapping: IndexMapping
    private var kinds: [String: Kind] = [:]

    private enum Kind {
        case number, single, scaled(Double), date(DateFormat), boolean, text
    }

    package init(_ mapping: IndexMapping) { self.mapping = mapping }

    /// The document's values by dotted field, sorted.
    package mutating func fields(of json: [UInt8]) throws -> [String: String] {
        let value = try json.withUnsafeBytes { try JSONValue(parsing: $0) }
        var fields: [String: [String]] = [:]
        for (key, member) in value.object ?? JSONObject() { add(member, at: key, to: &fields) }
        return fields.mapValues { $0.sorted().joined(separator: "\u{1F}") }
    }

    /// What stands for a document in a checksum; fields that are absent leave no trace.
    static func hash(id: String, _ fields: [String: String]) -> UInt64 {
        let bytes = ByteWriter(capacity: 256)
        bytes.write(id)
        for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
            bytes.write(0 as UInt8)
            bytes.write(field)
            bytes.write(1 as UInt8)
            bytes.write(value)
        }
        return Hash64.hash(bytes.bytes)
    }

    private mutating func add(
        _ value: JSONValue, at path: String, to fields: inout [String: [String]]
    ) {
        switch value {
        case .null: return
        case .object(let object):
            for (key, member) in object { add(member, at: path + "." + key, to: &fields) }
        case .array(let elements):
            for element in elements {
                if element.object == nil {
                    add(element, at: path, to: &fields)
                } else {
                    fields[path, default: []].append(whole(element, at: path))
                }
            }
        default: fields[path, default: []].append(text(value, at: path))
        }
    }

    /// An object of an array as one text.
    private mutating func whole(_ value: JSONValue, at path: String) -> String {
        var inner: [String: [String]] = [:]
        for (key, member) in value.object ?? JSONObject() {
            add(member, at: path + "." + key, to: &inner)
        }
        let members = inner.sorted { $0.key < $1.key }.map { field, values in
            field + "\u{1E}" + values.sorted().joined(separator: "\u{1E}")
        }
        return "{" + members.joined(separator: "\u{1D}") + "}"
    }

    private mutating func text(_ value: JSONValue, at path: String) -> String {
        let plain = value.string ?? value.serialized()
        switch kind(of: path) {
        case .number: return number(value, plain) { $0 }
        case .single: return number(value, plain) { Double(Float($0)) }
        case .scaled(let factor): return number(value, plain) { ($0 * factor).rounded() / factor }
        case .date(let format):
            guard let instant = format.parse(plain) else { return plain }
            return "\(instant.millis).\(instant.nanos)"
        case .boolean: return plain.isEmpty ? "false" : plain
        case .text: return value.string ?? number(value, plain) { $0 }
        }
    }

    private func number(
        _ value: JSONValue, _ plain: String, _ rounded: (Double) -> Double
    ) -> String {
        if let whole = Int64(plain) { return String(whole) }
        guard let number = Double(plain), number.isFinite else { return plain }
        let held = rounded(number)
        return Int64(exactly: held).map { String($0) } ?? String(held)
    }

    private mutating func kind(of path: String) -> Kind {
        if let known = kinds[path] { return known }
        let found = lookUp(path)
        kinds[path] = found
        return found
    }

    private func lookUp(_ path: String) -> Kind {
        guard let field = mapping.field(path) else { return .text }
        if let format = field.format { return .date(format) }
        if field.isBoolean { return .boolean }
        guard field.isNumeric else { return .text }
        switch field.typeName {
        case "float", "half_float": return .single
        case "scaled_float":
            let factor = mapping.serializedField(path)?["scaling_factor"]?.double ?? 1
            return .scaled(factor)
        default: return .number
        }
    }
}

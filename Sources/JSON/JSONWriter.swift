import Primitives

/// Writes JSON front to back into bytes; commas and indentation take care of themselves.
///
/// Pretty text has the shape OpenSearch gives it: two spaces a level, `"key" : value`, `[ ]` when
/// empty. The caller keeps the order right (a key before each member's value); it is checked in
/// debug builds only. One owner at a time: not Sendable.
package final class JSONWriter {
    package let output: ByteWriter
    private let pretty: Bool
    private var depth = 0
    /// A value was written before, in the current container.
    private var needsComma = false
    private var afterKey = false

    package init(_ output: ByteWriter = ByteWriter(capacity: 1024), pretty: Bool = false) {
        self.output = output
        self.pretty = pretty
    }

    package var bytes: UnsafeRawBufferPointer { output.bytes }

    package func beginObject() { begin(UInt8(ascii: "{")) }

    package func endObject() { end(UInt8(ascii: "}")) }

    package func beginArray() { begin(UInt8(ascii: "[")) }

    package func endArray() { end(UInt8(ascii: "]")) }

    /// A pretty text ends in a newline, as a line of the terminal does.
    package func endDocument() {
        assert(depth == 0, "\(depth) containers are open")
        if pretty { output.write(0x0A as UInt8) }
    }

    package func key(_ name: StaticString) {
        separate()
        output.write(UInt8(ascii: "\""))
        output.write(name)
        endKey()
    }

    package func key(_ name: String) {
        separate()
        writeQuoted(name)
        output.truncate(to: output.count - 1)
        endKey()
    }

    package func key(_ utf8: UnsafeRawBufferPointer) {
        separate()
        JSONEscaping.write(utf8, to: output)
        output.truncate(to: output.count - 1)
        endKey()
    }

    package func value(_ text: String) {
        separate()
        writeQuoted(text)
        needsComma = true
    }

    package func value(_ text: StaticString) {
        separate()
        let bytes = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        JSONEscaping.write(bytes, to: output)
        needsComma = true
    }

    /// A string from its UTF-8 bytes.
    package func value(_ utf8: UnsafeRawBufferPointer) {
        separate()
        JSONEscaping.write(utf8, to: output)
        needsComma = true
    }

    package func value(_ number: Int) { value(Int64(number)) }

    package func value(_ number: Int64) {
        separate()
        JSONNumber.write(number, to: output)
        needsComma = true
    }

    package func value(_ number: UInt64) {
        separate()
        JSONNumber.write(number, to: output)
        needsComma = true
    }

    package func value(_ number: Double) {
        separate()
        JSONNumber.write(number, to: output)
        needsComma = true
    }

    package func value(_ number: Float) {
        separate()
        JSONNumber.write(number, to: output)
        needsComma = true
    }

    package func value(_ flag: Bool) {
        separate()
        output.write(flag ? "true" as StaticString : "false" as StaticString)
        needsComma = true
    }

    package func null() {
        separate()
        output.write("null" as StaticString)
        needsComma = true
    }

    /// Bytes that are one JSON value already, copied as they are.
    package func raw(_ json: UnsafeRawBufferPointer) {
        separate()
        output.write(contentsOf: json)
        needsComma = true
    }

    package func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let flag): self.value(flag)
        case .integer(let number): self.value(number)
        case .unsignedInteger(let number): self.value(number)
        case .double(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for (name, member) in object {
                key(name)
                self.value(member)
            }
            endObject()
        }
    }

    /// A parsed value, written anew.
    package func value(_ node: JSONNode) {
        switch node.kind {
        case .null: null()
        case .boolean: value(node.boolean ?? false)
        case .integer: value(node.integer ?? 0)
        case .unsignedInteger: value(node.unsignedInteger ?? 0)
        case .double: value(node.double ?? 0)
        case .string: value(node.stringBytes)
        case .array:
            beginArray()
            for element in node.elements { value(element) }
            endArray()
        case .object:
            beginObject()
            for member in node.members {
                key(member.keyBytes)
                value(member.value)
            }
            endObject()
        }
    }

    private func begin(_ bracket: UInt8) {
        separate()
        output.write(bracket)
        depth += 1
        needsComma = false
    }

    private func end(_ bracket: UInt8) {
        assert(depth > 0 && !afterKey, "no container to end")
        depth -= 1
        if pretty {
            if needsComma { indent() } else { output.write(UInt8(ascii: " ")) }
        }
        output.write(bracket)
        needsComma = true
    }

    /// What stands between the value before and this one.
    private func separate() {
        if afterKey {
            afterKey = false
            return
        }
        if needsComma { output.write(UInt8(ascii: ",")) }
        if pretty && depth > 0 { indent() }
    }

    private func indent() {
        output.write(0x0A as UInt8)
        for _ in 0..<depth { output.write(0x2020 as UInt16) }
    }

    private func endKey() {
        assert(!needsComma || depth > 0, "a key outside an object")
        output.write(pretty ? "\" : " as StaticString : "\":" as StaticString)
        needsComma = false
        afterKey = true
    }

    private func writeQuoted(_ text: String) {
        var text = text
        text.withUTF8 { JSONEscaping.write(UnsafeRawBufferPointer($0), to: output) }
    }
}

extension JSONWriter {
    package func member(_ name: StaticString, _ text: String) {
        key(name)
        value(text)
    }

    package func member(_ name: StaticString, _ number: Int) {
        key(name)
        value(number)
    }

    package func member(_ name: StaticString, _ number: Int64) {
        key(name)
        value(number)
    }

    package func member(_ name: StaticString, _ number: Double) {
        key(name)
        value(number)
    }

    package func member(_ name: StaticString, _ flag: Bool) {
        key(name)
        value(flag)
    }

    package func member(_ name: StaticString, _ json: JSONValue) {
        key(name)
        value(json)
    }
}

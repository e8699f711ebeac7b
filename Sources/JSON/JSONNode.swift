/// One value of a parsed text: a view into the parser's tape, 24 bytes, without ownership.
///
/// Valid as long as the parse it came from: until the parser's next parse, or for the life of the
/// `JSONDocument`, which therefore has to stay in a variable: `JSONDocument.parse(text).root["a"]`
/// reads freed memory. `@unchecked Sendable`: the tape does not change within that time.
///
/// The tape is an array of 64-bit words, one a token with its type in the top byte. A container's
/// word
/// holds the index after its end, so skipping is O(1); numbers take a second word; a string's word
/// holds the offset of a 32-bit length followed by its unescaped bytes.
package struct JSONNode: @unchecked Sendable {
    package enum Kind: Sendable, Equatable {
        case object, array, string, integer, unsignedInteger, double, boolean, null

        /// As error messages name it.
        package var name: String {
            switch self {
            case .object: "object"
            case .array: "array"
            case .string: "string"
            case .integer, .unsignedInteger, .double: "number"
            case .boolean: "boolean"
            case .null: "null"
            }
        }
    }

    let tape: UnsafePointer<UInt64>
    let strings: UnsafePointer<UInt8>
    /// Position on the tape; order of nodes is order in the text.
    let index: Int

    var word: UInt64 { tape[index] }
    private var tag: UInt8 { UInt8(truncatingIfNeeded: word &>> 56) }
    private var payload: Int { Int(word & 0x00FF_FFFF_FFFF_FFFF) }

    package var kind: Kind {
        switch tag {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "l"): .integer
        case UInt8(ascii: "u"): .unsignedInteger
        case UInt8(ascii: "d"): .double
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        default: .null
        }
    }

    /// The tape index after this value and everything in it.
    var endIndex: Int {
        switch tag {
        case UInt8(ascii: "{"), UInt8(ascii: "["): Int(word & 0xFFFF_FFFF)
        case UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "d"): index &+ 2
        default: index &+ 1
        }
    }

    package var isObject: Bool { tag == UInt8(ascii: "{") }
    package var isArray: Bool { tag == UInt8(ascii: "[") }
    package var isString: Bool { tag == UInt8(ascii: "\"") }
    package var isNull: Bool { tag == UInt8(ascii: "n") }
    package var isNumber: Bool {
        tag == UInt8(ascii: "l") || tag == UInt8(ascii: "u") || tag == UInt8(ascii: "d")
    }

    /// Unescaped UTF-8 of a string; empty for any other kind.
    package var stringBytes: UnsafeRawBufferPointer {
        guard isString else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let base = UnsafeRawPointer(strings + payload)
        return UnsafeRawBufferPointer(
            start: base + 4, count: Int(base.loadUnaligned(as: UInt32.self)))
    }

    /// A copy of a string; nil for any other kind.
    package var string: String? {
        isString ? String(decoding: stringBytes, as: UTF8.self) : nil
    }

    /// An integral number that fits; nil for fractions, larger numbers and other kinds.
    package var integer: Int64? {
        switch tag {
        case UInt8(ascii: "l"): Int64(bitPattern: tape[index &+ 1])
        case UInt8(ascii: "d"): Int64(exactly: Double(bitPattern: tape[index &+ 1]))
        default: nil
        }
    }

    /// An unsigned number that fits; nil for other kinds.
    package var unsignedInteger: UInt64? {
        if tag == UInt8(ascii: "u") { return tape[index &+ 1] }
        return integer.flatMap { UInt64(exactly: $0) }
    }

    /// Any number, rounded to a float; nil for other kinds.
    package var double: Double? {
        switch tag {
        case UInt8(ascii: "d"): Double(bitPattern: tape[index &+ 1])
        case UInt8(ascii: "l"): Double(Int64(bitPattern: tape[index &+ 1]))
        case UInt8(ascii: "u"): Double(tape[index &+ 1])
        default: nil
        }
    }

    package var boolean: Bool? {
        switch tag {
        case UInt8(ascii: "t"): true
        case UInt8(ascii: "f"): false
        default: nil
        }
    }

    /// Members of an object or elements of an array; 0 for other kinds. O(1) below 16 million.
    package var count: Int {
        guard isObject || isArray else { return 0 }
        let stored = Int((word &>> 32) & 0xFF_FFFF)
        if stored < 0xFF_FFFF { return stored }
        return isObject
            ? members.reduce(0) { total, _ in total + 1 }
            : elements.reduce(0) { total, _ in total + 1 }
    }

    /// Members in the order of the text; none unless this is an object.
    package var members: JSONMembers { JSONMembers(of: self) }

    /// Elements in the order of the text; none unless this is an array.
    package var elements: JSONElements { JSONElements(of: self) }

    /// The first member of this name. O(members).
    package subscript(_ key: StaticString) -> JSONNode? {
        member(UnsafeRawBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    }

    /// The first member of this name. O(members).
    package subscript(_ key: String) -> JSONNode? {
        var key = key
        return key.withUTF8 { member(UnsafeRawBufferPointer($0)) }
    }

    /// The first member of this name. O(members).
    package func member(_ key: UnsafeRawBufferPointer) -> JSONNode? {
        for member in members where member.hasKey(key) { return member.value }
        return nil
    }

    /// The first key an object, or any object in it, holds twice; JSON allows it, requests do not.
    package var firstDuplicateKey: String? {
        switch kind {
        case .array:
            for element in elements {
                if let key = element.firstDuplicateKey { return key }
            }
            return nil
        case .object:
            if let key = ownDuplicateKey { return key }
            for member in members {
                if let key = member.value.firstDuplicateKey { return key }
            }
            return nil
        default:
            return nil
        }
    }

    private var ownDuplicateKey: String? {
        let count = self.count
        if count < 2 { return nil }
        if count > 16 {
            var seen = Set<String>(minimumCapacity: count)
            for member in members where !seen.insert(member.key).inserted { return member.key }
            return nil
        }
        var position = 0
        for member in members {
            var earlier = members.makeIterator()
            for _ in 0..<position {
                guard let other = earlier.next() else { break }
                if other.hasKey(member.keyBytes) { return member.key }
            }
            position += 1
        }
        return nil
    }
}

extension JSONNode {
    /// A copy that owns its content.
    package var value: JSONValue { JSONValue(self) }
}

import Foundation
import JSON
import Primitives

/// A slow, plain JSON parser, the twin of the fast one.
struct ReferenceParser {
    struct Failure: Error {}

    private let text: [UInt8]
    private var at = 0
    private var depth = 0

    static func parse(_ text: [UInt8]) throws -> JSONValue {
        guard String(validating: text, as: UTF8.self) != nil else { throw Failure() }
        var parser = ReferenceParser(text: text)
        let value = try parser.value()
        parser.space()
        guard parser.at == text.count else { throw Failure() }
        return value
    }

    private init(text: [UInt8]) { self.text = text }

    private var current: UInt8? { at < text.count ? text[at] : nil }

    private mutating func space() {
        while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        at += 1
        return true
    }

    private mutating func demand(_ byte: Character) throws {
        guard take(byte.asciiValue ?? 0) else { throw Failure() }
    }

    private mutating func value() throws -> JSONValue {
        space()
        switch current {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws -> JSONValue {
        guard text[at...].starts(with: Array(word.utf8)) else { throw Failure() }
        at += word.utf8.count
        return value
    }

    private mutating func object() throws -> JSONValue {
        depth += 1
        defer { depth -= 1 }
        at += 1
        var members: [(String, JSONValue)] = []
        space()
        if take(UInt8(ascii: "}")) { return .object(JSONObject()) }
        guard depth <= JSONLimits.depth else { throw Failure() }
        repeat {
            space()
            guard current == UInt8(ascii: "\"") else { throw Failure() }
            let key = try string()
            space()
            try demand(":")
            members.append((key, try value()))
            space()
        } while take(UInt8(ascii: ","))
        try demand("}")
        return .object(JSONObject(members))
    }

    private mutating func array() throws -> JSONValue {
        depth += 1
        defer { depth -= 1 }
        at += 1
        var elements: [JSONValue] = []
        space()
        if take(UInt8(ascii: "]")) { return .array([]) }
        guard depth <= JSONLimits.depth else { throw Failure() }
        repeat {
            elements.append(try value())
            space()
        } while take(UInt8(ascii: ","))
        try demand("]")
        return .array(elements)
    }

    private mutating func string() throws -> String {
        at += 1
        var units: [UInt16] = []
        var run: [UInt8] = []
        func flush(_ run: inout [UInt8], into units: inout [UInt16]) {
            units += Array(String(decoding: run, as: UTF8.self).utf16)
            run = []
        }
        while true {
            guard let byte = current, byte >= 0x20 else { throw Failure() }
            at += 1
            if byte == UInt8(ascii: "\"") { break }
            if byte != UInt8(ascii: "\\") {
                run.append(byte)
                continue
            }
            flush(&run, into: &units)
            guard let kind = current else { throw Failure() }
            at += 1
            switch kind {
            case UInt8(ascii: "b"): units.append(8)
            case UInt8(ascii: "f"): units.append(12)
            case UInt8(ascii: "n"): units.append(10)
            case UInt8(ascii: "r"): units.append(13)
            case UInt8(ascii: "t"): units.append(9)
            case UInt8(ascii: "u"):
                guard at + 4 <= text.count else { throw Failure() }
                let digits = text[at..<(at + 4)]
                guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit && $0 < 0x80 }),
                    let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
                else { throw Failure() }
                units.append(unit)
                at += 4
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
                units.append(UInt16(kind))
            default: throw Failure()
            }
        }
        flush(&run, into: &units)
        guard let text = String(validating: units, as: UTF16.self) else { throw Failure() }
        return text
    }

    private mutating func number() throws -> JSONValue {
        let start = at
        _ = take(UInt8(ascii: "-"))
        let first = at
        try digits()
        if text[first] == UInt8(ascii: "0") && at > first + 1 { throw Failure() }
        var isInteger = true
        if take(UInt8(ascii: ".")) {
            isInteger = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isInteger = false
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try digits()
        }
        let spelled = String(decoding: text[start..<at], as: UTF8.self)
        if isInteger, let value = Int64(spelled) { return .integer(value) }
        if isInteger, let value = UInt64(spelled) { return .unsignedInteger(value) }
        let value = strtod(spelled, nil)
        guard value.isFinite else { throw Failure() }
        return .double(value)
    }

    private mutating func digits() throws {
        let start = at
        while let byte = current, byte >= 0x30, byte <= 0x39 { at += 1 }
        if at == start { throw Failure() }
    }
}

import CSimdjson
import Glibc

/// Walks a text the fast parser refused and says where and why it is not JSON (RFC 8259).
///
/// Runs only on failure. It also finds what is JSON but too large for the fast parser: integers
/// over
/// 64 bits, whose ends it lists.
struct JSONSyntaxScanner {
    private let text: UnsafeRawBufferPointer
    private var at = 0
    /// Containers around the current place; true for objects.
    private var containers: [Bool] = []
    /// Where each integer over 64 bits ends. Unit: bytes from the start.
    private(set) var wideIntegerEnds: [Int] = []

    init(_ text: UnsafeRawBufferPointer) { self.text = text }

    /// Throws the first error; returns normally when the text is JSON.
    mutating func check() throws(JSONError) {
        try checkEncoding()
        skipSpace()
        guard at < text.count else { throw error(.empty, "no JSON value") }
        try value()
        while let isObject = containers.last {
            try afterValue(isObject)
        }
        skipSpace()
        if at < text.count {
            throw error(.trailingContent, "unexpected \(name(at)) after the JSON value")
        }
    }

    private func error(_ kind: JSONError.Kind, _ message: String) -> JSONError {
        error(kind, at, message)
    }

    private func error(_ kind: JSONError.Kind, _ offset: Int, _ message: String) -> JSONError {
        JSONError(kind, at: offset, in: text, message)
    }

    private func name(_ offset: Int) -> String {
        let byte = text[offset]
        if byte > 0x20 && byte < 0x7F { return "'" + String(UnicodeScalar(byte)) + "'" }
        return "byte 0x" + String(byte, radix: 16)
    }

    private mutating func skipSpace() {
        while at < text.count {
            switch text[at] {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            default: return
            }
        }
    }

    private func truncated(_ what: String) -> JSONError {
        error(.truncated, text.count, "the text ends inside \(what)")
    }

    /// Reads one value up to its end, or into a container up to its first value.
    private mutating func value() throws(JSONError) {
        while true {
            skipSpace()
            guard at < text.count else { throw truncated("a value") }
            switch text[at] {
            case UInt8(ascii: "{"):
                let start = at
                open(object: true)
                if try closeIfEmpty(UInt8(ascii: "}")) { return }
                try checkDepth(start)
                try key()
            case UInt8(ascii: "["):
                let start = at
                open(object: false)
                if try closeIfEmpty(UInt8(ascii: "]")) { return }
                try checkDepth(start)
            case UInt8(ascii: "\""): return try string()
            case UInt8(ascii: "t"): return try word("true")
            case UInt8(ascii: "f"): return try word("false")
            case UInt8(ascii: "n"): return try word("null")
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
            default: throw error(.unexpectedCharacter, "unexpected \(name(at)) instead of a value")
            }
        }
    }

    private mutating func open(object: Bool) {
        containers.append(object)
        at += 1
    }

    /// Empty containers do not count: the fast parser never descends into them.
    private func checkDepth(_ start: Int) throws(JSONError) {
        guard containers.count <= JSONLimits.depth else {
            throw error(.tooDeep, start, "more than \(JSONLimits.depth) levels of nesting")
        }
    }

    private mutating func closeIfEmpty(_ end: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard at < text.count else {
            throw truncated(end == UInt8(ascii: "}") ? "an object" : "an array")
        }
        guard text[at] == end else { return false }
        at += 1
        containers.removeLast()
        return true
    }

    private mutating func afterValue(_ isObject: Bool) throws(JSONError) {
        skipSpace()
        guard at < text.count else { throw truncated(isObject ? "an object" : "an array") }
        let end = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if text[at] == end {
            at += 1
            containers.removeLast()
            return
        }
        guard text[at] == UInt8(ascii: ",") else {
            let closing = isObject ? "'}'" : "']'"
            throw error(.unexpectedCharacter, "unexpected \(name(at)) instead of ',' or \(closing)")
        }
        at += 1
        if isObject { try key() }
        try value()
    }

    private mutating func key() throws(JSONError) {
        skipSpace()
        guard at < text.count else { throw truncated("an object") }
        guard text[at] == UInt8(ascii: "\"") else {
            throw error(.unexpectedCharacter, "unexpected \(name(at)) instead of a quoted key")
        }
        try string()
        skipSpace()
        guard at < text.count else { throw truncated("an object") }
        guard text[at] == UInt8(ascii: ":") else {
            throw error(.unexpectedCharacter, "unexpected \(name(at)) instead of ':'")
        }
        at += 1
    }

    private mutating func word(_ expected: StaticString) throws(JSONError) {
        let start = at
        for index in 0..<expected.utf8CodeUnitCount {
            guard at < text.count else { throw truncated("'\(expected)'") }
            guard text[at] == expected.utf8Start[index] else {
                throw error(.unexpectedCharacter, start, "unexpected word instead of '\(expected)'")
            }
            at += 1
        }
        if at < text.count, isWordByte(text[at]) {
            throw error(.unexpectedCharacter, start, "unexpected word instead of '\(expected)'")
        }
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x5F || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
            || (byte >= 0x30 && byte <= 0x39)
    }

    private mutating func string() throws(JSONError) {
        at += 1
        while true {
            guard at < text.count else { throw truncated("a string") }
            let byte = text[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return
            }
            if byte == UInt8(ascii: "\\") {
                try escape()
            } else if byte < 0x20 {
                throw error(.controlCharacter, "unescaped \(name(at)) in a string")
            } else {
                at += 1
            }
        }
    }

    private mutating func escape() throws(JSONError) {
        let start = at
        guard at + 1 < text.count else { throw truncated("a string") }
        at += 2
        switch text[at - 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return
        case UInt8(ascii: "u"):
            try unicodeEscape(start)
        default:
            throw error(.invalidEscape, start, "unknown escape \\\(name(at - 1))")
        }
    }

    private mutating func unicodeEscape(_ start: Int) throws(JSONError) {
        let unit = try fourDigits(start)
        if unit >= 0xDC00 && unit < 0xE000 {
            throw error(.invalidEscape, start, "half of a surrogate pair")
        }
        guard unit >= 0xD800 && unit < 0xDC00 else { return }
        guard at + 1 < text.count, text[at] == UInt8(ascii: "\\"), text[at + 1] == UInt8(ascii: "u")
        else { throw error(.invalidEscape, start, "half of a surrogate pair") }
        at += 2
        let second = try fourDigits(start)
        guard second >= 0xDC00 && second < 0xE000 else {
            throw error(.invalidEscape, start, "half of a surrogate pair")
        }
    }

    private mutating func fourDigits(_ start: Int) throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard at < text.count else { throw truncated("a string") }
            guard let digit = Character(UnicodeScalar(text[at])).hexDigitValue, text[at] < 0x80
            else {
                throw error(.invalidEscape, start, "\\u needs four hexadecimal digits")
            }
            unit = unit * 16 + UInt32(digit)
            at += 1
        }
        return unit
    }

    private mutating func number() throws(JSONError) {
        let start = at
        if text[at] == UInt8(ascii: "-") { at += 1 }
        let integerStart = at
        let integerDigits = digits()
        if integerDigits == 0 { throw invalidNumber(start) }
        if integerDigits > 1 && text[integerStart] == UInt8(ascii: "0") {
            throw error(.invalidNumber, start, "a number with a leading zero")
        }
        var isInteger = true
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at += 1
            isInteger = false
            if digits() == 0 { throw invalidNumber(start) }
        }
        if at < text.count, text[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            isInteger = false
            if at < text.count, text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-") {
                at += 1
            }
            if digits() == 0 { throw invalidNumber(start) }
        }
        if at < text.count, isWordByte(text[at]) || text[at] == UInt8(ascii: ".") {
            throw invalidNumber(start)
        }
        try checkRange(start, isInteger)
    }

    private mutating func digits() -> Int {
        let start = at
        while at < text.count, text[at] >= 0x30, text[at] <= 0x39 { at += 1 }
        return at - start
    }

    private func invalidNumber(_ start: Int) -> JSONError {
        at == text.count
            ? truncated("a number") : error(.invalidNumber, start, "malformed number")
    }

    private mutating func checkRange(_ start: Int, _ isInteger: Bool) throws(JSONError) {
        let digits = String(decoding: text[start..<at], as: UTF8.self)
        if isInteger {
            if Int64(digits) == nil && UInt64(digits) == nil { wideIntegerEnds.append(at) }
        }
        guard strtod(digits, nil).isFinite else {
            throw error(.numberOutOfRange, start, "number out of range")
        }
    }

    /// Finds the first byte that is not UTF-8.
    private func checkEncoding() throws(JSONError) {
        let valid = text.bindMemory(to: UInt8.self).baseAddress.map {
            csimdjson_is_utf8($0, text.count) != 0
        }
        guard valid == false else { return }
        var decoder = UTF8()
        var bytes = text.makeIterator()
        var good = 0
        while case .scalarValue(let scalar) = decoder.decode(&bytes) {
            good += UTF8.width(scalar)
        }
        throw error(.invalidUTF8, min(good, text.count), "invalid UTF-8")
    }
}

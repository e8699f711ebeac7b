/// The same text with every character of a comment or string literal replaced by a space, line
/// breaks kept, so that a search of the rest finds code only. Interpolations inside strings are
/// blanked with their string. Handles nested block comments, raw and multi-line strings.
func blankingCommentsAndStrings(_ text: String) -> String {
    var blanker = Blanker(Array(text.utf8))
    return String(decoding: blanker.blanked(), as: UTF8.self)
}

private struct Blanker {
    let bytes: [UInt8]
    var output: [UInt8]
    var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        output = bytes
    }

    mutating func blanked() -> [UInt8] {
        while at < bytes.count {
            if starts("//") {
                while at < bytes.count, bytes[at] != 10 { blank() }
            } else if starts("/*") {
                blankBlockComment()
            } else if let hashes = openingHashes() {
                blankString(hashes: hashes)
            } else {
                at += 1
            }
        }
        return output
    }

    func starts(_ pattern: StaticString, at offset: Int = 0) -> Bool {
        let start = at + offset
        guard start + pattern.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<pattern.utf8CodeUnitCount
        where bytes[start + index] != pattern.utf8Start[index] {
            return false
        }
        return true
    }

    mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where at < bytes.count {
            if bytes[at] != 10 { output[at] = 32 }
            at += 1
        }
    }

    mutating func blankBlockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                blank(2)
            } else if starts("*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && at < bytes.count
    }

    /// The number of `#` before a quote here, or nil where no string begins.
    func openingHashes() -> Int? {
        var hashes = 0
        while at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "#") { hashes += 1 }
        guard at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "\"") else {
            return nil
        }
        return hashes
    }

    func hashesFollow(_ count: Int, at offset: Int) -> Bool {
        let start = at + offset
        guard start + count <= bytes.count else { return false }
        return bytes[start..<start + count].allSatisfy { $0 == UInt8(ascii: "#") }
    }

    mutating func blankString(hashes: Int) {
        let isMultiline = starts("\"\"\"", at: hashes)
        let quotes = isMultiline ? 3 : 1
        blank(hashes + quotes)
        while at < bytes.count {
            let closes = isMultiline ? starts("\"\"\"") : starts("\"")
            if closes, hashesFollow(hashes, at: quotes) {
                blank(quotes + hashes)
                return
            }
            if bytes[at] == UInt8(ascii: "\\"), hashesFollow(hashes, at: 1) {
                blank(1 + hashes)
                if starts("(") { blankInterpolation() } else { blank() }
            } else if !isMultiline, bytes[at] == 10 {
                return
            } else {
                blank()
            }
        }
    }

    mutating func blankInterpolation() {
        var depth = 0
        repeat {
            if let hashes = openingHashes() {
                blankString(hashes: hashes)
                continue
            }
            if starts("(") { depth += 1 }
            if starts(")") { depth -= 1 }
            blank()
        } while depth > 0 && at < bytes.count
    }
}

/// A function, initializer or subscript with a body, and the lines it takes, its first line to its
/// closing brace.
struct FunctionSpan: Sendable {
    let name: String
    let line: Int
    let lineCount: Int
}

/// Every function, initializer, deinitializer and subscript with a body in blanked Swift text.
func functionSpans(in code: String) -> [FunctionSpan] {
    let bytes = Array(code.utf8)
    var lineOf = [Int](repeating: 1, count: bytes.count + 1)
    for index in bytes.indices { lineOf[index + 1] = lineOf[index] + (bytes[index] == 10 ? 1 : 0) }
    var spans: [FunctionSpan] = []
    for keyword in ["func", "init", "deinit", "subscript"] {
        for start in occurrences(ofWord: keyword, in: bytes) {
            guard keyword == "func" || !isCall(bytes, at: start, length: keyword.utf8.count),
                let body = bodyRange(bytes, from: start + keyword.utf8.count)
            else { continue }
            let end = body.upperBound
            spans.append(
                FunctionSpan(
                    name: signatureName(bytes, from: start), line: lineOf[start],
                    lineCount: lineOf[end] - lineOf[start] + 1))
        }
    }
    return spans
}

func isWordByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
        || byte > 127
}

/// Offsets where `word` stands alone in `bytes`.
func occurrences(ofWord word: String, in bytes: [UInt8]) -> [Int] {
    let pattern = Array(word.utf8)
    guard bytes.count >= pattern.count else { return [] }
    return (0...(bytes.count - pattern.count)).filter { start in
        guard bytes[start] == pattern[0],
            bytes[start..<start + pattern.count].elementsEqual(pattern)
        else { return false }
        let end = start + pattern.count
        let opensWord = start == 0 || !isWordByte(bytes[start - 1])
        return opensWord && (end == bytes.count || !isWordByte(bytes[end]))
    }
}

/// `.init(…)` and `init` used as a value are calls; a declaration stands after a space and is
/// followed by its parameters, generics or, for `deinit`, its body.
private func isCall(_ bytes: [UInt8], at start: Int, length: Int) -> Bool {
    if start > 0, bytes[start - 1] == UInt8(ascii: ".") { return true }
    var next = start + length
    while next < bytes.count, bytes[next] == 32 { next += 1 }
    return next == bytes.count || !"(<?!{".utf8.contains(bytes[next])
}

private func signatureName(_ bytes: [UInt8], from start: Int) -> String {
    let end = bytes[start...].firstIndex { "({\n".utf8.contains($0) } ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self)
}

/// The braces of the body whose signature begins at `start`; nil where a protocol only requires it.
private func bodyRange(_ bytes: [UInt8], from start: Int) -> Range<Int>? {
    var depth = 0
    var index = start
    while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: "{") where depth == 0: return closing(bytes, from: index)
        case UInt8(ascii: "}") where depth == 0: return nil
        case 10 where depth == 0 && !continuesSignature(bytes, from: index + 1): return nil
        default: break
        }
        if depth < 0 { return nil }
        index += 1
    }
    return nil
}

private func continuesSignature(_ bytes: [UInt8], from start: Int) -> Bool {
    var next = start
    while next < bytes.count, bytes[next] == 32 || bytes[next] == 10 { next += 1 }
    let rest = String(decoding: bytes[next..<min(next + 8, bytes.count)], as: UTF8.self)
    return ["{", "->", "where ", "throws", "async", "rethrows"].contains { rest.hasPrefix($0) }
}

private func closing(_ bytes: [UInt8], from open: Int) -> Range<Int>? {
    var depth = 0
    for index in open..<bytes.count {
        if bytes[index] == UInt8(ascii: "{") { depth += 1 }
        if bytes[index] == UInt8(ascii: "}") {
            depth -= 1
            if depth == 0 { return open..<index }
        }
    }
    return nil
}

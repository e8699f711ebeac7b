import CSimdjson
import Primitives

/// Parses one text after the other, reusing its buffers. One thread at a time: not Sendable.
package final class JSONParser {
    private var parser: OpaquePointer
    /// For texts that nothing can be read behind.
    private lazy var padded = ByteWriter(capacity: 4096)

    package init() { parser = JSONParser.makeParser() }

    deinit { csimdjson_free(parser) }

    /// Text size its buffers have room for. Unit: bytes.
    var capacity: Int { csimdjson_capacity(parser) }

    private static func makeParser() -> OpaquePointer {
        guard let parser = csimdjson_new() else { fatalError("no memory for a JSON parser") }
        return parser
    }

    /// Parses one complete text.
    /// - Parameter paddedTail: says that 64 bytes after the text can be read, which saves a copy.
    /// - Returns: the root; it and all nodes below are valid until the next parse or the parser's
    /// end.
    package func parse(
        _ text: UnsafeRawBufferPointer, paddedTail: Bool = false
    ) throws(JSONError) -> JSONNode {
        guard text.count <= JSONLimits.textSize else {
            throw JSONError(
                .tooLarge, at: 0, in: text, "a text of more than \(JSONLimits.textSize) bytes")
        }
        if csimdjson_capacity(parser) > JSONLimits.retainedTextSize
            && text.count < JSONLimits.retainedTextSize
        {
            csimdjson_free(parser)
            parser = JSONParser.makeParser()
            padded.removeAll(keepingCapacity: false)
        }
        if paddedTail, let root = try run(text) { return root }
        if !paddedTail {
            padded.removeAll()
            padded.write(contentsOf: text)
            if let root = try run(padded.padded) { return root }
        }
        return try parseRefused(text)
    }

    /// Nil when the parser refuses the text without saying where.
    private func run(_ text: UnsafeRawBufferPointer) throws(JSONError) -> JSONNode? {
        guard let start = text.bindMemory(to: UInt8.self).baseAddress else { return nil }
        var tape: UnsafePointer<UInt64>?
        var strings: UnsafePointer<UInt8>?
        switch Int(
            csimdjson_parse(parser, start, text.count, JSONLimits.depth, &tape, &strings))
        {
        case csimdjson_ok:
            guard let tape, let strings else { return nil }
            return JSONNode(tape: tape, strings: strings, index: 1)
        case csimdjson_no_memory:
            throw JSONError(.outOfMemory, at: 0, in: text, "no memory to parse \(text.count) bytes")
        default:
            return nil
        }
    }

    /// Finds the error, or reads integers over 64 bits as floats, as clients' parsers do.
    private func parseRefused(_ text: UnsafeRawBufferPointer) throws(JSONError) -> JSONNode {
        var scanner = JSONSyntaxScanner(text)
        try scanner.check()
        padded.removeAll()
        var copied = 0
        for end in scanner.wideIntegerEnds {
            padded.write(contentsOf: UnsafeRawBufferPointer(rebasing: text[copied..<end]))
            padded.write("e0" as StaticString)
            copied = end
        }
        padded.write(contentsOf: UnsafeRawBufferPointer(rebasing: text[copied...]))
        if let root = try run(padded.padded) { return root }
        throw JSONError(.unexpectedCharacter, at: 0, in: text, "a text that cannot be read")
    }
}

import JSON
import Primitives

/// Rows of fields under a header line (RFC 4180): quotes where a field holds a separator, a quote
/// (doubled) or a line break.
///
/// An empty field is left out of its document. A field that is written like a JSON number or
/// `true` or `false` becomes one, unless `keepsText`; `007` and `1e5` stay text, since they are
/// more likely codes.
struct CSVReader: RowReader {
    private let keepsText: Bool
    /// Fields that always stay text, such as the id.
    private let textFields: Set<String>
    private var separator: UInt8?
    private var header: [String]?
    private var fields: [[UInt8]] = []
    private var field: [UInt8] = []
    private var inQuotes = false
    private var afterQuote = false
    private var wasQuoted = false
    private var quoted: [Bool] = []
    private var row = 0
    private let json = ByteWriter()

    /// - Parameter separator: nil takes the commonest of comma, semicolon and tab in the header.
    init(separator: UInt8?, keepsText: Bool, textFields: Set<String>) {
        self.separator = separator
        self.keepsText = keepsText
        self.textFields = textFields
    }

    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ emit: (Row) throws -> Void) throws {
        var bytes = bytes[...]
        if separator == nil {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
            separator = CSVReader.commonestSeparator(in: bytes.prefix { $0 != 10 })
        }
        for byte in bytes { try add(byte, emit) }
    }

    mutating func finish(_ emit: (Row) throws -> Void) throws {
        if inQuotes, !afterQuote {
            throw CommandError(.data, "row \(row + 1): a quote is not closed")
        }
        if !field.isEmpty || !fields.isEmpty || wasQuoted { try endRow(emit) }
    }

    private static func commonestSeparator(in line: Slice<UnsafeRawBufferPointer>) -> UInt8 {
        let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
        let counts = candidates.map { candidate in line.count { $0 == candidate } }
        let best = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) } ?? 0
        return candidates[best]
    }

    private mutating func add(_ byte: UInt8, _ emit: (Row) throws -> Void) throws {
        if inQuotes, !afterQuote {
            if byte == UInt8(ascii: "\"") { afterQuote = true } else { field.append(byte) }
            if field.count > RowLimits.size {
                throw CommandError(.data, "row \(row + 1): a quote is not closed")
            }
            return
        }
        if afterQuote, byte == UInt8(ascii: "\"") {
            field.append(byte)
            afterQuote = false
            return
        }
        inQuotes = false
        afterQuote = false
        switch byte {
        case UInt8(ascii: "\"") where field.isEmpty:
            inQuotes = true
            wasQuoted = true
        case separator: endField()
        case 10: try endRow(emit)
        case 13: break
        default: field.append(byte)
        }
    }

    private mutating func endField() {
        fields.append(field)
        quoted.append(wasQuoted)
        field.removeAll(keepingCapacity: true)
        wasQuoted = false
    }

    private mutating func endRow(_ emit: (Row) throws -> Void) throws {
        let isEmptyLine = fields.isEmpty && field.isEmpty && !wasQuoted
        endField()
        defer {
            fields.removeAll(keepingCapacity: true)
            quoted.removeAll(keepingCapacity: true)
        }
        guard let header else {
            try beginHeader()
            return
        }
        row += 1
        if isEmptyLine { return }
        guard fields.count == header.count else {
            let reason = "\(fields.count) fields where the header names \(header.count)"
            let text = fields.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ",")
            try emit(.fault(reason, text: text, number: row))
            return
        }
        try emit(.document(document(header), number: row))
    }

    private mutating func beginHeader() throws {
        let names = fields.map { String(decoding: $0, as: UTF8.self) }
        if let empty = names.firstIndex(of: "") {
            throw CommandError(.data, "column \(empty + 1) of the header has no name")
        }
        if Set(names).count < names.count {
            throw CommandError(.data, "the header names a column twice")
        }
        header = names
    }

    private func document(_ header: [String]) -> UnsafeRawBufferPointer {
        json.removeAll()
        let writer = JSONWriter(json)
        writer.beginObject()
        for (index, name) in header.enumerated() where !fields[index].isEmpty {
            writer.key(name)
            let isText = keepsText || quoted[index] || textFields.contains(name)
            fields[index].withUnsafeBytes { bytes in
                if !isText, CSVReader.isLiteral(bytes) {
                    writer.raw(bytes)
                } else {
                    writer.value(String(decoding: bytes, as: UTF8.self))
                }
            }
        }
        writer.endObject()
        return json.bytes
    }

    /// `true`, `false`, or a decimal number without a needless zero, in at most 17 digits.
    static func isLiteral(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if bytes.elementsEqual("true".utf8) || bytes.elementsEqual("false".utf8) { return true }
        let digits = bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
        let parts = digits.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard digits.count <= 18, let whole = parts.first, !whole.isEmpty else { return false }
        if whole.count > 1, whole.first == UInt8(ascii: "0") { return false }
        return parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { (48...57).contains($0) }
        }
    }
}

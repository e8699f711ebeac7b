import Primitives

/// One JSON array of objects, which need not fit into memory. A line break between the tokens of an
/// object becomes a space, so that the object is one line; everything else is kept.
struct JSONArrayReader: RowReader {
    private enum Place {
        case before, between, inside, after
    }

    private let element = ByteWriter()
    private var place = Place.before
    private var depth = 0
    private var inString = false
    private var escaped = false
    private var row = 0

    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ emit: (Row) throws -> Void) throws {
        for byte in bytes {
            switch place {
            case .before: try open(byte)
            case .between: try begin(byte)
            case .inside: try add(byte, emit)
            case .after where RowFormat.isSpace(byte): break
            case .after: throw CommandError(.data, "text after the end of the array")
            }
        }
    }

    mutating func finish(_ emit: (Row) throws -> Void) throws {
        if place != .after { throw CommandError(.data, "the array is cut off after row \(row)") }
    }

    private mutating func open(_ byte: UInt8) throws {
        if byte == UInt8(ascii: "[") { place = .between }
    }

    private mutating func begin(_ byte: UInt8) throws {
        if RowFormat.isSpace(byte) || byte == UInt8(ascii: ",") { return }
        if byte == UInt8(ascii: "]") {
            place = .after
            return
        }
        row += 1
        guard byte == UInt8(ascii: "{") else {
            throw CommandError(.data, "row \(row) of the array is not an object")
        }
        place = .inside
        depth = 1
        element.removeAll()
        element.write(byte)
    }

    private mutating func add(_ byte: UInt8, _ emit: (Row) throws -> Void) throws {
        element.write(!inString && (byte == 10 || byte == 13) ? 32 : byte)
        if inString {
            if escaped {
                escaped = false
            } else if byte == UInt8(ascii: "\\") {
                escaped = true
            } else if byte == UInt8(ascii: "\"") {
                inString = false
            }
            return
        }
        switch byte {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        if depth == 0 {
            place = .between
            try emit(.document(element.bytes, number: row))
        } else if element.count > RowLimits.size {
            throw CommandError(.data, "row \(row) is longer than \(RowLimits.size) bytes")
        }
    }
}

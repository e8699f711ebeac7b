import ChangeCapture

/// A message of the `pgoutput` plugin, protocol version 1.
/// - Source: PostgreSQL 15 documentation, "Logical Replication Message Formats".
enum OutputMessage {
    struct Relation {
        let id: UInt32
        let name: String
        let columns: [String]
    }

    case begin(transaction: UInt32, commitMicroseconds: Int64)
    case commit(end: UInt64)
    case relation(Relation)
    case change(relation: UInt32, kind: RowChange.Kind, old: [CellValue]?, new: [CellValue]?)
    case truncate(relations: [UInt32])
    /// Origin, type and logical messages, which say nothing about rows.
    case other

    /// Microseconds between 1970 and PostgreSQL's epoch, 2000.
    static let epochMicroseconds: Int64 = 946_684_800_000_000

    static func decode(_ bytes: UnsafeRawBufferPointer) throws(SourceError) -> OutputMessage {
        var reader = NetworkReader(bytes)
        switch try reader.byte() {
        case UInt8(ascii: "B"):
            _ = try reader.integer(UInt64.self)
            let time = try reader.integer(Int64.self)
            return .begin(
                transaction: try reader.integer(UInt32.self),
                commitMicroseconds: time + epochMicroseconds)
        case UInt8(ascii: "C"):
            _ = try reader.byte()
            _ = try reader.integer(UInt64.self)
            return .commit(end: try reader.integer(UInt64.self))
        case UInt8(ascii: "R"): return .relation(try relation(&reader))
        case UInt8(ascii: "I"):
            let id = try reader.integer(UInt32.self)
            return .change(relation: id, kind: .insert, old: nil, new: try tuples(&reader).new)
        case UInt8(ascii: "U"):
            let id = try reader.integer(UInt32.self)
            let images = try tuples(&reader)
            return .change(relation: id, kind: .update, old: images.old, new: images.new)
        case UInt8(ascii: "D"):
            let id = try reader.integer(UInt32.self)
            return .change(relation: id, kind: .delete, old: try tuples(&reader).old, new: nil)
        case UInt8(ascii: "T"):
            let count = try reader.integer(UInt32.self)
            _ = try reader.byte()
            var relations: [UInt32] = []
            for _ in 0..<count { relations.append(try reader.integer(UInt32.self)) }
            return .truncate(relations: relations)
        default: return .other
        }
    }

    private static func relation(_ reader: inout NetworkReader) throws(SourceError) -> Relation {
        let id = try reader.integer(UInt32.self)
        let space = try reader.string()
        let table = try reader.string()
        _ = try reader.byte()
        var columns: [String] = []
        for _ in 0..<(try reader.integer(UInt16.self)) {
            _ = try reader.byte()
            columns.append(try reader.string())
            _ = try reader.integer(UInt32.self)
            _ = try reader.integer(UInt32.self)
        }
        let name = space == "public" || space.isEmpty ? table : space + "." + table
        return Relation(id: id, name: name, columns: columns)
    }

    /// The old image (key or full row) and the new one, as many as the message holds.
    private static func tuples(
        _ reader: inout NetworkReader
    ) throws(SourceError) -> (old: [CellValue]?, new: [CellValue]?) {
        var old: [CellValue]?
        var new: [CellValue]?
        while reader.remaining > 0 {
            switch try reader.byte() {
            case UInt8(ascii: "K"), UInt8(ascii: "O"): old = try tuple(&reader)
            case UInt8(ascii: "N"): new = try tuple(&reader)
            case let tag: throw NetworkReader.malformed("tuple tag \(tag)")
            }
        }
        return (old, new)
    }

    private static func tuple(_ reader: inout NetworkReader) throws(SourceError) -> [CellValue] {
        var cells: [CellValue] = []
        for _ in 0..<(try reader.integer(UInt16.self)) {
            switch try reader.byte() {
            case UInt8(ascii: "n"): cells.append(.null)
            case UInt8(ascii: "u"): cells.append(.unchanged)
            case UInt8(ascii: "t"):
                let length = try reader.integer(UInt32.self)
                cells.append(.text(try reader.text(Int(length))))
            case let tag: throw NetworkReader.malformed("cell tag \(tag)")
            }
        }
        return cells
    }
}

import Primitives
import Segments

/// One operation as the log holds it. Bytes point into the log and are valid while it is read.
///
/// ```
/// kind: u8, then
/// 1 document   sequence number, version: i64 | id | routing flag: u8, routing | source
/// 2 delete     sequence number, version: i64 | id
/// 3 mapping    JSON, as the mapping persists itself
/// 4 settings   JSON
/// 5 columns    sequence number, version: i64 | id | count | per change: field: u16, flag: u8, i64
/// 6 cancelled  sequence number: i64
/// 7 position   name of a change source | its position
/// 8 cursor     name of unfinished work | flag: u8, where it goes on; flag 0 = it is done
/// 9 delta      JSON: a list of changes of the mapping before, with the field numbers given out
/// ```
/// Ids, texts and JSON are a variable-length length and bytes. A record holds one or more entries.
enum LogEntry {
    struct Document {
        let sequenceNumber: Int64
        let version: Int64
        let id: UnsafeRawBufferPointer
        let routing: UnsafeRawBufferPointer?
        let source: UnsafeRawBufferPointer
    }

    /// A number of one column set, or (nil) removed.
    struct ColumnChange: Sendable, Equatable {
        let field: FieldNumber
        let value: Int64?
    }

    case document(Document)
    case delete(sequenceNumber: Int64, version: Int64, id: UnsafeRawBufferPointer)
    case mapping(UnsafeRawBufferPointer)
    case settings(UnsafeRawBufferPointer)
    case columns(
        sequenceNumber: Int64, version: Int64, id: UnsafeRawBufferPointer, [ColumnChange])
    /// The operation of this number turned out impossible after it was logged.
    case cancelled(sequenceNumber: Int64)
    case position(source: String, UnsafeRawBufferPointer)
    /// Where unfinished work goes on; nil = it is done.
    case cursor(name: String, [UInt8]?)
    case mappingDelta(UnsafeRawBufferPointer)

    private enum Kind: UInt8 {
        case document = 1, delete, mapping, settings, columns, cancelled, position, cursor
        case mappingDelta
    }

    func encode(into writer: ByteWriter) {
        switch self {
        case .document(let document):
            LogEntry.begin(.document, document.sequenceNumber, document.version, writer)
            writer.writeSized(document.id)
            writer.write(UInt8(document.routing == nil ? 0 : 1))
            if let routing = document.routing { writer.writeSized(routing) }
            writer.writeSized(document.source)
        case .delete(let sequenceNumber, let version, let id):
            LogEntry.begin(.delete, sequenceNumber, version, writer)
            writer.writeSized(id)
        case .mapping(let json):
            writer.write(Kind.mapping.rawValue)
            writer.writeSized(json)
        case .settings(let json):
            writer.write(Kind.settings.rawValue)
            writer.writeSized(json)
        case .columns(let sequenceNumber, let version, let id, let changes):
            LogEntry.begin(.columns, sequenceNumber, version, writer)
            writer.writeSized(id)
            writer.writeVarUInt(UInt64(changes.count))
            for change in changes {
                writer.write(change.field)
                writer.write(UInt8(change.value == nil ? 0 : 1))
                writer.write(change.value ?? 0)
            }
        case .cancelled(let sequenceNumber):
            writer.write(Kind.cancelled.rawValue)
            writer.write(sequenceNumber)
        case .position(let source, let bytes):
            writer.write(Kind.position.rawValue)
            writer.writeSized(Array(source.utf8))
            writer.writeSized(bytes)
        case .cursor(let name, let bytes):
            writer.write(Kind.cursor.rawValue)
            writer.writeSized(Array(name.utf8))
            writer.write(UInt8(bytes == nil ? 0 : 1))
            if let bytes { writer.writeSized(bytes) }
        case .mappingDelta(let json):
            writer.write(Kind.mappingDelta.rawValue)
            writer.writeSized(json)
        }
    }

    private static func begin(
        _ kind: Kind, _ sequenceNumber: Int64, _ version: Int64, _ writer: ByteWriter
    ) {
        writer.write(kind.rawValue)
        writer.write(sequenceNumber)
        writer.write(version)
    }

    /// Reads the next entry of a record.
    /// - Parameter file: for errors.
    init(decoding reader: inout ByteReader, file: String) throws {
        let start = reader.offset
        guard let kind = Kind(rawValue: try reader.read()) else {
            throw SegmentError(
                kind: .malformed("unknown operation"), file: file, section: "log entry",
                offset: UInt64(start))
        }
        switch kind {
        case .document:
            self = .document(try LogEntry.document(&reader))
        case .delete:
            self = .delete(
                sequenceNumber: try reader.read(), version: try reader.read(),
                id: try reader.readSizedBytes())
        case .mapping:
            self = .mapping(try reader.readSizedBytes())
        case .mappingDelta:
            self = .mappingDelta(try reader.readSizedBytes())
        case .settings:
            self = .settings(try reader.readSizedBytes())
        case .columns:
            self = .columns(
                sequenceNumber: try reader.read(), version: try reader.read(),
                id: try reader.readSizedBytes(), try LogEntry.changes(&reader))
        case .cancelled:
            self = .cancelled(sequenceNumber: try reader.read())
        case .position:
            self = .position(
                source: String(decoding: try reader.readSized(), as: UTF8.self),
                try reader.readSizedBytes())
        case .cursor:
            let name = String(decoding: try reader.readSized(), as: UTF8.self)
            let isOpen = try reader.read(UInt8.self) == 1
            self = .cursor(name: name, isOpen ? try reader.readSized() : nil)
        }
    }

    private static func document(_ reader: inout ByteReader) throws(ByteReaderError) -> Document {
        Document(
            sequenceNumber: try reader.read(), version: try reader.read(),
            id: try reader.readSizedBytes(),
            routing: try reader.read(UInt8.self) == 0 ? nil : try reader.readSizedBytes(),
            source: try reader.readSizedBytes())
    }

    private static func changes(
        _ reader: inout ByteReader
    ) throws(ByteReaderError) -> [ColumnChange] {
        var changes: [ColumnChange] = []
        for _ in 0..<(try reader.readCount(limit: Int(FieldNumber.max))) {
            let field = try reader.read(FieldNumber.self)
            let hasValue = try reader.read(UInt8.self) == 1
            let value = try reader.read(Int64.self)
            changes.append(ColumnChange(field: field, value: hasValue ? value : nil))
        }
        return changes
    }
}

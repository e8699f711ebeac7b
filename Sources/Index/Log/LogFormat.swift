import Primitives
import Segments

/// The frame around the entries of a log file.
///
/// ```
/// file    magic "AISLELOG" | version: u32 | reserved: u32 | generation: u64
///         crc32c of the 24 bytes before: u32 | reserved: u32
/// record  marker "ALOG": u32 | crc32c of everything after it: u32 | payload length: u32
///         record number, number of the record before it: u64
///         synced through record number: u64 | payload: entries
/// ```
/// Record numbers ascend through all logs of an index; numbers of records that could not be
/// written are skipped, and the number of the record before chains what was. "Synced through" is
/// the highest number known durable when the record was made: the evidence that tells a torn tail
/// from a damaged middle.
enum LogFormat {
    static let magic: StaticString = "AISLELOG"
    static let version: UInt32 = 1
    static let headerSize = 32
    /// "ALOG", little-endian.
    static let marker: UInt32 = 0x474F_4C41
    static let recordHeaderSize = 36

    static func writeHeader(generation: UInt64, to writer: ByteWriter) {
        writer.write(magic)
        writer.write(version)
        writer.write(UInt32(0))
        writer.write(generation)
        writer.write(CRC32C.checksum(writer.bytes))
        writer.write(UInt32(0))
    }

    /// Whether a file begins as the log of this generation; a header that was not yet durable when
    /// the power went does not.
    static func hasHeader(_ bytes: UnsafeRawBufferPointer, generation: UInt64) -> Bool {
        guard bytes.count >= headerSize else { return false }
        let expected = ByteWriter(capacity: headerSize)
        writeHeader(generation: generation, to: expected)
        return expected.bytes.elementsEqual(bytes.prefix(headerSize))
    }

    /// Frames what `body` writes as a record at the end of `writer`.
    static func writeRecord(
        number: UInt64, after previous: UInt64, syncedThrough: UInt64, to writer: ByteWriter,
        _ body: (ByteWriter) -> Void
    ) {
        let start = writer.count
        writer.write(marker)
        writer.write(UInt32(0))
        writer.write(UInt32(0))
        writer.write(number)
        writer.write(previous)
        writer.write(syncedThrough)
        body(writer)
        let length = writer.count - start - recordHeaderSize
        precondition(length <= IndexLimits.logRecordBytes, "log record of \(length) bytes")
        writer.overwrite(UInt32(length), at: start + 8)
        let covered = UnsafeRawBufferPointer(rebasing: writer.bytes[(start + 8)...])
        writer.overwrite(CRC32C.checksum(covered), at: start + 4)
    }

    /// A record that verified.
    struct Record {
        let number: UInt64
        /// Number of the record before it, in this log or an earlier one.
        let previous: UInt64
        let syncedThrough: UInt64
        let payload: UnsafeRawBufferPointer
        /// Where the next record begins.
        let end: Int
    }

    /// The record at `offset`, or nil when none verifies there.
    static func record(in bytes: UnsafeRawBufferPointer, at offset: Int) -> Record? {
        guard bytes.count - offset >= recordHeaderSize, load(bytes, offset) == marker else {
            return nil
        }
        let length = Int(load(bytes, offset + 8))
        let end = offset + recordHeaderSize + length
        guard length <= IndexLimits.logRecordBytes, end <= bytes.count else { return nil }
        let covered = UnsafeRawBufferPointer(rebasing: bytes[(offset + 8)..<end])
        guard CRC32C.checksum(covered) == load(bytes, offset + 4) else { return nil }
        return Record(
            number: loadNumber(bytes, offset + 12), previous: loadNumber(bytes, offset + 20),
            syncedThrough: loadNumber(bytes, offset + 28),
            payload: UnsafeRawBufferPointer(rebasing: bytes[(offset + recordHeaderSize)..<end]),
            end: end)
    }

    private static func load(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    private static func loadNumber(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The highest "synced through" of any record that verifies at or behind `offset`.
    static func highestSynced(in bytes: UnsafeRawBufferPointer, from offset: Int) -> UInt64 {
        var highest: UInt64 = 0
        var at = offset
        while bytes.count - at >= recordHeaderSize {
            if let record = record(in: bytes, at: at) {
                highest = max(highest, record.syncedThrough)
                at = record.end
            } else {
                at += 1
            }
        }
        return highest
    }
}

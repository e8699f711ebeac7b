import Primitives

/// Everything an index is at one moment, apart from the operations in its log since.
///
/// A folder with a commit point, the files it names and the logs from `logGeneration` on is an
/// index: nothing outside the folder is needed. The file is written under a temporary name, synced
/// and renamed, so that a commit point either verifies or does not count.
///
/// ```
/// magic "AISLECMT" | version: u32 | reserved: u32 | body | crc32c of all before: u32
/// body = generation, log generation, log number: u64 | next sequence number, primary term: i64
///        next segment, next generation: u64
///        count, then per segment: name, documents, deleted, size, live and column generation
///        count, then per space: number, path, parent
///        count, then per field: number, name, space, postings, norms, column, fingerprint: u64
///        mapping, settings: length and bytes
///        count, then per source: name, position | count, then per cursor: name, bytes
/// ```
/// Counts, lengths and the numbers of segments and fields are variable-length integers.
package struct CommitPoint: Sendable, Equatable {
    /// Higher is newer. At least 1.
    package var generation: UInt64
    /// The oldest log whose operations are not in the segments.
    package var logGeneration: UInt64
    /// Number of the last log record whose operations are in the segments.
    package var logNumber: UInt64 = 0
    /// Every operation below is in the segments.
    package var nextSequenceNumber: Int64
    package var primaryTerm: Int64 = 1
    /// Names of new segments count up from here.
    package var nextSegment: UInt64 = 1
    /// Generations of live-docs and columns files count up from here.
    package var nextGeneration: UInt64 = 1
    package var segments: [CommittedSegment] = []
    package var fields: FieldInfos = .empty
    /// JSON, as the mapping writes itself.
    package var mapping: [UInt8] = []
    /// JSON.
    package var settings: [UInt8] = []
    /// How far each change source has been applied, by name; the bytes are the source's own.
    package var sourcePositions: [String: [UInt8]] = [:]
    /// Where unfinished long work (a rename touching many documents) goes on, by name.
    package var pendingCursors: [String: [UInt8]] = [:]

    package init(generation: UInt64, logGeneration: UInt64, nextSequenceNumber: Int64) {
        self.generation = generation
        self.logGeneration = logGeneration
        self.nextSequenceNumber = nextSequenceNumber
    }

    package var fileName: String { IndexFile.commit(generation).name }

    /// Every file the commit point names, without the logs.
    package var files: [String] { segments.flatMap(\.files) + [fileName] }
}

// MARK: - Encoding

extension CommitPoint {
    static let magic: StaticString = "AISLECMT"
    static let version: UInt32 = 1
    private static let headerSize = 16

    package func encode() -> [UInt8] {
        let writer = ByteWriter(capacity: 4096)
        writer.write(CommitPoint.magic)
        writer.write(CommitPoint.version)
        writer.write(UInt32(0))
        for number in [generation, logGeneration, logNumber] { writer.write(number) }
        for number in [nextSequenceNumber, primaryTerm] { writer.write(number) }
        for number in [nextSegment, nextGeneration] { writer.write(number) }
        writer.writeVarUInt(UInt64(segments.count))
        for segment in segments { segment.encode(into: writer) }
        fields.encode(into: writer)
        writer.writeSized(mapping)
        writer.writeSized(settings)
        for table in [sourcePositions, pendingCursors] {
            writer.writeVarUInt(UInt64(table.count))
            for (name, bytes) in table.sorted(by: { $0.key < $1.key }) {
                writer.writeSized(Array(name.utf8))
                writer.writeSized(bytes)
            }
        }
        writer.write(CRC32C.checksum(writer.bytes))
        return [UInt8](writer.bytes)
    }

    /// - Parameter name: of the file, for errors.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer, name: String
    ) throws(SegmentError) -> CommitPoint {
        let body = try verify(bytes, name: name)
        var reader = ByteReader(body, offset: headerSize)
        do {
            var point = CommitPoint(
                generation: try reader.read(), logGeneration: try reader.read(),
                nextSequenceNumber: 0)
            point.logNumber = try reader.read()
            point.nextSequenceNumber = try reader.read()
            point.primaryTerm = try reader.read()
            point.nextSegment = try reader.read()
            point.nextGeneration = try reader.read()
            for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
                point.segments.append(try CommittedSegment(decoding: &reader))
            }
            point.fields = try FieldInfos(decoding: &reader, file: name)
            point.mapping = try reader.readSized()
            point.settings = try reader.readSized()
            point.sourcePositions = try readTable(&reader)
            point.pendingCursors = try readTable(&reader)
            guard reader.isAtEnd, point.fileName == name else {
                throw SegmentError(kind: .malformed("content"), file: name, section: "commit")
            }
            return point
        } catch let error as SegmentError {
            throw error
        } catch {
            throw SegmentError(
                kind: .malformed("\(error)"), file: name, section: "commit",
                offset: UInt64(reader.offset))
        }
    }

    private static func verify(
        _ bytes: UnsafeRawBufferPointer, name: String
    ) throws(SegmentError) -> UnsafeRawBufferPointer {
        guard bytes.count >= headerSize + 4 else {
            throw SegmentError(kind: .truncated, file: name, section: "commit")
        }
        let magic = UnsafeRawBufferPointer(start: CommitPoint.magic.utf8Start, count: 8)
        guard magic.elementsEqual(bytes.prefix(8)) else {
            throw SegmentError(kind: .malformed("not a commit point"), file: name)
        }
        let body = UnsafeRawBufferPointer(rebasing: bytes.dropLast(4))
        let expected = UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: body.count, as: UInt32.self))
        let found = CRC32C.checksum(body)
        guard found == expected else {
            throw SegmentError(
                kind: .badChecksum(expected: expected, found: found), file: name,
                section: "commit")
        }
        let version = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        guard version == CommitPoint.version else {
            throw SegmentError(kind: .unsupportedVersion(version), file: name, section: "commit")
        }
        return body
    }

    private static func readTable(
        _ reader: inout ByteReader
    ) throws(ByteReaderError) -> [String: [UInt8]] {
        var table: [String: [UInt8]] = [:]
        for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
            let name = String(decoding: try reader.readSized(), as: UTF8.self)
            table[name] = try reader.readSized()
        }
        return table
    }
}

extension CommittedSegment {
    func encode(into writer: ByteWriter) {
        writer.writeSized(Array(name.utf8))
        for number in [documentCount, deletedCount, size] { writer.writeVarUInt(UInt64(number)) }
        writer.writeVarUInt(liveGeneration)
        writer.writeVarUInt(columnGeneration)
    }

    init(decoding reader: inout ByteReader) throws(ByteReaderError) {
        self.init(
            name: String(decoding: try reader.readSized(), as: UTF8.self),
            documentCount: try reader.readCount(), deletedCount: try reader.readCount(),
            size: try reader.readCount(), liveGeneration: try reader.readVarUInt(),
            columnGeneration: try reader.readVarUInt())
    }
}

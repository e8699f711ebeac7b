import Primitives

/// The live docs of one segment as a file of their own: `<segment>.live-<generation>`.
///
/// ```
/// magic "AISLELIV" | version: u32 | documents: u32 | deleted: u32 | reserved: u32
/// words: u64 × (documents + 63) / 64, bit set = live | crc32c of all before: u32
/// ```
package enum LiveDocsFile {
    private static let magic: StaticString = "AISLELIV"
    private static let version: UInt32 = 1
    private static let headerSize = 24

    package static func encode(_ docs: LiveDocs) -> [UInt8] {
        let words = (docs.documentCount + 63) / 64
        let writer = ByteWriter(capacity: headerSize + words * 8 + 4)
        writer.write(magic)
        writer.write(version)
        writer.write(UInt32(docs.documentCount))
        writer.write(UInt32(docs.deletedCount))
        writer.write(UInt32(0))
        for word in 0..<words { writer.write(docs.words[word]) }
        writer.write(CRC32C.checksum(writer.bytes))
        return [UInt8](writer.bytes)
    }

    /// - Parameters:
    ///   - name: of the file, for errors.
    ///   - documentCount: what the segment has.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer, name: String, documentCount: Int
    ) throws(SegmentError) -> LiveDocs {
        let words = (documentCount + 63) / 64
        guard bytes.count == headerSize + words * 8 + 4 else {
            throw SegmentError(kind: .truncated, file: name, section: "live docs")
        }
        let body = UnsafeRawBufferPointer(rebasing: bytes.dropLast(4))
        let expected = load(bytes, body.count)
        let found = CRC32C.checksum(body)
        guard found == expected else {
            throw SegmentError(
                kind: .badChecksum(expected: expected, found: found), file: name,
                section: "live docs")
        }
        let magic = UnsafeRawBufferPointer(start: LiveDocsFile.magic.utf8Start, count: 8)
        guard magic.elementsEqual(bytes.prefix(8)) else {
            throw SegmentError(kind: .malformed("not live docs"), file: name)
        }
        guard load(bytes, 8) == version else {
            throw SegmentError(kind: .unsupportedVersion(load(bytes, 8)), file: name)
        }
        let bits = FixedBitSet(bitCount: documentCount)
        for word in 0..<words {
            bits.words[word] = UInt64(
                littleEndian: bytes.loadUnaligned(
                    fromByteOffset: headerSize + word * 8, as: UInt64.self))
        }
        let docs = LiveDocs(bits)
        guard Int(load(bytes, 12)) == documentCount, Int(load(bytes, 16)) == docs.deletedCount,
            documentCount % 64 == 0 || words == 0
                || bits.words[words - 1] >> UInt64(documentCount % 64) == 0
        else {
            throw SegmentError(
                kind: .malformed("counts do not fit the bits"), file: name, section: "live docs")
        }
        return docs
    }

    private static func load(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
}

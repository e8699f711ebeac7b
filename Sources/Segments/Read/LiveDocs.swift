import Primitives

/// Which root documents of a segment are not deleted. Immutable: a delete publishes a new one.
///
/// ```
/// live = magic:u32 documents:u32 deleted:u32 crc:u32 word:u64×((documents + 63) / 64)
/// ```
/// Bit `i % 64` of word `i / 64` is set when document `i` is live; `crc` is the CRC-32C of all
/// bytes but its own. The same bytes are a section of a segment and a file beside it. Example,
/// three documents of which the second is deleted: words `05 00 00 00 00 00 00 00`.
package final class LiveDocs: Sendable {
    static let magic: UInt32 = 0x4556_494C  // LIVE
    private let bits: FixedBitSet
    package let deletedCount: Int

    /// - Parameter bits: bit set = live. Not to be changed afterwards.
    package init(_ bits: FixedBitSet) {
        self.bits = bits
        deletedCount = bits.bitCount - bits.count()
    }

    /// Deleted documents included.
    package var documentCount: Int { bits.bitCount }
    package var liveCount: Int { bits.bitCount - deletedCount }

    /// Bit set = live; bits at and above `documentCount` are zero. Shape: [(documentCount + 63) /
    /// 64].
    package var words: UnsafePointer<UInt64> { UnsafePointer(bits.words) }

    @inline(__always)
    package func isLive(_ doc: DocID) -> Bool { bits.test(Int(doc)) }

    /// Live docs with further documents deleted.
    /// - Parameter current: nil = all of `documentCount` are live.
    package static func deleting(
        _ docs: [DocID], from current: LiveDocs?, documentCount: Int
    ) -> LiveDocs {
        let bits: FixedBitSet
        if let current {
            bits = FixedBitSet(copying: current.bits)
        } else {
            bits = FixedBitSet(bitCount: documentCount)
            bits.setAll()
        }
        for doc in docs { bits.clear(Int(doc)) }
        return LiveDocs(bits)
    }

    /// Appends the bytes of a live-docs file.
    package func encode(into writer: ByteWriter) {
        let start = writer.count
        writer.write(LiveDocs.magic)
        writer.write(UInt32(documentCount))
        writer.write(UInt32(deletedCount))
        writer.write(UInt32(0))
        writer.write(
            contentsOf: UnsafeRawBufferPointer(start: bits.words, count: bits.wordCount * 8))
        writer.overwrite(
            LiveDocs.checksum(UnsafeRawBufferPointer(rebasing: writer.bytes[start...])),
            at: start + 12)
    }

    private static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        let head = CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<12]))
        return CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[16...]), seed: head)
    }

    /// Reads and verifies a live-docs file.
    /// - Parameters:
    ///   - documentCount: of the segment it belongs to.
    ///   - name: of the file, for errors.
    package static func decode(
        _ bytes: UnsafeRawBufferPointer, documentCount: Int, name: String
    ) throws(SegmentError) -> LiveDocs {
        try read(bytes, documentCount: documentCount, file: name)
    }

    static func read(
        _ bytes: UnsafeRawBufferPointer, documentCount: Int, file: String
    ) throws(SegmentError) -> LiveDocs {
        func failure(_ kind: SegmentError.Kind) -> SegmentError {
            SegmentError(kind: kind, file: file, section: "\(SectionKey(.live))")
        }
        let wordCount = (documentCount + 63) / 64
        guard let start = bytes.baseAddress, bytes.count == 16 + wordCount * 8 else {
            throw failure(.truncated)
        }
        let expected = start.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
        let found = checksum(bytes)
        guard expected == found else {
            throw failure(.badChecksum(expected: expected, found: found))
        }
        guard start.loadUnaligned(as: UInt32.self) == magic,
            start.loadUnaligned(fromByteOffset: 4, as: UInt32.self) == documentCount
        else { throw failure(.malformed("not the live docs of \(documentCount) documents")) }
        let bits = FixedBitSet(bitCount: documentCount)
        UnsafeMutableRawPointer(bits.words).copyMemory(from: start + 16, byteCount: wordCount * 8)
        if documentCount % 64 != 0, bits.words[wordCount - 1] >> UInt64(documentCount % 64) != 0 {
            throw failure(.malformed("a bit above \(documentCount) is set"))
        }
        let live = LiveDocs(bits)
        guard start.loadUnaligned(fromByteOffset: 8, as: UInt32.self) == live.deletedCount else {
            throw failure(.malformed("\(live.deletedCount) documents are deleted"))
        }
        return live
    }
}

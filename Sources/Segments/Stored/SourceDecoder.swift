import Compression
import Primitives

/// A decompression context and the content of the block it read last. One thread at a time.
final class SourceDecoder {
    /// Memory kept between uses. Unit: bytes.
    private static let keptBytes = 256 << 10

    private let decompressor = ZstdDecompressor()
    private let content = ByteWriter(capacity: SourceWriter.blockBytes * 2)
    /// What `content` is of; files are numbered from 1.
    private var file: UInt64 = 0
    private var block = 0
    /// A frame with its magic number.
    private let frame = ByteWriter(capacity: 1 << 10)

    init() { frame.write(SourceWriter.frameMagic) }

    /// The content of a block, if it was the last one; valid until the next is decompressed.
    /// - Parameter file: number of the segment's file.
    func content(ofFile file: UInt64, block: Int) -> UnsafeRawBufferPointer? {
        self.file == file && self.block == block ? content.bytes : nil
    }

    /// The content of a block; valid until the next is decompressed.
    func decompress(
        _ frame: UnsafeRawBufferPointer, dictionary: ZstdDictionary?, file: UInt64, block: Int
    ) throws(CompressionError) -> UnsafeRawBufferPointer {
        let content = emptied()
        try decompressor.decompress(
            frame, limit: SegmentLimits.sourceBytes + 64, dictionary: dictionary, into: content)
        self.file = file
        self.block = block
        return content.bytes
    }

    /// Room for the content of a block, which is forgotten as the last one read.
    func emptied() -> ByteWriter {
        file = 0
        content.removeAll()
        return content
    }

    /// Appends a document to `writer`.
    /// - Parameter bytes: its frame, without the magic number.
    func appendDocument(
        _ bytes: UnsafeRawBufferPointer, _ dictionary: ZstdDictionary, to writer: ByteWriter
    ) throws(CompressionError) {
        frame.truncate(to: SourceWriter.magicBytes)
        frame.write(contentsOf: bytes)
        try decompressor.decompress(
            frame.bytes, limit: SegmentLimits.sourceBytes, dictionary: dictionary, into: writer)
    }

    /// Lets go of the memory of a long document.
    func trim() {
        if frame.reservedBytes > SourceDecoder.keptBytes {
            frame.removeAll(keepingCapacity: false)
            frame.write(SourceWriter.frameMagic)
        }
        if content.reservedBytes <= SourceDecoder.keptBytes { return }
        file = 0
        content.removeAll(keepingCapacity: false)
    }
}
